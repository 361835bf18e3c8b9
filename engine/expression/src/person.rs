//! A person's name and the forms in which documents print it.
//!
//! The value is a record of three texts; the other forms are computed, so they can never disagree with it.
//! Declension by case is not done here.

use crate::Value;
use std::collections::BTreeMap;

/// Fields that are stored.
pub(crate) const PARTS: [&str; 3] = ["family", "given", "patronymic"];
/// Fields that can be read.
pub(crate) const FIELDS: [&str; 6] = [
    "family",
    "given",
    "patronymic",
    "full",
    "short",
    "initials_first",
];

/// A computed field, or `None` when `field` is not one; unset when the family name is.
pub(crate) fn computed(record: &BTreeMap<String, Value>, field: &str) -> Option<Value> {
    if !is_computed(field) {
        return None;
    }
    let part = |name: &str| record.get(name).and_then(Value::as_text).unwrap_or("");
    let (family, given, patronymic) = (part("family"), part("given"), part("patronymic"));
    if family.is_empty() && given.is_empty() {
        return Some(Value::Null);
    }
    let words: Vec<String> = match field {
        "full" => vec![family.into(), given.into(), patronymic.into()],
        "short" => vec![family.into(), initial(given), initial(patronymic)],
        _ => vec![initial(given), initial(patronymic), family.into()],
    };
    let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
    // Initials must not be parted from the family name at the end of a line.
    let space = if field == "full" { " " } else { "\u{a0}" };
    Some(Value::Text(words.join(space)))
}

pub(crate) fn is_computed(field: &str) -> bool {
    FIELDS.contains(&field) && !PARTS.contains(&field)
}

/// Whether a record may be a name: it holds a family name and nothing but the three parts.
pub(crate) fn looks_like_name(record: &BTreeMap<String, Value>) -> bool {
    record.contains_key("family") && record.keys().all(|k| PARTS.contains(&k.as_str()))
}

/// «Анна-Мария» gives «А.-М.».
fn initial(name: &str) -> String {
    name.split('-')
        .filter_map(|part| part.chars().next())
        .map(|first| format!("{}.", first.to_uppercase()))
        .collect::<Vec<_>>()
        .join("-")
}
