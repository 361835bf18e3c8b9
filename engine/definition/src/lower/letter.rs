//! Letters: `letters/<id>.md`, first line `Тема: …` or `Subject: …`, an empty line, the text.
//!
//! A letter is checked with the names of the process that sends it, and must not show confidential data.

use std::collections::BTreeSet;
use std::ops::Range;

use reglament_expression::{Names, Template};

use super::lowering::LetterUse;
use super::{Lowering, Reader, World, expression, names};
use crate::model::LetterTemplate;

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
        (true, _) => names::shared(lowering.world),
        (false, true) => lowering.names.clone(),
        (false, false) => names::with_task(&lowering.names),
    };
    let parts = Parts::of(reader)?;
    let confidential = if shared {
        Vec::new()
    } else {
        confidential(lowering)
    };
    let template = |range: Range<usize>| template(lowering, reader, range, &names, &confidential);
    Some(LetterTemplate {
        id: id.to_owned(),
        subject: template(parts.subject)?,
        text: template(parts.text)?,
    })
}

/// Byte ranges of the two parts of a letter.
struct Parts {
    subject: Range<usize>,
    text: Range<usize>,
}

impl Parts {
    fn of(reader: Reader<'_>) -> Option<Self> {
        let text = &reader.source.text;
        let first = text.lines().next().unwrap_or("");
        let heading = ["Тема:", "Subject:"]
            .iter()
            .find(|heading| first.starts_with(**heading));
        let second = text.lines().nth(1).unwrap_or("");
        let Some(heading) =
            heading.filter(|heading| first.len() > heading.len() && second.trim().is_empty())
        else {
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
                &(0..first.len()),
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
            subject: trimmed(heading.len()..first.len()),
            text: trimmed(rest..text.len()),
        })
    }
}

fn template(
    lowering: &Lowering<'_>,
    reader: Reader<'_>,
    range: Range<usize>,
    names: &Names,
    confidential: &[Vec<String>],
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
    let reads = template.reads();
    for path in confidential
        .iter()
        .filter(|path| reads.iter().any(|read| read.starts_with(path)))
    {
        report_confidential(reader, text, range.start, path);
    }
    Some(template)
}

/// Paths of confidential values that expressions of the process can name.
fn confidential(lowering: &Lowering<'_>) -> Vec<Vec<String>> {
    let outline = lowering.outline;
    let own = outline
        .data
        .iter()
        .filter(|field| field.confidential)
        .map(|field| vec![field.name.clone()]);
    let linked = outline.links.iter().flat_map(|link| {
        let other = lowering.world.outlines.get(&link.process);
        let secret: BTreeSet<&str> = other
            .into_iter()
            .flat_map(|o| {
                o.data
                    .iter()
                    .filter(|f| f.confidential)
                    .map(|f| f.name.as_str())
            })
            .collect();
        link.reads
            .iter()
            .filter(move |name| secret.contains(name.as_str()))
            .map(|name| vec![link.name.clone(), name.clone()])
    });
    own.chain(linked).collect()
}

fn report_confidential(reader: Reader<'_>, text: &str, offset: usize, path: &[String]) {
    let name = path.join(".");
    let inside = |at: usize| text[..at].matches("{{").count() > text[..at].matches("}}").count();
    let whole = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next())
    };
    let at = text
        .match_indices(&name)
        .map(|(at, _)| at)
        .find(|at| inside(*at) && whole(*at))
        .unwrap_or(0);
    let ru = format!("Поле «{name}» не подлежит разглашению: в письме его быть не может.");
    let en = format!("The field `{name}` is confidential: it must not enter a letter.");
    let hint = (
        "Уберите его из письма; результат видно в кабинете.",
        "Take it out of the letter; the result can be seen on the page.",
    );
    let span = offset + at..offset + at + name.len();
    reader.error(
        "R042",
        &span,
        ru,
        en,
        Some((hint.0.to_owned(), hint.1.to_owned())),
    );
}
