//! The clauses of an act, read from its Markdown text.
//!
//! A clause is a paragraph that begins with its number; `{3.5а}` marks a provision inside it. Headings order nothing.

use std::ops::Range;

use crate::diagnostic::Log;
use crate::source::Source;

/// The clauses of an act in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Act {
    pub(crate) file: String,
    pub(crate) clauses: Vec<Clause>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) id: String,
    /// The wording without number and marks; paragraphs joined by line breaks.
    pub(crate) text: String,
    /// Where it begins, in the file.
    pub(crate) span: Range<usize>,
    pub(crate) provisions: Vec<Provision>,
}

/// A part of a clause that must be covered by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provision {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl Act {
    /// Whether a clause or provision of this id exists.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.ids().any(|known| known == id)
    }

    /// Ids of all clauses and provisions.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        let provisions = self.clauses.iter().flat_map(|clause| &clause.provisions);
        self.clauses
            .iter()
            .map(|clause| clause.id.as_str())
            .chain(provisions.map(|p| p.id.as_str()))
    }
}

/// Reads the clauses of a file, reporting numbers used twice and marks in the wrong clause.
pub(crate) fn read(source: &Source, log: &Log) -> Act {
    let mut act = Act {
        file: source.path.clone(),
        clauses: Vec::new(),
    };
    let mut begins_paragraph = true;
    let mut offset = source.begin();
    for line in source.text[source.begin()..].split_inclusive('\n') {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        let heading = text.starts_with('#');
        match number(text).filter(|_| begins_paragraph && !heading) {
            Some((id, rest)) => {
                let start = offset + indent;
                let span = start..start + text.len();
                repeated(source, log, &act, &id, &span);
                act.clauses.push(Clause {
                    id,
                    text: String::new(),
                    span,
                    provisions: Vec::new(),
                });
                add(
                    source,
                    log,
                    &mut act,
                    rest,
                    offset + line.find(rest).unwrap_or(0),
                );
            }
            None if !heading && !text.is_empty() => {
                add(source, log, &mut act, text, offset + indent)
            }
            None => {}
        }
        begins_paragraph = text.is_empty() || heading;
        offset += line.len();
    }
    act
}

/// Adds a line to the clause that is being read.
fn add(source: &Source, log: &Log, act: &mut Act, line: &str, offset: usize) {
    let Some(clause) = act.clauses.last_mut() else {
        return;
    };
    if !clause.text.is_empty() {
        clause.text.push('\n');
    }
    let mut rest = line;
    while let Some((before, id, after)) = mark(rest) {
        append(clause, before);
        let start = offset + (line.len() - rest.len()) + before.len();
        let span = start..start + id.len() + 2;
        if id
            .strip_prefix(clause.id.as_str())
            .is_none_or(|letter| letter.is_empty() || letter.chars().any(|c| c.is_ascii_digit()))
        {
            let ru = format!("Метка `{{{id}}}` стоит в пункте «{}».", clause.id);
            let en = format!("The mark `{{{id}}}` stands in clause `{}`.", clause.id);
            let hint = (
                format!(
                    "Метки этого пункта: `{{{}а}}`, `{{{}б}}`…",
                    clause.id, clause.id
                ),
                format!(
                    "Marks of this clause: `{{{}а}}`, `{{{}б}}`…",
                    clause.id, clause.id
                ),
            );
            log.add(source.error("R074", &span, ru, en).hint(hint.0, hint.1));
        }
        clause.provisions.push(Provision {
            id: id.to_owned(),
            text: String::new(),
            span,
        });
        rest = after;
    }
    append(clause, rest);
}

fn append(clause: &mut Clause, text: &str) {
    let text = text.replace("**", "");
    clause.text.push_str(&text);
    if let Some(provision) = clause.provisions.last_mut() {
        provision.text.push_str(&text);
    }
}

