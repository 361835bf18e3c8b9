//! Which names of a document are declined in a way of their own: those of the organisation that its data mention.
//!
//! They are recorded with the data, so that the document declines them alike when it is printed again years later.

use std::collections::BTreeMap;

use reglament_expression::Value;

/// What makes two names the same.
const PARTS: [&str; 3] = ["family", "given", "patronymic"];

/// The usages of the names that `data` hold, in their order.
pub(crate) fn usages_in(data: &BTreeMap<String, Value>, usages: &[Value]) -> Vec<Value> {
    let mentioned = |usage: &&Value| {
        usage
            .as_record()
            .is_some_and(|name| data.values().any(|value| holds(value, name)))
    };
    usages.iter().filter(mentioned).cloned().collect()
}

fn holds(value: &Value, name: &BTreeMap<String, Value>) -> bool {
    if let Value::List(items) = value {
        return items.iter().any(|item| holds(item, name));
    }
    value.as_record().is_some_and(|record| {
        let same = |part: &str| {
            let of =
                |fields: &BTreeMap<String, Value>| fields.get(part).cloned().unwrap_or_default();
            of(record) == of(name)
        };
        PARTS.into_iter().all(same) || record.values().any(|inner| holds(inner, name))
    })
}
