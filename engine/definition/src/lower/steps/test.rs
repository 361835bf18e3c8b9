//! `test`: a test on the computer from a bank of questions.

use super::super::expression::Want;
use super::super::{Block, Lowering, Word};
use crate::limits::{TEST_HOURS, VARIANT_QUESTIONS};
use crate::model::{Bank, TermSource, TestStep};
use crate::suggest::advice;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> TestStep {
    if lowering.outline.block.get("applicant").is_none() {
        let (ru, en) = (
            "Тест проходит заявитель, а в процессе не сказано, кто он.",
            "The applicant takes the test, and the process does not say who that is.",
        );
        let hint = advice(
            "Добавьте в начале процесса `applicant: <поле с почтой>`.",
            "Add `applicant: <field with the address>` at the head of the process.",
        );
        lowering
            .reader
            .error("R194", &block.key_span("test"), ru, en, hint);
    }
    let bank = block.need_word("bank");
    let found = bank.as_ref().and_then(|word| bank_of(lowering, word));
    let when = |key: &str| {
        let node = block.get(key)?;
        Some(lowering.expression(node, &Want::When))
    };
    TestStep {
        questions: questions(block, found),
        bank: bank.map(|word| word.text).unwrap_or_default(),
        time: time(lowering, block),
        opens: when("opens"),
        closes: when("closes"),
        next: lowering.need_next(block),
    }
}

fn bank_of<'w>(lowering: &Lowering<'w>, word: &Word) -> Option<&'w Bank> {
    lowering.banks.borrow_mut().insert(word.text.clone());
    let folder = format!("{}/banks/", lowering.outline.folder());
    let path = format!("{folder}{}.yaml", word.text);
    let world = lowering.world;
    if let Some(bank) = world.banks.get(&path) {
        return Some(bank);
    }
    if !world.sources.contains_key(&path) {
        let id = |path: &'w String| path.strip_prefix(&folder)?.strip_suffix(".yaml");
        let known: Vec<&str> = world.banks.keys().filter_map(id).collect();
        let what = ("Банк вопросов", "bank of questions");
        lowering
            .reader
            .unknown("R191", what, &word.text, &word.span, known.iter().copied());
    }
    None
}

/// How many questions a variant has: as the topics say, or as many as the step says of a bank without topics.
fn questions(block: Block<'_>, bank: Option<&Bank>) -> usize {
    let reader = block.reader;
    let written = block.get("questions").and_then(|node| reader.integer(node));
    let written = written.map(|count| usize::try_from(count).unwrap_or(0));
    let Some(bank) = bank else {
        return written.unwrap_or(0);
    };
    let drawn = bank.drawn();
    let wrong = |ru: String, en: String| {
        let key = if block.has("questions") {
            "questions"
        } else {
            "bank"
        };
        let hint = advice(
            "Исправьте `questions` или `draw` в банке.",
            "Correct `questions`, or `draw` in the bank.",
        );
        reader.error("R189", &block.key_span(key), ru, en, hint);
    };
    let count = match (written, bank.sections.is_empty()) {
        (None, true) => {
            wrong(
                "Сколько вопросов в варианте, не сказано: в банке нет тем.".to_owned(),
                "It is not said how many questions a variant has: the bank has no topics."
                    .to_owned(),
            );
            return 0;
        }
        (None, false) => drawn,
        (Some(count), false) if count != drawn => {
            wrong(
                format!("В варианте {count} вопросов, а темы банка дают {drawn}."),
                format!("A variant has {count} questions; the topics of the bank give {drawn}."),
            );
            count
        }
        (Some(count), _) => count,
    };
    let has = bank.questions.len();
    if bank.sections.is_empty() && has < count {
        wrong(
            format!("В банке вопросов {has}, а в вариант нужно {count}."),
            format!("The bank has {has} questions; a variant needs {count}."),
        );
    } else if !(1..=VARIANT_QUESTIONS).contains(&count) {
        wrong(
            format!("В варианте может быть от 1 до {VARIANT_QUESTIONS} вопросов."),
            format!("A variant may have 1 to {VARIANT_QUESTIONS} questions."),
        );
    }
    count
}

/// The time is counted by the clock, not by the calendar.
fn time<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> TermSource {
    let Some(word) = block.need_word("time") else {
        return TermSource::Literal(super::super::term::HOLE);
    };
    let source = lowering.term_source(&word);
    let term = match &source {
        TermSource::Literal(term) => Some(*term),
        TermSource::Parameter(name) => lowering
            .outline
            .parameters
            .get(name)
            .and_then(|parameter| parameter.value.as_term().copied()),
    };
    let most = chrono::TimeDelta::hours(TEST_HOURS);
    let fits = |time: chrono::TimeDelta| time > chrono::TimeDelta::zero() && time <= most;
    if let Some(term) = term.filter(|term| !term.fixed().is_some_and(fits)) {
        let ru = format!(
            "Время теста «{term}» не в минутах и не в часах или больше {TEST_HOURS} часов."
        );
        let en = format!(
            "The time of the test, `{}`, is not in minutes or hours, or over {TEST_HOURS} hours.",
            term.to_english()
        );
        let hint = advice("Например, `120 минут`.", "For example, `120 минут`.");
        lowering.reader.error("R192", &word.span, ru, en, hint);
    }
    source
}