/// Splits at the first `{3.5а}`.
fn mark(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let inner = &text[open + 1..];
        let close = inner.find('}')?;
        let id = &inner[..close];
        let is_id = id.chars().any(|c| c.is_ascii_digit())
            && id
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | ' '));
        if is_id && id.chars().count() <= 24 {
            let after = &inner[close + 1..];
            return Some((&text[..open], id, after.strip_prefix(' ').unwrap_or(after)));
        }
        from = open + 1;
    }
    None
}

/// The number at the beginning of a paragraph and what follows it.
fn number(text: &str) -> Option<(String, &str)> {
    let bold = text.strip_prefix("**");
    let mut rest = bold.unwrap_or(text);
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let prefix = match rest[word.len()..].strip_prefix(' ') {
        Some(after)
            if !word.is_empty()
                && after.starts_with(|c: char| c.is_ascii_digit())
                && bold.is_some() =>
        {
            rest = after;
            format!("{word} ")
        }
        _ => String::new(),
    };
    let digits: &str = &rest[..rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len())];
    let number = digits.strip_suffix('.').unwrap_or(digits);
    let plain = number
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 3);
    if !plain || (digits == number && !number.contains('.')) {
        return None;
    }
    rest = rest[digits.len()..]
        .strip_prefix("**")
        .unwrap_or(&rest[digits.len()..]);
    rest.is_empty()
        .then_some(())
        .or_else(|| rest.starts_with(char::is_whitespace).then_some(()))?;
    Some((format!("{prefix}{number}"), rest.trim_start()))
}

fn repeated(source: &Source, log: &Log, act: &Act, id: &str, span: &Range<usize>) {
    let Some(first) = act.clauses.iter().find(|clause| clause.id == id) else {
        return;
    };
    let (ru, en) = (
        format!("Пункт «{id}» стоит в тексте дважды."),
        format!("The clause `{id}` is in the text twice."),
    );
    let diagnostic = source.error("R074", span, ru, en).hint(
        "Исправьте номер: по нему на пункт ссылаются шаги.",
        "Correct the number: steps refer to the clause by it.",
    );
    log.add(diagnostic.related(&source.path, &first.span, "первый раз здесь", "first here"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(text: &str) -> (Act, Vec<crate::Diagnostic>) {
        let log = Log::default();
        let act = read(&Source::new("a/regulation.md", text), &log);
        (act, log.into_sorted())
    }

    #[test]
    fn clauses_begin_paragraphs() {
        let text = "# Приказ 1169\n\n**Приказ 2.1.** Утвердить.\n\n## 1. Общие\n\n1.1. Порядок определяет\n1.2 строка того же абзаца.\n\n10. Точка.\n\n2024 год не пункт.\n";
        let (act, problems) = act(text);
        let ids: Vec<_> = act
            .clauses
            .iter()
            .map(|c| (c.id.as_str(), c.text.as_str()))
            .collect();
        assert_eq!(
            ids,
            [
                ("Приказ 2.1", "Утвердить."),
                ("1.1", "Порядок определяет\n1.2 строка того же абзаца."),
                ("10", "Точка.\n2024 год не пункт.")
            ]
        );
        assert_eq!(problems, []);
    }

    #[test]
    fn provisions_are_marked_inside_a_clause() {
        let (act, problems) = act("3.5. Порядок: {3.5а} издать приказ; {3.5б} вручить.\n");
        let clause = &act.clauses[0];
        assert_eq!(clause.text, "Порядок: издать приказ; вручить.");
        let provisions: Vec<_> = clause
            .provisions
            .iter()
            .map(|p| (p.id.as_str(), p.text.trim()))
            .collect();
        assert_eq!(
            provisions,
            [("3.5а", "издать приказ;"), ("3.5б", "вручить.")]
        );
        assert_eq!(problems, []);
    }

    #[test]
    fn a_repeated_number_and_a_foreign_mark_are_errors() {
        let (_, problems) = act("1.1. А.\n\n1.1. Б {2.1а}.\n");
        let places: Vec<_> = problems
            .iter()
            .map(|p| (p.code, p.line, p.column))
            .collect();
        assert_eq!(places, [("R074", 3, 1), ("R074", 3, 8)]);
    }
}
