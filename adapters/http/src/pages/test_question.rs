//! One question of a test in the words and controls of a page. What is sent back are places, never ids of the bank.

use reglament_definition::QuestionKind;
use reglament_runtime::{AskedView, Title};

use crate::locale::Locale;
use crate::ui::parts::OptionView;
use crate::ui::test::{TestControl, TestQuestion, TestRow};

/// The question as it is shown, of so many.
pub(super) fn shown(locale: Locale, question: &AskedView, all: usize) -> TestQuestion {
    let (control, hint, rows) = match question.kind {
        QuestionKind::Single => (
            TestControl::Radio,
            "test.hint_single",
            choices(locale, question),
        ),
        QuestionKind::Multiple => (
            TestControl::Checks,
            "test.hint_multiple",
            choices(locale, question),
        ),
        QuestionKind::Order => (
            TestControl::Selects,
            "test.hint_order",
            order(locale, question),
        ),
        QuestionKind::Match => (
            TestControl::Selects,
            "test.hint_match",
            pairs(locale, question),
        ),
        QuestionKind::Number => (TestControl::Number, "test.hint_number", Vec::new()),
    };
    let place = question.place.to_string();
    let of = [("place", place.as_str()), ("all", &all.to_string())];
    let mut heading = locale.fill("test.question", &of);
    if question.points > 1 {
        let points = locale.count("test.points", u64::from(question.points));
        heading = format!("{heading} · {points}");
    }
    let number = match control {
        TestControl::Number => question.answer.first().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    TestQuestion {
        place: question.place,
        heading,
        text: locale.title(&question.text),
        hint: locale.text(hint).to_owned(),
        control,
        rows,
        number: match locale.is_english() {
            true => number,
            false => number.replace('.', ","),
        },
        unit: question
            .unit
            .as_ref()
            .map_or_else(String::new, |unit| locale.title(unit)),
        kept: !question.answer.is_empty(),
    }
}

fn choices(locale: Locale, question: &AskedView) -> Vec<TestRow> {
    let row = |(place, title): (usize, &Title)| TestRow {
        place,
        title: locale.title(title),
        chosen: question.answer.contains(&place.to_string()),
        options: Vec::new(),
    };
    (1..).zip(&question.options).map(row).collect()
}

/// A row for each place of the order, in which one of the options is chosen.
fn order(locale: Locale, question: &AskedView) -> Vec<TestRow> {
    let row = |place: usize| TestRow {
        place,
        title: locale.fill("test.position", &[("n", &place.to_string())]),
        chosen: false,
        options: chosen(locale, &question.options, question.answer.get(place - 1)),
    };
    (1..=question.options.len()).map(row).collect()
}

/// A row for each option, in which its pair is chosen.
fn pairs(locale: Locale, question: &AskedView) -> Vec<TestRow> {
    let row = |(place, title): (usize, &Title)| TestRow {
        place,
        title: locale.title(title),
        chosen: false,
        options: chosen(locale, &question.pairs, question.answer.get(place - 1)),
    };
    (1..).zip(&question.options).map(row).collect()
}

fn chosen(locale: Locale, from: &[Title], answer: Option<&String>) -> Vec<OptionView> {
    let option = |(place, title): (usize, &Title)| {
        let value = place.to_string();
        OptionView {
            chosen: answer == Some(&value),
            value,
            title: locale.title(title),
            note: String::new(),
        }
    };
    (1..).zip(from).map(option).collect()
}
