//! Term literals: what is read, what is printed, what is refused and with which hint.

use proptest::prelude::*;
use reglament_calendar::{MAX_TERM_COUNT, Term, Unit};

const TABLE: &str = include_str!("terms.txt");

#[test]
fn terms_are_read_and_printed() {
    for row in TABLE
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
    {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [text, russian, english] = cells[..] else {
            panic!("three cells needed: {row}")
        };
        let term = Term::parse(text).unwrap_or_else(|error| panic!("{row}: {}", error.en()));
        assert_eq!(
            (term.to_string().as_str(), term.to_english().as_str()),
            (russian, english),
            "{row}"
        );
    }
}

#[test]
fn other_texts_get_a_hint() {
    let texts = [
        "",
        "   ",
        "5",
        "0 дней",
        "-5 дней",
        "2,5 часа",
        "1.5 hours",
        "5рабочих дней",
        "99999999999999999999 дней",
        "100001 дней",
        "5 робочих дней",
        "5 рабочих дня.",
        "5 рабочих",
        "10 календарнх дней",
        "3 нидели",
        "2 yeers",
        "5 workin days",
        "пять рабочих дней",
        "рабочих дней",
        "года",
        "days",
        "1 месяц 5 дней",
        "5 рабочих месяцев",
        "скоро",
        "5 рабочих дней после издания приказа о результатах аттестации и ознакомления",
    ];
    let answer = |text: &&str| match Term::parse(text) {
        Ok(term) => format!("{text:?}: {term}\n"),
        Err(error) => format!(
            "{text:?}: {}\n  {}\n  {}\n",
            error.code(),
            error.ru(),
            error.en()
        ),
    };
    insta::assert_snapshot!(texts.iter().map(answer).collect::<String>());
}

#[test]
fn terms_are_serialized_as_text() {
    let term = Term::new(5, Unit::WorkingDay);
    let json = serde_json::to_string(&term).expect("json");
    assert_eq!(json, "\"5 рабочих дней\"");
    assert_eq!(
        serde_json::from_str::<Term>("\"5 working days\"").expect("a term"),
        term
    );
    let error = serde_json::from_str::<Term>("\"5 робочих дней\"").expect_err("not a term");
    assert!(error.to_string().contains("«5 рабочих дней»"));
}

fn unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![
        Unit::Minute,
        Unit::Hour,
        Unit::WorkingDay,
        Unit::CalendarDay,
        Unit::Week,
        Unit::Month,
        Unit::Year,
    ])
}

proptest! {
    #[test]
    fn printing_and_reading_agree(count in 1..=MAX_TERM_COUNT, unit in unit()) {
        let term = Term::new(count, unit);
        prop_assert_eq!(Term::parse(&term.to_string()), Ok(term));
        prop_assert_eq!(Term::parse(&term.to_english().to_uppercase()), Ok(term));
    }

    #[test]
    fn no_text_panics(text in ".{0,80}") {
        if let Err(error) = Term::parse(&text) {
            prop_assert!(!error.ru().is_empty() && !error.en().is_empty());
        }
    }
}
