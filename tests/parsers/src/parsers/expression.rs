//! Conditions and computed fields: parsed, checked, evaluated twice. A checked expression never fails for the kind of its data.

use reglament_expression::limits::{LIST_ITEMS, TEXT_BYTES};
use reglament_expression::{Expression, FailureKind, Value};

use super::world::{names, scope, told, values};

pub(super) const WORDS: &[&str] = &[
    "n",
    "share",
    "note",
    "agreed",
    "day",
    "at",
    "term",
    "missing",
    "scores",
    "who.name",
    "who.стаж",
    "rows",
    " and ",
    " or ",
    "not ",
    " in ",
    " + ",
    " - ",
    " * ",
    " / ",
    " % ",
    " == ",
    " != ",
    " < ",
    " >= ",
    " ? ",
    " : ",
    " ?? ",
    ".map(x, x)",
    ".filter(x, x > 1)",
    ".all(x, x)",
    ".any(x, x)",
    ".sort_by(x, x)",
    ".first()",
    ".last()",
    "has(",
    "sum(",
    "max(",
    "count(",
    "text(",
    "round(",
    "term('5 дней')",
    "date('2021-10-21')",
    "percent(",
    "upper(",
    "join(",
    "{a: 1}",
    "[1, 2]",
    "'т'",
    "null",
    "true",
    "1.5",
    "0",
    "9999999999999999999999999999",
];

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let expression = match Expression::parse(&text) {
        Ok(expression) => expression,
        Err(problems) => return told(&text, &problems),
    };
    let values = values();
    let result = expression.evaluate(&scope(&values));
    assert_eq!(result, expression.evaluate(&scope(&values)), "{text}");
    let checked = expression.check(&names());
    match result {
        Ok(value) => fits(&value),
        Err(failure) => {
            assert!(
                text.get(failure.span.clone()).is_some(),
                "{text}: {failure:?}"
            );
            assert!(
                checked.is_err() || failure.kind != FailureKind::Kind,
                "{text}: {failure:?}"
            );
        }
    }
    if let Err(problems) = checked {
        told(&text, &problems);
    }
}

fn fits(value: &Value) {
    match value {
        Value::Text(text) => assert!(text.len() <= TEXT_BYTES),
        Value::List(items) => {
            assert!(items.len() <= LIST_ITEMS);
            items.iter().for_each(fits);
        }
        Value::Record(fields) => fields.values().for_each(fits),
        _ => {}
    }
}
