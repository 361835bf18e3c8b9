//! Texts that expressions compare with: an option of a choice, an outcome of a task.
//!
//! `format == 'locl'` has the right kinds and is never true. The comparison is found in the text of the expression, whose
//! syntax tree is not public; anything more involved than `name == 'text'` is left alone.

use std::ops::Range;

use super::{Lowering, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::DataKind;
use crate::source::Node;

/// A text that what it is compared with can never be.
pub(crate) struct LiteralProblem {
    code: &'static str,
    name: String,
    literal: String,
    known: Vec<String>,
}

impl LiteralProblem {
    /// The diagnostic at a place.
    pub(crate) fn place(&self, reader: Reader<'_>, span: &Range<usize>) -> Diagnostic {
        let (name, literal) = (&self.name, &self.literal);
        let ru = format!("«{name}» никогда не равно «{literal}».");
        let en = format!("`{name}` is never `{literal}`.");
        let hint = crate::suggest::hint(literal, self.known.iter().map(String::as_str));
        let hint = hint.or_else(|| {
            Some((
                "У шага нет исходов.".to_owned(),
                "The step has no outcomes.".to_owned(),
            ))
        });
        reader
            .source
            .error(self.code, span, ru, en)
            .maybe_hint(hint)
    }
}

impl Lowering<'_> {
    /// Comparisons that can never hold, with the bytes of their texts.
    pub(crate) fn literal_problems(&self, text: &str) -> Vec<(Range<usize>, LiteralProblem)> {
        comparisons(text)
            .into_iter()
            .filter_map(|(name, literal, span)| Some((span, self.literal_problem(name, literal)?)))
            .collect()
    }

    fn literal_problem(&self, name: &str, literal: &str) -> Option<LiteralProblem> {
        let (code, known) = match name.split_once('.') {
            None => match &self.outline.field(name)?.kind {
                DataKind::Choice(options) => (
                    "R043",
                    options.iter().map(|option| option.id.clone()).collect(),
                ),
                _ => return None,
            },
            Some((step, "outcome")) => ("R044", self.outcomes(step)?),
            Some(_) => return None,
        };
        if known.iter().any(|option: &String| option == literal) {
            return None;
        }
        Some(LiteralProblem {
            code,
            name: name.to_owned(),
            literal: literal.to_owned(),
            known,
        })
    }

    /// The outcomes of a user task as written; the ends of a called process.
    fn outcomes(&self, step: &str) -> Option<Vec<String>> {
        let sketch = self.outline.sketch(step)?;
        if sketch.kind == Some("call") {
            let child = self.world.outlines.get(sketch.text("process")?)?;
            let ends = child.steps.iter().filter(|step| step.kind == Some("end"));
            let ends = ends.map(|step| step.id().to_owned());
            return Some(ends.chain(["cancelled".to_owned()]).collect());
        }
        if sketch.kind != Some("user_task") {
            return None;
        }
        let outcomes = sketch
            .entry
            .value
            .get("outcomes")
            .and_then(Node::map)
            .unwrap_or_default();
        Some(outcomes.iter().map(|entry| entry.key.clone()).collect())
    }
}

/// Every `name == 'text'` and `name != 'text'` with the bytes of the text between the quotes.
fn comparisons(text: &str) -> Vec<(&str, &str, Range<usize>)> {
    let operators = text.match_indices("==").chain(text.match_indices("!="));
    operators
        .filter_map(|(at, _)| comparison(text, at))
        .collect()
}

fn comparison(text: &str, at: usize) -> Option<(&str, &str, Range<usize>)> {
    let left = text[..at].trim_end();
    let begins = left
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
        .map_or(0, |i| {
            i + left[i..].chars().next().map_or(1, char::len_utf8)
        });
    let name = &left[begins..];
    let right = text[at + 2..].trim_start();
    let quote = right.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let literal = &right[1..1 + right[1..].find(quote)?];
    let start = text.len() - right.len() + 1;
    let plain = name.starts_with(char::is_alphabetic) && !literal.contains('\\');
    plain.then_some((name, literal, start..start + literal.len()))
}

#[cfg(test)]
mod tests {
    use super::comparisons;

    #[test]
    fn comparisons_with_texts_are_found() {
        let text = "has(a) and шаг.outcome == 'да' or 'x' == b and c != \"y\" and d == e";
        let found: Vec<_> = comparisons(text)
            .into_iter()
            .map(|(name, literal, span)| (name, literal, &text[span]))
            .collect();
        assert_eq!(found, [("шаг.outcome", "да", "да"), ("c", "y", "y")]);
    }
}
