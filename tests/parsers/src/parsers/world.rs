//! The names, data and clock that expressions and templates of the targets see.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::DateTime;
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays};
use reglament_expression::{Kind, Lookup, Names, Problem, Scope, Value};

pub(super) static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::russia);

pub(super) fn names() -> Names {
    Names::new()
        .with("n", Kind::Integer)
        .with("share", Kind::Decimal)
        .with("note", Kind::Text)
        .with("agreed", Kind::Boolean)
        .with("day", Kind::Date)
        .with("at", Kind::Moment)
        .with("term", Kind::Term)
        .with("missing", Kind::Text)
        .with("scores", Kind::list(Kind::Decimal))
        .with(
            "who",
            Kind::record([("name", Kind::PersonName), ("стаж", Kind::Integer)]),
        )
        .with(
            "rows",
            Kind::list(Kind::record([("text", Kind::Text), ("n", Kind::Integer)])),
        )
}

pub(super) fn values() -> BTreeMap<String, Value> {
    let row = |text: &str, n: i64| Value::record([("text", Value::from(text)), ("n", n.into())]);
    let who = Value::record([
        ("name", Value::person("Ёлкина", "Анна", "Львовна")),
        ("стаж", 7.into()),
    ]);
    let all: [(&str, Value); 10] = [
        ("n", 81.into()),
        ("share", Value::Number("50000.50".parse().unwrap())),
        ("note", "готово".into()),
        ("agreed", true.into()),
        ("day", Value::Date("2021-10-21".parse().unwrap())),
        ("at", Value::Moment("2021-10-21T20:30:00Z".parse().unwrap())),
        ("term", Value::Term("30 дней".parse().unwrap())),
        ("scores", vec![Value::from(4), 3.into()].into()),
        ("who", who),
        ("rows", vec![row("первое", 1), row("второе", 2)].into()),
    ];
    all.into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub(super) fn scope(values: &dyn Lookup) -> Scope<'_> {
    Scope {
        values,
        calendar: &CALENDAR,
        zone: Tz::Asia__Novokuznetsk,
        decree_days: DecreeDays::Working,
        now: DateTime::from_timestamp(1_635_789_600, 0).unwrap(),
    }
}

/// Every problem has a code, a place inside the text and a sentence in both languages.
pub(super) fn told(text: &str, problems: &[Problem]) {
    assert!(!problems.is_empty(), "refused without a word: {text:?}");
    for problem in problems {
        assert!(
            text.get(problem.span.clone()).is_some(),
            "{text:?}: {problem:?}"
        );
        assert!(problem.code.starts_with('X'), "{problem:?}");
        assert!(
            !problem.ru.is_empty() && !problem.en.is_empty(),
            "{problem:?}"
        );
    }
}
