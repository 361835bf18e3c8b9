//! Turns the pairs of a form into the raw input that the engine takes, by the kinds of the fields asked for.
//!
//! Scalars stay texts as typed (ticks become booleans); a person's name is an object, people an array of ids, lists
//! and tables arrays of objects (table rows with the key `item`). Names that begin with `_` belong to the page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::limits;
use crate::ui::parts::{FieldKind, FieldSpec, OptionView};

const NAME_PARTS: [&str; 3] = ["family", "given", "patronymic"];

/// A name that the form does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the form has no field `{0}`")]
pub struct UnknownField(pub String);

/// The raw input of a form.
///
/// # Errors
/// [`UnknownField`] when something was sent that was not asked for, or more list rows than allowed.
pub fn raw_input(
    specs: &[FieldSpec],
    pairs: &[(String, String)],
) -> Result<Map<String, Value>, UnknownField> {
    let mut sent = Sent {
        values: BTreeMap::new(),
        used: BTreeSet::new(),
    };
    for (name, value) in pairs.iter().filter(|(name, _)| !name.starts_with('_')) {
        sent.values.entry(name).or_default().push(value);
    }
    let raw = sent.fields(specs, "");
    let unknown = sent.values.keys().find(|name| !sent.used.contains(**name));
    match unknown {
        Some(name) => Err(UnknownField((*name).to_owned())),
        None => Ok(raw),
    }
}

/// What was sent and which names have been understood.
struct Sent<'a> {
    values: BTreeMap<&'a str, Vec<&'a str>>,
    used: BTreeSet<&'a str>,
}

impl<'a> Sent<'a> {
    fn take(&mut self, name: &str) -> Option<&[&'a str]> {
        let (key, values) = self.values.get_key_value(name)?;
        self.used.insert(key);
        Some(values)
    }

    fn fields(&mut self, specs: &[FieldSpec], prefix: &str) -> Map<String, Value> {
        let mut raw = Map::new();
        for spec in specs {
            if let Some(value) = self.field(&spec.kind, &format!("{prefix}{}", spec.name)) {
                raw.insert(spec.name.clone(), value);
            }
        }
        raw
    }

    fn field(&mut self, kind: &FieldKind, path: &str) -> Option<Value> {
        match kind {
            FieldKind::Boolean | FieldKind::Consent => {
                let ticked = self
                    .take(path)
                    .is_some_and(|values| values.contains(&"true"));
                Some(Value::Bool(ticked))
            }
            FieldKind::PersonName => self.person_name(path),
            FieldKind::File => {
                let id = self.take(path)?.iter().copied().find(|id| !id.is_empty());
                id.map(Value::from)
            }
            FieldKind::Checklist { items, .. } => Some(self.checklist(items, path)),
            FieldKind::People(_) | FieldKind::Files { .. } => {
                let ids = self.take(path).unwrap_or(&[]);
                Some(
                    ids.iter()
                        .filter(|id| !id.is_empty())
                        .map(|id| Value::from(*id))
                        .collect(),
                )
            }
            FieldKind::List(columns) => {
                let rows = self.rows(columns, path, false);
                Some(Value::Array(rows.into_iter().map(Value::Object).collect()))
            }
            FieldKind::Table { columns, .. } => {
                let rows = self.rows(columns, path, true);
                Some(Value::Array(rows.into_iter().map(Value::Object).collect()))
            }
            FieldKind::Card(card) if card.judged => Some(self.verdicts(path)),
            FieldKind::Card(_) => Some(Value::Array(self.items(path))),
            _ => self
                .take(path)
                .and_then(|v| v.first().copied())
                .map(|text| Value::from(text.trim())),
        }
    }

    fn person_name(&mut self, path: &str) -> Option<Value> {
        let mut name = Map::new();
        for part in NAME_PARTS {
            if let Some(text) = self
                .take(&format!("{path}.{part}"))
                .and_then(|v| v.first().copied())
            {
                name.insert(part.to_owned(), Value::from(text.trim()));
            }
        }
        (!name.is_empty()).then_some(Value::Object(name))
    }

    fn checklist(&mut self, items: &[OptionView], path: &str) -> Value {
        let mut all = Map::new();
        for item in items {
            let path = format!("{path}.{}", item.value);
            let done = self.field(&FieldKind::Boolean, &format!("{path}.done"));
            let note = self.field(&FieldKind::Text, &format!("{path}.note"));
            let file = self.field(&FieldKind::File, &format!("{path}.file"));
            let parts = [("done", done), ("note", note), ("file", file)];
            let given = parts
                .into_iter()
                .filter_map(|(part, value)| Some((part.to_owned(), value.filter(|v| *v != "")?)));
            all.insert(item.value.clone(), Value::Object(given.collect()));
        }
        Value::Object(all)
    }

