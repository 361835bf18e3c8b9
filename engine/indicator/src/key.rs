//! What tells one person or organisation from another: case, ё, spaces and punctuation do not.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::limits::LONG_NUMBER;

/// Columns of an entry, and of a row in it when rows are counted.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'a> {
    pub(crate) entry: &'a BTreeMap<String, Value>,
    pub(crate) row: Option<&'a BTreeMap<String, Value>>,
}

impl<'a> Columns<'a> {
    /// A column; those of the row come first.
    pub(crate) fn get(&self, name: &str) -> Option<&'a Value> {
        let own = self.row.and_then(|row| row.get(name));
        own.or_else(|| self.entry.get(name))
    }

    /// The key made of these columns; none when all of them are unset.
    pub(crate) fn key(&self, names: &[String]) -> Option<String> {
        let mut key = String::new();
        let mut found = false;
        for name in names {
            let before = key.len();
            if let Some(value) = self.get(name) {
                push(value, &mut key);
            }
            found |= key.len() > before;
            key.push('\u{1f}');
        }
        found.then_some(key)
    }

    /// A column as a person reads it; empty without one.
    pub(crate) fn label(&self, name: Option<&str>) -> String {
        let value = name.and_then(|name| self.get(name));
        value.map_or_else(String::new, plain)
    }
}

fn push(value: &Value, key: &mut String) {
    match value {
        Value::Text(text) => normal(text, key),
        Value::Record(parts) => {
            for part in ["family", "given", "patronymic", "id"] {
                if let Some(part) = parts.get(part) {
                    push(part, key);
                    key.push(' ');
                }
            }
            key.truncate(key.trim_end().len());
        }
        Value::Null | Value::List(_) => {}
        other => key.push_str(&plain(other)),
    }
}

/// Small letters, е for ё, one space for whatever separates; long numbers without separators.
fn normal(text: &str, key: &mut String) {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let digits = letters.clone().count();
    let number = digits >= LONG_NUMBER && letters.clone().all(|c| c.is_ascii_digit());
    let mut gap = false;
    let start = key.len();
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !number && key.len() > start {
            key.push(' ');
        }
        gap = false;
        key.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(day) => day.format("%d.%m.%Y").to_string(),
        Value::Moment(at) => at.to_rfc3339(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Record(parts) => {
            let parts = ["family", "given", "patronymic"].map(|part| parts.get(part));
            let parts = parts.into_iter().flatten().filter_map(Value::as_text);
            parts.collect::<Vec<_>>().join(" ")
        }
        Value::Null | Value::Term(_) | Value::List(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_and_school_however_they_are_written() {
        let same = [
            ("Школа № 1", "школа №1"),
            ("Семёнова Анна", "СЕМЕНОВА  АННА"),
            ("112-233-445 95", "11223344595"),
            ("МКОУ «СОШ» п. Ёлкино", "МКОУ \"СОШ\" п.Елкино"),
        ];
        for (a, b) in same {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        let other = [("Школа № 12", "Школа № 1 2"), ("12-1", "121"), ("", "-")];
        for (a, b) in other {
            assert!(key(a) != key(b) || key(a).is_none(), "{a} {b}");
        }
    }

    fn key(text: &str) -> Option<String> {
        let entry = BTreeMap::from([("a".to_owned(), Value::from(text))]);
        let columns = Columns {
            entry: &entry,
            row: None,
        };
        columns.key(&["a".to_owned()])
    }
}
