//! What became of one scenario: it holds, or the reason with the part of the journal that shows it.
//!
//! A scenario without a golden journal does not hold: nobody has read its journal yet.

use std::time::{Duration, Instant};

use reglament_calendar::Calendar;
use reglament_definition::Package;
use reglament_scenario::{Footprint, Played, Story, play};

use crate::failure::Failure;
use crate::folder::StoryFile;
use crate::limits::{JOURNAL_LINES_SHOWN, LINES_BEFORE_DIFFERENCE};

/// What to do with golden journals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Golden {
    /// Compare with them.
    Compare,
    /// Rewrite those that differ.
    Write,
}

/// One scenario, played.
pub(super) struct Verdict {
    /// Path inside the processes folder.
    pub(super) name: String,
    /// Title, once the file could be read.
    pub(super) title: String,
    /// Why it does not hold.
    pub(super) trouble: Option<Trouble>,
    /// Whether the golden journal was rewritten.
    pub(super) rewritten: bool,
    /// Steps and flows walked, as far as it got.
    pub(super) footprint: Footprint,
    /// How long both plays took.
    pub(super) took: Duration,
}

/// Why a scenario does not hold.
pub(super) enum Trouble {
    /// The file is no scenario.
    Unreadable(String),
    /// A step failed; 0 is the start.
    Step {
        step: usize,
        message: String,
        journal: Vec<String>,
    },
    /// The journal is another one after instances went through their snapshots.
    Restore { lines: Vec<String> },
    /// There is no golden journal.
    NoGolden,
    /// The golden journal differs: line number, and the lines around it.
    Differs { line: usize, lines: Vec<String> },
}

/// Plays one scenario both ways and compares.
pub(super) fn reach(
    file: &StoryFile,
    package: &Package,
    calendar: &Calendar,
    process: &str,
    golden: Golden,
) -> Result<Verdict, Failure> {
    let started = Instant::now();
    let mut verdict = Verdict {
        name: file.name.clone(),
        title: String::new(),
        trouble: None,
        rewritten: false,
        footprint: Footprint::default(),
        took: Duration::ZERO,
    };
    match Story::parse(&file.text) {
        Err(error) => verdict.trouble = Some(Trouble::Unreadable(error.to_string())),
        Ok(story) => {
            verdict.title.clone_from(&story.scenario);
            let plain = play(package, calendar, process, &story, false);
            verdict.footprint = plain.footprint.clone();
            match both(package, calendar, process, &story, plain) {
                Err(trouble) => verdict.trouble = Some(trouble),
                Ok(journal) => compare(file, &journal, golden, &mut verdict)?,
            }
        }
    }
    verdict.took = started.elapsed();
    Ok(verdict)
}

/// The journal, if both plays hold and agree.
fn both(
    package: &Package,
    calendar: &Calendar,
    process: &str,
    story: &Story,
    plain: Played,
) -> Result<String, Trouble> {
    if let Some(failed) = plain.failed {
        let lines: Vec<String> = plain.journal.lines().map(str::to_owned).collect();
        let shown = lines.len().saturating_sub(JOURNAL_LINES_SHOWN);
        let (step, message, journal) = (failed.step, failed.message, lines[shown..].to_vec());
        return Err(Trouble::Step {
            step,
            message,
            journal,
        });
    }
    let restored = play(package, calendar, process, story, true);
    match difference(&plain.journal, &restored.journal) {
        None if restored.failed.is_none() => Ok(plain.journal),
        found => Err(Trouble::Restore {
            lines: found.map(|(_, lines)| lines).unwrap_or_default(),
        }),
    }
}

fn compare(
    file: &StoryFile,
    journal: &str,
    golden: Golden,
    verdict: &mut Verdict,
) -> Result<(), Failure> {
    let known = std::fs::read_to_string(&file.journal).ok();
    if known.as_deref() == Some(journal) {
        return Ok(());
    }
    if golden == Golden::Write {
        std::fs::write(&file.journal, journal).map_err(|error| {
            let path = file.journal.display();
            Failure::fault(
                "journal.unwritable",
                format!("Журнал «{path}» не записывается: {error}."),
                format!("The journal `{path}` cannot be written: {error}."),
            )
        })?;
        verdict.rewritten = true;
        return Ok(());
    }
    verdict.trouble = match known {
        None => Some(Trouble::NoGolden),
        Some(known) => {
            difference(&known, journal).map(|(line, lines)| Trouble::Differs { line, lines })
        }
    };
    Ok(())
}

/// The first line that differs, from 1, with the lines before it and both readings.
fn difference(expected: &str, found: &str) -> Option<(usize, Vec<String>)> {
    if expected == found {
        return None;
    }
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), found.lines().collect());
    let same = expected
        .iter()
        .zip(&found)
        .take_while(|(a, b)| a == b)
        .count();
    let before = same.saturating_sub(LINES_BEFORE_DIFFERENCE);
    let mut lines: Vec<String> = expected[before..same]
        .iter()
        .map(|line| format!("  {line}"))
        .collect();
    lines.extend(expected.get(same).map(|line| format!("- {line}")));
    lines.extend(found.get(same).map(|line| format!("+ {line}")));
    Some((same + 1, lines))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_difference_is_shown_with_what_precedes_it() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        let (line, lines) = difference("a\nb\nc\n", "a\nb\nd\n").unwrap();
        assert_eq!((line, lines.join("|")), (3, "  a|  b|- c|+ d".to_owned()));
        let (line, lines) = difference("a\n", "a\nb\n").unwrap();
        assert_eq!((line, lines.join("|")), (2, "  a|+ b".to_owned()));
    }
}
