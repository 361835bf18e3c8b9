//! The data, names and clock that the tables share, and the functions that check a row.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays};
use reglament_expression::{
    Expression, Failure, FailureKind, Kind, Lookup, Names, Problem, Scope, Template, Value,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::russia);

/// A candidate, a commission of three, and the usual loose fields.
pub(crate) fn names() -> Names {
    let member = Kind::record([
        ("name", Kind::PersonName),
        ("роль", Kind::Text),
        ("votes", Kind::Integer),
        ("present", Kind::Boolean),
    ]);
    Names::new()
        .with("correct", Kind::Integer)
        .with("total", Kind::Integer)
        .with("salary", Kind::Decimal)
        .with("note", Kind::Text)
        .with("missing", Kind::Integer)
        .with("agreed", Kind::Boolean)
        .with("signed_on", Kind::Date)
        .with("filed_at", Kind::Moment)
        .with("term_of_answer", Kind::Term)
        .with("оклад", Kind::Decimal)
        .with("scores", Kind::list(Kind::Decimal))
        .with(
            "candidate",
            Kind::record([
                ("name", Kind::PersonName),
                ("role", Kind::Text),
                ("skills", Kind::list(Kind::Text)),
                ("стаж", Kind::Integer),
            ]),
        )
        .with("members", Kind::list(member))
}

pub(crate) fn values() -> BTreeMap<String, Value> {
    let member = |family: &str, given: &str, role: &str, votes: i64, present: bool| {
        Value::record([
            ("name", Value::person(family, given, "")),
            ("роль", role.into()),
            ("votes", votes.into()),
            ("present", present.into()),
        ])
    };
    let all = [
        ("correct", 81.into()),
        ("total", 100.into()),
        ("salary", number("50000.50")),
        ("note", "готово".into()),
        ("agreed", true.into()),
        ("signed_on", date("2021-10-21").into()),
        ("filed_at", moment("2021-10-21T20:30:00Z").into()),
        ("term_of_answer", Value::Term("30 дней".parse().unwrap())),
        ("оклад", number("12.5")),
        (
            "scores",
            vec![number("4.5"), 3.into(), number("0.1")].into(),
        ),
        (
            "candidate",
            Value::record([
                ("name", Value::person("Иванова", "Мария", "Петровна")),
                ("role", "director".into()),
                ("skills", vec!["rust".into(), "право".into()].into()),
                ("стаж", 7.into()),
            ]),
        ),
        (
            "members",
            vec![
                member("Семенов", "Борис", "член", 3, true),
                member("Ёлкин", "Глеб", "председатель", 1, true),
                member("Ежов", "Яков", "секретарь", 2, false),
            ]
            .into(),
        ),
    ];
    all.into_iter().map(|(n, v)| (n.to_owned(), v)).collect()
}

pub(crate) fn scope<'a>(values: &'a dyn Lookup) -> Scope<'a> {
    Scope {
        values,
        calendar: &CALENDAR,
        zone: Tz::Asia__Novokuznetsk,
        decree_days: DecreeDays::Working,
        now: moment("2021-11-01T18:00:00Z"),
    }
}

pub(crate) fn number(text: &str) -> Value {
    Value::Number(text.parse::<Decimal>().unwrap())
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Parses and checks; what was wrong, if anything.
pub(crate) fn check(source: &str) -> Result<Kind, Vec<Problem>> {
    Expression::parse(source)?.check(&names())
}

pub(crate) fn evaluate(source: &str) -> Result<Value, Failure> {
    let expression = Expression::parse(source).unwrap_or_else(|p| panic!("{source}: {p:?}"));
    expression.evaluate(&scope(&values()))
}

/// A row: the source, its kind, and the result written as an expression of literals.
pub(crate) fn gives(rows: &[(&str, Kind, &str)]) {
    for (source, kind, wanted) in rows {
        let found = check(source).unwrap_or_else(|p| panic!("{source}: {p:#?}"));
        assert_eq!(found, *kind, "kind of {source}");
        let found = evaluate(source).unwrap_or_else(|f| panic!("{source}: {f}"));
        let wanted = evaluate(wanted).unwrap_or_else(|f| panic!("{wanted}: {f}"));
        assert_eq!(found, wanted, "value of {source}");
    }
}

/// A row: the source, its kind, and the printed result.
pub(crate) fn prints(rows: &[(&str, Kind, &str)]) {
    for (source, kind, wanted) in rows {
        let found = check(source).unwrap_or_else(|p| panic!("{source}: {p:#?}"));
        assert_eq!(found, *kind, "kind of {source}");
        assert_eq!(
            render(&format!("{{{{ {source} }}}}")).as_deref(),
            Ok(*wanted),
            "{source}"
        );
    }
}

pub(crate) fn render(source: &str) -> Result<String, Failure> {
    let template = Template::parse(source).unwrap_or_else(|p| panic!("{source}: {p:#?}"));
    template
        .check(&names())
        .unwrap_or_else(|p| panic!("{source}: {p:#?}"));
    template.render(&scope(&values()))
}

/// A row: the source, the reason, and the part of the source at which the failure points.
pub(crate) fn fails(rows: &[(&str, FailureKind, &str)]) {
    for (source, kind, at) in rows {
        let failure = evaluate(source).expect_err(source);
        assert_eq!(failure.kind, *kind, "{source}: {failure}");
        assert_eq!(
            &source[failure.span.clone()],
            *at,
            "span in {source}: {failure}"
        );
        assert!(failure.ru.ends_with(['.', '!']), "{}", failure.ru);
        assert!(failure.en.ends_with(['.', '!']), "{}", failure.en);
    }
}
