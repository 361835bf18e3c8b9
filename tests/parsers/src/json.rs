//! Changes JSON as a tree: values replaced, taken from another document, removed and given another name. Changed bytes of JSON are
//! hardly ever JSON, and what comes after its reader would see little.

use serde_json::{Value, json};

use crate::Mutator;

/// A changed copy of a document; `None` when it is none.
pub(crate) fn changed(mutator: &mut Mutator, input: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(input).ok()?;
    let other: Value = serde_json::from_slice(other).unwrap_or_default();
    for _ in 0..=mutator.below(3) {
        change(mutator, &mut value, &other);
    }
    serde_json::to_vec(&value).ok()
}

/// Goes down to some place and changes what is there.
fn change(mutator: &mut Mutator, value: &mut Value, other: &Value) {
    let deeper = mutator.below(5) > 0;
    match value {
        Value::Object(map) if deeper && !map.is_empty() => {
            let at = mutator.below(map.len());
            let Some(key) = map.keys().nth(at).cloned() else {
                return;
            };
            match mutator.below(8) {
                0 => drop(map.remove(&key)),
                1 => {
                    let value = map.remove(&key).unwrap_or_default();
                    map.insert(odd_name(mutator, other), value);
                }
                _ => {
                    if let Some(value) = map.get_mut(&key) {
                        change(mutator, value, other);
                    }
                }
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = mutator.below(items.len());
            match mutator.below(6) {
                0 => drop(items.remove(at)),
                1 => items.extend_from_within(at..=at),
                _ => change(mutator, &mut items[at], other),
            }
        }
        place => *place = odd(mutator, other),
    }
}

fn odd_name(mutator: &mut Mutator, other: &Value) -> String {
    let names = other
        .as_object()
        .map(|map| map.keys().cloned().collect::<Vec<_>>());
    let names = names.unwrap_or_default();
    let at = mutator.below(names.len() + 1);
    names
        .get(at)
        .cloned()
        .unwrap_or_else(|| "unknown".to_owned())
}

/// A value that somebody forgot, or some value of the other document.
fn odd(mutator: &mut Mutator, other: &Value) -> Value {
    let odd = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(1.5e300),
        json!(""),
        json!("я"),
        json!("1"),
        json!("2024-02-29"),
        json!("9999-12-31T23:59:60Z"),
        json!("21.10.2021"),
        json!("\u{0}\u{202e}"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"": null}),
        json!("9".repeat(2_000)),
        json!("5 дней"),
        json!("1e5"),
    ];
    match mutator.below(3) {
        0 => piece(mutator, other).clone(),
        _ => odd[mutator.below(odd.len())].clone(),
    }
}

fn piece<'v>(mutator: &mut Mutator, value: &'v Value) -> &'v Value {
    let inside: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    match inside.get(mutator.below(inside.len() + 1)).copied() {
        Some(inside) => piece(mutator, inside),
        None => value,
    }
}
