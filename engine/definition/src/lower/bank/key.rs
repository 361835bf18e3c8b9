//! The right answer of a question: there must be one, and it must be an answer that can be given.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::{Block, Word};
use crate::model::{QuestionKind, QuestionOption, number};
use crate::source::Node;
use crate::suggest::advice;

/// Reads the key of the question `id`, written down as answers are.
pub(super) fn key(
    block: Block<'_>,
    id: &str,
    kind: QuestionKind,
    options: &[QuestionOption],
    pairs: &[QuestionOption],
) -> Vec<String> {
    let tolerance = tolerance(block, kind);
    if !block.has("key") {
        let ru = format!("У вопроса «{id}» нет верного ответа.");
        let en = format!("The question `{id}` has no right answer.");
        let hint = advice("Добавьте `key: …`.", "Add `key: …`.");
        let span = block.key_span("kind");
        block.reader.error("R185", &span, ru, en, hint);
        return Vec::new();
    }
    let Some(node) = block.get("key") else {
        return Vec::new();
    };
    match kind {
        QuestionKind::Match => pairs_of(block, node, options, pairs),
        QuestionKind::Number => one_number(block, node)
            .into_iter()
            .chain(tolerance)
            .collect(),
        QuestionKind::Single | QuestionKind::Multiple | QuestionKind::Order => {
            let words = block.reader.words(node);
            words
                .iter()
                .for_each(|word| known(block, word, options, "options"));
            shape(block, node, kind, &words, options.len());
            words.into_iter().map(|word| word.text).collect()
        }
    }
}

/// How many options the key must name.
fn shape(block: Block<'_>, node: &Node, kind: QuestionKind, words: &[Word], all: usize) {
    let different: BTreeSet<&str> = words.iter().map(|word| word.text.as_str()).collect();
    if different.len() < words.len() {
        let (ru, en) = (
            "Вариант в ответе назван дважды.",
            "An option is named twice.",
        );
        return wrong(block, &node.span, ru, en);
    }
    match kind {
        QuestionKind::Single if words.len() != 1 => wrong(
            block,
            &node.span,
            "Верен ровно один вариант; если несколько – это вопрос `multiple`.",
            "Exactly one option is right; several make it a `multiple` question.",
        ),
        QuestionKind::Order if words.len() != all => wrong(
            block,
            &node.span,
            "В верном порядке должны стоять все варианты.",
            "The right order must hold every option.",
        ),
        _ => {}
    }
}

fn pairs_of(
    block: Block<'_>,
    node: &Node,
    options: &[QuestionOption],
    pairs: &[QuestionOption],
) -> Vec<String> {
    let Some(entries) = node.map() else {
        wrong(
            block,
            &node.span,
            "Ответ на соответствие – пары: `{a: x, b: y}`.",
            "The key of a match is pairs: `{a: x, b: y}`.",
        );
        return Vec::new();
    };
    for entry in entries {
        let word = Word {
            text: entry.key.clone(),
            span: entry.key_span.clone(),
        };
        known(block, &word, options, "options");
        let Some(text) = entry.value.text() else {
            continue;
        };
        let word = Word {
            text: text.to_owned(),
            span: entry.value.span.clone(),
        };
        known(block, &word, pairs, "pairs");
    }
    let pair = |option: &QuestionOption| node.get(&option.id).and_then(Node::text);
    if options.iter().any(|option| pair(option).is_none()) {
        wrong(
            block,
            &node.span,
            "Пара нужна каждому варианту.",
            "Every option needs its pair.",
        );
    }
    let key = options.iter().filter_map(pair);
    key.map(str::to_owned).collect()
}

fn one_number(block: Block<'_>, node: &Node) -> Option<String> {
    let value = node.text().and_then(number);
    if value.is_none() {
        wrong(
            block,
            &node.span,
            "Верный ответ на такой вопрос – число.",
            "The right answer to such a question is a number.",
        );
    }
    value.map(|value| value.normalize().to_string())
}

/// How far a number may be from the right one.
fn tolerance(block: Block<'_>, kind: QuestionKind) -> Option<String> {
    let node = block.get("tolerance")?;
    if kind != QuestionKind::Number {
        let (ru, en) = (
            "Допуск бывает только у числа.",
            "Only a number has a tolerance.",
        );
        let hint = advice("Уберите `tolerance`.", "Remove `tolerance`.");
        let span = block.key_span("tolerance");
        block.reader.error("R188", &span, ru, en, hint);
        return None;
    }
    let value = node.text().and_then(number);
    let value = value.filter(|value| !value.is_sign_negative());
    if value.is_none() {
        wrong(
            block,
            &node.span,
            "Допуск – число, и не отрицательное.",
            "A tolerance is a number that is not negative.",
        );
    }
    value.map(|value| value.normalize().to_string())
}

/// An option that the question has.
fn known(block: Block<'_>, word: &Word, options: &[QuestionOption], key: &str) {
    if options.is_empty() || options.iter().any(|option| option.id == word.text) {
        return;
    }
    let ru = format!("Среди вариантов (`{key}`) нет «{}».", word.text);
    let en = format!("`{}` is none of the `{key}`.", word.text);
    let known = options.iter().map(|option| option.id.as_str());
    let hint = crate::suggest::hint(&word.text, known);
    block.reader.error("R186", &word.span, ru, en, hint);
}

fn wrong(block: Block<'_>, span: &Range<usize>, ru: &str, en: &str) {
    let hint = advice("Исправьте `key`.", "Correct `key`.");
    block.reader.error("R188", span, ru, en, hint);
}
