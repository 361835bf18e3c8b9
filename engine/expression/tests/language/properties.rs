//! Random sources: no panic, every span inside the text, the same answer twice, and a check that keeps its promise.

use crate::world::{names, scope, values};
use proptest::prelude::*;
use reglament_expression::{Expression, FailureKind, Kind, Problem, Template, Value};

/// Words that make a random text look like an expression.
const WORDS: [&str; 56] = [
    "correct",
    "total",
    "missing",
    "candidate",
    "members",
    "scores",
    "name",
    "note",
    "оклад",
    "x",
    "agreed",
    "signed_on",
    "filed_at",
    "1",
    "2.5",
    "0",
    "'текст'",
    "\"a\"",
    "true",
    "нет",
    "null",
    "and",
    "or",
    "not",
    "in",
    "+",
    "-",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    ">=",
    "?",
    ":",
    "??",
    ".",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "has(",
    "sum(",
    "max(",
    ".all(x,",
    ".map(x,",
    ".first()",
    ".full",
    "text(",
    "term('5 дней')",
    "date('2021-10-21')",
    "percent(",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..24).prop_map(|words| words.join(" "))
}

/// Expressions that nearly always parse, and often check.
fn sensible() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(
        &[
            "correct",
            "total",
            "missing",
            "salary",
            "1",
            "2.5",
            "0",
            "agreed",
            "note",
            "'а'",
            "signed_on",
            "candidate.name",
            "candidate.стаж",
            "scores",
            "null",
            "true",
            "term_of_answer",
            "members",
        ][..],
    );
    leaf.prop_map(str::to_owned)
        .prop_recursive(5, 40, 3, |inner| {
            let pair = (inner.clone(), inner.clone());
            prop_oneof![
                (
                    pair.clone(),
                    prop::sample::select(
                        &[
                            "+", "-", "*", "/", "%", "==", "<", ">=", "and", "or", "??", "in"
                        ][..]
                    )
                )
                    .prop_map(|((a, b), op)| format!("({a}) {op} ({b})")),
                (
                    inner.clone(),
                    prop::sample::select(
                        &[
                            "has", "text", "count", "sum", "max", "round", "date", "upper"
                        ][..]
                    )
                )
                    .prop_map(|(a, f)| format!("{f}({a})")),
                (
                    pair.clone(),
                    prop::sample::select(
                        &["all", "any", "filter", "map", "sort_by", "sum", "count"][..]
                    )
                )
                    .prop_map(|((a, b), m)| format!("({a}).{m}(x, ({b}) == x or {b})")),
                (pair.clone(), inner.clone())
                    .prop_map(|((a, b), c)| format!("({a}) ? ({b}) : ({c})")),
                pair.prop_map(|(a, b)| format!("[{a}, {b}]")),
                inner.clone().prop_map(|a| format!("{{a: {a}}}.a")),
                inner.prop_map(|a| format!("not ({a})")),
            ]
        })
}

fn spans_fit(source: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(
            source.get(problem.span.clone()).is_some(),
            "{source}: {problem:?}"
        );
    }
}

fn has_kind(value: &Value, kind: &Kind) -> bool {
    match (value, kind) {
        (Value::Null, _)
        | (Value::Boolean(_), Kind::Boolean)
        | (Value::Number(_), Kind::Decimal)
        | (Value::Text(_), Kind::Text)
        | (Value::Date(_), Kind::Date)
        | (Value::Moment(_), Kind::Moment)
        | (Value::Term(_), Kind::Term)
        | (Value::Record(_), Kind::PersonName) => true,
        (Value::Number(number), Kind::Integer) => number.is_integer(),
        (Value::List(items), Kind::List(kind)) => items.iter().all(|item| has_kind(item, kind)),
        (Value::Record(fields), Kind::Record(kinds)) => fields
            .iter()
            .all(|(name, value)| kinds.get(name).is_some_and(|kind| has_kind(value, kind))),
        _ => false,
    }
}

fn run(source: &str) {
    let expression = match Expression::parse(source) {
        Ok(expression) => expression,
        Err(problems) => return spans_fit(source, &problems),
    };
    let values = values();
    let result = expression.evaluate(&scope(&values));
    assert_eq!(result, expression.evaluate(&scope(&values)), "{source}");
    if let Err(failure) = &result {
        assert!(
            source.get(failure.span.clone()).is_some(),
            "{source}: {failure:?}"
        );
    }
    match (expression.check(&names()), result) {
        (Err(problems), _) => spans_fit(source, &problems),
        (Ok(kind), Ok(value)) => assert!(
            has_kind(&value, &kind),
            "{source}: {value:?} is not {kind:?}"
        ),
        (Ok(_), Err(failure)) => {
            assert_ne!(failure.kind, FailureKind::Kind, "{source}: {failure:?}")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(source in "\\PC{0,80}") {
        run(&source);
    }

    #[test]
    fn any_words_are_answered(source in words()) {
        run(&source);
    }

    #[test]
    fn a_checked_expression_gives_its_kind(source in sensible()) {
        run(&source);
    }

    #[test]
    fn any_template_is_answered(parts in prop::collection::vec(
        prop_oneof![
            Just("{{".to_owned()), Just("}}".to_owned()), Just("{{#if agreed}}".to_owned()), Just("{{else}}".to_owned()),
            Just("{{/if}}".to_owned()), Just("{{#each members as m, n}}".to_owned()), Just("{{/each}}".to_owned()),
            Just("\n".to_owned()), Just("{{ m.name }}".to_owned()), words(), "\\PC{0,8}",
        ], 0..12)) {
        let source = parts.concat();
        match Template::parse(&source) {
            Err(problems) => spans_fit(&source, &problems),
            Ok(template) => {
                if let Err(problems) = template.check(&names()) {
                    spans_fit(&source, &problems);
                }
                let values = values();
                let text = template.render(&scope(&values));
                prop_assert_eq!(text, template.render(&scope(&values)));
            }
        }
    }

    #[test]
    fn stored_values_come_back(source in sensible()) {
        let parsed = Expression::parse(&source).ok();
        if let Some(Ok(value)) = parsed.map(|e| e.evaluate(&scope(&values()))) {
            let json = serde_json::to_string(&value).unwrap();
            let back: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_string(&back).unwrap(), json);
            prop_assert_eq!(back, value);
        }
    }
}