    /// Rows by their index; rows of a list in which nothing was typed are left out.
    fn rows(
        &mut self,
        columns: &[FieldSpec],
        path: &str,
        is_table: bool,
    ) -> Vec<Map<String, Value>> {
        let mut rows = Vec::new();
        for index in self.indexes(path) {
            let prefix = format!("{path}.{index}.");
            let mut row = self.fields(columns, &prefix);
            let item = format!("{prefix}item");
            if is_table && let Some(id) = self.take(&item).and_then(|v| v.first().copied()) {
                row.insert("item".to_owned(), Value::from(id));
            }
            if is_table || row.values().any(is_typed) {
                rows.push(row);
            }
        }
        rows
    }

    /// Documents of a scorecard; lines in which nothing was typed are left out.
    fn items(&mut self, path: &str) -> Vec<Value> {
        let items = self.parts(path, &["row", "text", "on", "to", "part", "whole", "file"]);
        let typed = |item: &Map<String, Value>| {
            item.iter()
                .any(|(part, value)| part != "row" && is_typed(value))
        };
        items.into_iter().filter(typed).map(Value::Object).collect()
    }

    /// What is said of a scorecard.
    fn verdicts(&mut self, path: &str) -> Value {
        let inside = format!("{path}.verdicts");
        let mut verdicts = self.parts(&inside, &["row", "accept", "reason", "points"]);
        for (index, verdict) in self.indexes(&inside).into_iter().zip(&mut verdicts) {
            let except = self
                .take(&format!("{inside}.{index}.except"))
                .unwrap_or(&[]);
            let except: Vec<Value> = except.iter().map(|number| Value::from(*number)).collect();
            verdict.insert("except".to_owned(), Value::Array(except));
        }
        let verdicts = verdicts.into_iter().map(Value::Object).collect();
        let findings = self.items(&format!("{path}.findings"));
        Value::Object(Map::from_iter([
            ("verdicts".to_owned(), Value::Array(verdicts)),
            ("findings".to_owned(), Value::Array(findings)),
        ]))
    }

    /// Numbered records of texts.
    fn parts(&mut self, path: &str, parts: &[&str]) -> Vec<Map<String, Value>> {
        let mut records = Vec::new();
        for index in self.indexes(path) {
            let mut record = Map::new();
            for part in parts {
                let text = self.take(&format!("{path}.{index}.{part}"));
                if let Some(text) = text.and_then(|values| values.first().copied()) {
                    record.insert((*part).to_owned(), Value::from(text.trim()));
                }
            }
            records.push(record);
        }
        records
    }

    fn indexes(&self, path: &str) -> BTreeSet<usize> {
        let prefix = format!("{path}.");
        let index = |name: &&str| name.strip_prefix(&prefix)?.split('.').next()?.parse().ok();
        self.values
            .keys()
            .filter_map(index)
            .take(limits::FORM_PAIRS)
            .collect()
    }
}

fn is_typed(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty(),
        Value::Bool(ticked) => *ticked,
        Value::Array(items) => !items.is_empty(),
        Value::Object(parts) => parts.values().any(is_typed),
        Value::Null | Value::Number(_) => true,
    }
}

/// The raw input written back as pairs of hidden inputs, for pages between two sendings of a form.
pub fn hidden_pairs(raw: &Map<String, Value>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in raw {
        write(name, value, &mut pairs);
    }
    pairs
}

fn write(path: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => pairs.push((path.to_owned(), text.clone())),
        Value::Bool(true) => pairs.push((path.to_owned(), "true".to_owned())),
        Value::Number(number) => pairs.push((path.to_owned(), number.to_string())),
        Value::Bool(false) | Value::Null => {}
        // A file travels as its id; its record is found again when the form comes back.
        Value::Object(file) if file.contains_key("media") && file.contains_key("id") => {
            write(path, &file["id"], pairs);
        }
        Value::Object(parts) => {
            for (part, value) in parts {
                write(&format!("{path}.{part}"), value, pairs);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let rows = item.is_object() && item.get("media").is_none();
                let path = if rows {
                    format!("{path}.{index}")
                } else {
                    path.to_owned()
                };
                write(&path, item, pairs);
            }
        }
    }
}

#[cfg(test)]
mod tests;
