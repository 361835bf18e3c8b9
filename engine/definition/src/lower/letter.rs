//! Letters: `letters/<id>.md`, first line `Тема: …` or `Subject: …`, an empty line, the text.
//!
//! A letter is checked with the names of the process that sends it, and must not show confidential data.

use std::ops::Range;

use reglament_expression::{Names, Template};

use super::confidential::{self, Secret};
use super::lowering::LetterUse;
use super::{Lowering, Reader, World, expression, names};
use crate::model::LetterTemplate;
use crate::suggest::advice;

/// Letters about tasks that the engine sends by itself.
pub(super) const SHARED: &[&str] = &["reminder", "overdue", "new_task"];

/// Where the letter may be, nearest first.
pub(super) fn paths(folder: &str, id: &str) -> [String; 2] {
    [
        format!("{folder}/letters/{id}.md"),
        format!("shared/letters/{id}.md"),
    ]
}

/// Ids of the letters that a process of this folder may send.
pub(super) fn known<'w>(world: &World<'w>, folder: &str) -> Vec<&'w str> {
    let own = format!("{folder}/letters/");
    let id = |path: &'w str| {
        path.strip_prefix(own.as_str())
            .or_else(|| path.strip_prefix("shared/letters/"))?
            .strip_suffix(".md")
    };
    world.sources.keys().filter_map(|path| id(path)).collect()
}

/// Reads a letter that exists; `None` when it does not or cannot be read.
pub(super) fn letter(
    lowering: &Lowering<'_>,
    id: &str,
    usage: LetterUse,
) -> Option<LetterTemplate> {
    let file = paths(lowering.outline.folder(), id)
        .into_iter()
        .find(|path| lowering.world.sources.contains_key(path))?;
    let reader = lowering.world.reader(&file)?;
    let shared = file.starts_with("shared/") && SHARED.contains(&id);
    let names = match (shared, usage.by_mail) {
        (true, _) => names::shared(lowering.world, lowering.outline),
        (false, true) => lowering.names.clone(),
        (false, false) if usage.by_task => names::with_task(&lowering.names),
        (false, false) => names::with_act(&names::with_task(&lowering.names)),
    };
    let parts = Parts::of(reader)?;
    let secrets = if shared {
        Vec::new()
    } else {
        confidential::secrets(lowering)
    };
    let template = |range: Range<usize>| template(lowering, reader, range, &names, &secrets);
    Some(LetterTemplate {
        id: id.to_owned(),
        subject: template(parts.subject)?,
        text: template(parts.text)?,
    })
}

/// Byte ranges of the two parts of a letter.
pub(super) struct Parts {
    pub(super) subject: Range<usize>,
    pub(super) text: Range<usize>,
}

impl Parts {
    pub(super) fn of(reader: Reader<'_>) -> Option<Self> {
        let text = &reader.source.text;
        let begin = reader.source.begin();
        let mut lines = text[begin..].lines();
        let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        let heading = ["Тема:", "Subject:"]
            .iter()
            .find_map(|heading| Some((heading, first.strip_prefix(heading)?)));
        let heading = heading.filter(|(_, subject)| !subject.trim().is_empty());
        if heading.is_some() && !second.trim().is_empty() {
            let (ru, en) = (
                "После темы письма нужна пустая строка.",
                "An empty line must follow the subject of a letter.",
            );
            let hint = advice(
                "Отделите текст от темы пустой строкой.",
                "Part the text from the subject with an empty line.",
            );
            let start = text.find('\n').map_or(text.len(), |at| at + 1);
            reader.error("R080", &(start..start + second.len()), ru, en, hint);
            return None;
        }
        let Some((heading, _)) = heading else {
            let (ru, en) = (
                "Письмо начинается не с темы.",
                "The letter does not begin with its subject.",
            );
            let hint = (
                "Первая строка `Тема: …`, вторая пустая, дальше текст.",
                "First line `Тема: …` or `Subject: …`, then an empty line, then the text.",
            );
            reader.error(
                "R080",
                &(begin..begin + first.len()),
                ru,
                en,
                Some((hint.0.to_owned(), hint.1.to_owned())),
            );
            return None;
        };
        let trimmed = |range: Range<usize>| {
            let part = &text[range.clone()];
            let start = range.start + (part.len() - part.trim_start().len());
            start..start + part.trim().len()
        };
        let rest = text.find('\n').map_or(text.len(), |at| at + 1);
        Some(Self {
            subject: trimmed(begin + heading.len()..begin + first.len()),
            text: trimmed(rest..text.len()),
        })
    }
}

fn template(
    lowering: &Lowering<'_>,
    reader: Reader<'_>,
    range: Range<usize>,
    names: &Names,
    secrets: &[Secret],
) -> Option<Template> {
    let place = |problem: reglament_expression::Problem| {
        let problem = problem.shifted(range.start);
        let span = problem.span.clone();
        reader.report(expression::expression_problem(reader, &span, problem));
    };
    let text = &reader.source.text[range.clone()];
    let template = Template::parse(text)
        .map_err(|problems| problems.into_iter().for_each(place))
        .ok()?;
    lowering.note_reads(&template.reads());
    let sure = template
        .reads()
        .iter()
        .all(|path| !lowering.unsure.contains(&path[0]));
    if let Some(problems) = template.check(names).err().filter(|_| sure) {
        problems.into_iter().for_each(place);
    }
    for (part, problem) in lowering.literal_problems(text) {
        reader.report(problem.place(reader, &(part.start + range.start..part.end + range.start)));
    }
    for secret in secrets.iter().filter(|secret| secret.is_read_by(&template)) {
        secret.report(reader, text, range.start);
    }
    Some(template)
}
