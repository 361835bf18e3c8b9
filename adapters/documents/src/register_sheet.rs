//! A register as it is printed: any columns, one line for each entry, in the order given.
//!
//! Values are turned into the words of an official paper here (dates as 28.10.2021, names in full, a dash for nothing), so
//! that the template knows no kinds and a table for spreadsheets shows the same. Which entries are listed, and who may
//! see them, is the caller's business.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::names;
use crate::request::RenderRequest;

/// The template in a package's files.
const TEMPLATE: &str = "shared/documents/register.typ";

/// What an empty cell shows.
const NOTHING: &str = "–";

/// A column beside the number and the date of registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterColumn {
    /// Its name in the values of a line.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What its cells are in a spreadsheet.
    pub form: CellForm,
}

/// What a cell is in a spreadsheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellForm {
    /// Words.
    #[default]
    Text,
    /// A number to count with.
    Number,
    /// A calendar day, `YYYY-MM-DD` in the data.
    Date,
}

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterLine {
    /// The number as printed.
    pub number: String,
    /// Day of registration, `YYYY-MM-DD`.
    pub on: String,
    /// Plain JSON by column; what no column names is not printed.
    pub values: BTreeMap<String, Value>,
}

/// A register ready to be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterSheet {
    /// Title of the register.
    pub title: String,
    /// What the list covers, e.g. «за 2021 год».
    pub period: Option<String>,
    /// The organisation's record; `full_name` is printed.
    pub organisation: Value,
    /// The register's own columns.
    pub columns: Vec<RegisterColumn>,
    /// Entries by number.
    pub lines: Vec<RegisterLine>,
    /// Day of printing, `YYYY-MM-DD`.
    pub printed_on: String,
}

impl RegisterSheet {
    /// The request for its paper; `files` are the files of a package that has `shared/documents/register.typ`.
    #[must_use]
    pub fn request(&self, files: &BTreeMap<String, String>) -> RenderRequest {
        let data = json!({
            "title": self.title,
            "period": self.period,
            "organisation": self.organisation,
            "columns": self.header(),
            "rows": self.rows(),
            "printed_on": self.printed_on,
        });
        RenderRequest::of_package(files, TEMPLATE, data, self.printed_on.clone())
    }

    /// Titles of all columns.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        let own = self.columns.iter().map(|column| column.title.clone());
        ["№".to_owned(), "Дата записи".to_owned()]
            .into_iter()
            .chain(own)
            .collect()
    }

    /// The entries as texts, one for each title of [`Self::header`].
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<String>> {
        self.lines.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &RegisterLine) -> Vec<String> {
        let own = self.columns.iter().map(|column| {
            let value = line.values.get(&column.key);
            value.map_or_else(|| NOTHING.to_owned(), words)
        });
        [line.number.clone(), date(&line.on).unwrap_or_default()]
            .into_iter()
            .chain(own)
            .collect()
    }
}

pub(crate) fn words(value: &Value) -> String {
    match value {
        Value::Null => NOTHING.to_owned(),
        Value::Bool(yes) => if *yes { "да" } else { "нет" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.trim().is_empty() => NOTHING.to_owned(),
        Value::String(text) => date(text).unwrap_or_else(|| text.clone()),
        Value::Array(items) if items.is_empty() => NOTHING.to_owned(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join("; "),
        Value::Object(_) => named(value),
    }
}

/// A person's full name; of any other record its values in the order of their keys.
fn named(value: &Value) -> String {
    let mut person = value.clone();
    names::add_forms(&mut person);
    if let Some(full) = person.get("full").and_then(Value::as_str) {
        return full.to_owned();
    }
    let fields = value
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.values());
    fields.map(words).collect::<Vec<_>>().join(", ")
}

/// `2021-10-28` as 28.10.2021; anything else is no date.
fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    let digits = |part: &str, count: usize| {
        part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (digits(year, 4) && digits(month, 2) && digits(day, 2)).then(|| format!("{day}.{month}.{year}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::words;

    #[test]
    fn values_become_words() {
        let table: [(Value, &str); 9] = [
            (json!(null), "–"),
            (json!("  "), "–"),
            (json!("2021-10-28"), "28.10.2021"),
            (json!("2021-0138"), "2021-0138"),
            (json!("№ 1-2-3"), "№ 1-2-3"),
            (json!(true), "да"),
            (json!(2), "2"),
            (
                json!({"family": "Ёлкина", "given": "Анна", "patronymic": null}),
                "Ёлкина Анна",
            ),
            (json!(["лично", "2021-11-02"]), "лично; 02.11.2021"),
        ];
        for (value, expected) in table {
            assert_eq!(words(&value), expected, "{value}");
        }
    }
}
