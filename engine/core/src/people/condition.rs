//! Conditions over a person, and people named by an expression.
//!
//! A person who lacks an attribute that a condition asks for does not fulfil it; any other failure is a failure.

use std::collections::BTreeSet;

use reglament_definition::Person;
use reglament_expression::{Expression, Failure, Value};

use crate::Facts;

/// Whether the condition holds for the person.
pub(crate) fn holds(
    facts: Facts<'_>,
    condition: &Expression,
    person: &Person,
) -> Result<bool, Failure> {
    let record = person.facts(&facts.context.organisation.attributes, facts.today());
    let lacks = condition.reads().iter().any(|path| match path.as_slice() {
        [name, attribute, ..] if name == "person" => {
            record.get(attribute).is_none_or(Value::is_null)
        }
        _ => false,
    });
    let facts = facts.with("person", record);
    match condition.evaluate(&facts.scope()) {
        Ok(value) => Ok(value == Value::Boolean(true)),
        Err(_) if lacks => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Ids of people in a value: texts, or records with `id`, alone or in a list.
pub(crate) fn ids(value: &Value) -> BTreeSet<String> {
    let one = |value: &Value| {
        value
            .as_text()
            .or_else(|| value.get("id").and_then(Value::as_text))
            .map(str::to_owned)
    };
    match value.as_list() {
        Some(list) => list.iter().filter_map(one).collect(),
        None => one(value).into_iter().collect(),
    }
}
