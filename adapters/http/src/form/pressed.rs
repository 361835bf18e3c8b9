//! Which button of a form was pressed, and the change to the rows that two of them ask for.
//!
//! Rows are added and removed by sending the form, so that lists work without JavaScript.

use serde_json::{Map, Value};

use super::FormBody;
use crate::limits;

/// The button pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Send with this outcome; empty for the only button.
    Outcome(String),
    /// Add a row to the list with this name.
    AddRow(String),
    /// Remove the row with this path (`rows.2`).
    RemoveRow(String),
    /// Read the file sent for this table and show a preview.
    Import(String),
    /// Count the points of a scorecard, or offer more lines, and show the form again.
    Count,
    /// Take the previewed values into the form.
    AcceptImport,
}

impl Pressed {
    /// The button of a form; without any, the only one is meant.
    pub fn of(body: &FormBody) -> Self {
        let value = |name| body.get(name).map(str::to_owned);
        if let Some(list) = value("_add") {
            Self::AddRow(list)
        } else if let Some(row) = value("_remove") {
            Self::RemoveRow(row)
        } else if let Some(table) = value("_import") {
            Self::Import(table)
        } else if body.get("_count").is_some() {
            Self::Count
        } else if body.get("_accept").is_some() {
            Self::AcceptImport
        } else {
            Self::Outcome(value("_outcome").unwrap_or_default())
        }
    }

    /// Changes the rows of the raw input when the button asks for it; true when it did and the form is only to be
    /// shown again.
    pub fn change_rows(&self, raw: &mut Map<String, Value>) -> bool {
        match self {
            Self::AddRow(list) => {
                let rows = raw
                    .entry(list.clone())
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Some(rows) = rows
                    .as_array_mut()
                    .filter(|rows| rows.len() < limits::LIST_ROWS)
                {
                    if rows.is_empty() {
                        rows.push(Value::Object(Map::new()));
                    }
                    rows.push(Value::Object(Map::new()));
                }
                true
            }
            Self::RemoveRow(path) => {
                if let Some((list, index)) = path.rsplit_once('.')
                    && let Some(rows) = raw.get_mut(list).and_then(Value::as_array_mut)
                    && let Ok(index) = index.parse::<usize>()
                    && index < rows.len()
                {
                    rows.remove(index);
                }
                true
            }
            Self::Count => true,
            Self::Outcome(_) | Self::Import(_) | Self::AcceptImport => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{FormBody, Pressed};

    #[test]
    fn rows_are_added_and_removed() {
        let pressed = |name: &str, value: &str| {
            let pairs = vec![(name.to_owned(), value.to_owned())];
            Pressed::of(&FormBody {
                pairs,
                files: Vec::new(),
            })
        };
        let mut raw = json!({"rows": [{"a": "1"}, {"a": "2"}]})
            .as_object()
            .cloned()
            .unwrap();
        assert!(pressed("_remove", "rows.0").change_rows(&mut raw));
        assert_eq!(raw["rows"], json!([{"a": "2"}]));
        assert!(pressed("_add", "rows").change_rows(&mut raw));
        assert_eq!(raw["rows"], json!([{"a": "2"}, {}]));
        assert!(pressed("_remove", "rows.7").change_rows(&mut raw));
        assert_eq!(raw["rows"].as_array().unwrap().len(), 2);
        assert!(!pressed("_outcome", "accept").change_rows(&mut raw));
        assert_eq!(pressed("x", "y"), Pressed::Outcome(String::new()));
    }
}
