//! Statements put together from pieces. Values are bound where they stand, never written into the text.

use serde::Serialize;

use super::{Query, value::Value};
use crate::dialect::{Dialect, Sql};

/// A statement under way.
#[derive(Debug)]
pub(crate) struct Builder<'q> {
    dialect: Dialect,
    text: String,
    values: Vec<Value<'q>>,
}

impl<'q> Builder<'q> {
    /// Begins with a text.
    pub(crate) fn new(dialect: Dialect, text: &str) -> Self {
        Self {
            dialect,
            text: text.to_owned(),
            values: Vec::new(),
        }
    }

    /// The database that it is for.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Adds a text.
    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text += text;
        self
    }

    /// Adds a piece in the words of the database.
    pub(crate) fn push_sql(&mut self, sql: Sql) -> &mut Self {
        self.text += sql.of(self.dialect);
        self
    }

    /// Adds a value.
    pub(crate) fn push_bind(&mut self, value: impl Into<Value<'q>>) -> &mut Self {
        self.values.push(value.into());
        self.text += &format!("${}", self.values.len());
        self
    }

    /// Adds a list of texts, to be searched by `IN`.
    pub(crate) fn push_list<T: Serialize + ?Sized>(&mut self, list: &T) -> &mut Self {
        let (before, after) = match self.dialect {
            Dialect::Sqlite => ("(SELECT value FROM json_each(", "))"),
            Dialect::Postgres => ("(SELECT jsonb_array_elements_text(", "::jsonb))"),
        };
        self.push(before).push_bind(Value::json(list)).push(after)
    }

    /// The whole.
    pub(crate) fn build(self) -> Query<'q> {
        Query::with(self.text, self.values)
    }
}
