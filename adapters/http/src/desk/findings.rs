//! What the compiler and the proofs say about texts, as a page shows it and as an editor marks it.
//!
//! Lines count from 1 for people; the ranges are UTF-16 positions from 0 for the editor. Of files with questions of tests
//! nothing is quoted.

use std::collections::BTreeMap;

use reglament_definition::{Diagnostic, Severity};
use reglament_language::{Lines, Position};
use reglament_runtime::DraftTexts;
use reglament_scenario::Story;
use schemars::JsonSchema;
use serde::Serialize;

use super::places;
use crate::locale::Locale;

/// A place as editors name it.
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "the shape of a `Position` for the description of the API"
)]
pub(crate) struct Place {
    /// Line, from 0.
    line: u32,
    /// Column in UTF-16 units, from 0.
    character: u32,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub(crate) struct Finding {
    /// Path.
    pub(crate) file: String,
    /// Line, from 1.
    pub(crate) line: usize,
    /// Whether it forbids publishing.
    pub(crate) error: bool,
    /// Stable code.
    pub(crate) code: &'static str,
    /// The sentence.
    pub(crate) text: String,
    /// What to do; may be empty.
    pub(crate) hint: String,
    /// Beginning of the place.
    #[schemars(with = "Place")]
    pub(crate) from: Position,
    /// Its end.
    #[schemars(with = "Place")]
    pub(crate) to: Position,
    /// The correction, where there is only one.
    pub(crate) fix: Option<Correction>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub(crate) struct Correction {
    /// Beginning of what is replaced.
    #[schemars(with = "Place")]
    pub(crate) from: Position,
    /// Its end.
    #[schemars(with = "Place")]
    pub(crate) to: Position,
    /// The new text.
    pub(crate) text: String,
    /// The words on the button.
    pub(crate) title: String,
}

/// The findings in the words of the visitor: errors first, then by file and place.
pub(crate) fn told(
    locale: Locale,
    files: &BTreeMap<String, String>,
    found: &[Diagnostic],
) -> Vec<Finding> {
    let mut lines: BTreeMap<&str, Lines<'_>> = BTreeMap::new();
    let mut all: Vec<Finding> = found
        .iter()
        .map(|one| {
            let text = files.get(&one.file).map_or("", String::as_str);
            let lines = lines
                .entry(one.file.as_str())
                .or_insert_with(|| Lines::new(text));
            finding(locale, lines, one)
        })
        .collect();
    // Of a process that cannot be read every clause of its act looks as if nobody carried it out.
    let unreadable: Vec<String> = all
        .iter()
        .filter(|one| one.code == "R001")
        .map(|one| places::folder(&one.file).to_owned())
        .collect();
    all.retain(|one| {
        let folder = places::folder(&one.file);
        one.code != "R070" || unreadable.iter().all(|of| of != folder)
    });
    all.sort_by_key(|one| !one.error);
    all
}

/// What keeps a scenario from being read; other mistakes show when it is played.
pub(crate) fn of_scenario(locale: Locale, path: &str, text: &str) -> Option<Finding> {
    let error = Story::parse(text).err()?.to_string();
    let line = line_in(&error).unwrap_or(1);
    let at = |character| Position {
        line: u32::try_from(line - 1).unwrap_or(u32::MAX),
        character,
    };
    Some(Finding {
        file: path.to_owned(),
        line,
        error: true,
        code: "scenario",
        text: locale.fill("scenarios.unreadable", &[("why", &error)]),
        hint: String::new(),
        from: at(0),
        to: at(u32::MAX),
        fix: None,
    })
}

/// The line, from 1, that a message of the reader names.
fn line_in(message: &str) -> Option<usize> {
    let (_, rest) = message.split_once("line ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|line| *line > 0)
}

fn finding(locale: Locale, lines: &Lines<'_>, one: &Diagnostic) -> Finding {
    let (from, to) = lines.range(&one.span);
    let hint = (one.hint_ru.clone(), one.hint_en.clone());
    let hint = locale.said(hint.0.unwrap_or_default(), hint.1.unwrap_or_default());
    let fix = one.fix.as_ref().map(|fix| {
        let (from, to) = lines.range(&fix.span);
        Correction {
            from,
            to,
            title: locale.fill("desk.replace", &[("text", &fix.replacement)]),
            text: fix.replacement.clone(),
        }
    });
    let secret = DraftTexts::is_secret(&one.file);
    Finding {
        file: one.file.clone(),
        line: one.line,
        error: one.severity == Severity::Error,
        code: one.code,
        text: match secret {
            true => locale.text("desk.secret_finding").to_owned(),
            false => locale.said(&one.ru, &one.en),
        },
        hint: if secret { String::new() } else { hint },
        from,
        to,
        fix: fix.filter(|_| !secret),
    }
}

#[cfg(test)]
mod tests {
    use super::{line_in, of_scenario};
    use crate::locale::{Language, Locale};

    #[test]
    fn a_broken_scenario_is_told_at_its_line() {
        assert_eq!(line_in("wrong at line 12, column 3"), Some(12));
        assert_eq!(line_in("no place"), None);
        let locale = Locale::new(Language::Russian);
        let text = "scenario: a\nat: \"2026-11-16T10:00\"\nstart: {public: true}\nnonsense: 1\n";
        let found = of_scenario(locale, "a/scenarios/b.yaml", text).unwrap();
        assert!(found.error && found.line > 1, "{found:?}");
        let good = "scenario: a\nat: \"2026-11-16T10:00\"\nstart: {public: true}\n";
        assert_eq!(of_scenario(locale, "a/scenarios/b.yaml", good), None);
    }
}
