//! Values: what data hold and what an evaluation gives.
//!
//! The set is closed and every value compares exactly: `80`, `80.0` and `80.00` are one number. The JSON form is in
//! `json.rs`, the printed Russian form in `print.rs`.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::Term;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Not filled in.
    #[default]
    Null,
    /// Yes or no.
    Boolean(bool),
    /// An exact number, at most 28 significant digits.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A calendar day without time and zone.
    Date(NaiveDate),
    /// An instant.
    Moment(DateTime<Utc>),
    /// A legal term.
    Term(Term),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name; a missing name is unset.
    Record(BTreeMap<String, Value>),
}

impl Value {
    /// A record of the given fields.
    #[must_use]
    pub fn record<N: Into<String>>(fields: impl IntoIterator<Item = (N, Value)>) -> Self {
        Self::Record(fields.into_iter().map(|(n, v)| (n.into(), v)).collect())
    }

    /// A person's name; pass an empty patronymic when there is none.
    #[must_use]
    pub fn person(family: &str, given: &str, patronymic: &str) -> Self {
        let text = |part: &str| match part {
            "" => Self::Null,
            part => Self::Text(part.to_owned()),
        };
        Self::record([
            ("family", text(family)),
            ("given", text(given)),
            ("patronymic", text(patronymic)),
        ])
    }

    /// Whether nothing is filled in.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(boolean) => Some(*boolean),
            _ => None,
        }
    }

    /// The day, if it is one.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The instant, if it is one.
    #[must_use]
    pub fn as_moment(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Moment(moment) => Some(*moment),
            _ => None,
        }
    }

    /// The term, if it is one.
    #[must_use]
    pub fn as_term(&self) -> Option<&Term> {
        match self {
            Self::Term(term) => Some(term),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The fields, if it is a record.
    #[must_use]
    pub fn as_record(&self) -> Option<&BTreeMap<String, Value>> {
        match self {
            Self::Record(fields) => Some(fields),
            _ => None,
        }
    }

    /// The stored value at a dotted path (`candidate.name.family`, `members.0.role`), if there is one.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(self, |value, part| match value {
            Self::Record(fields) => fields.get(part),
            Self::List(items) => items.get(part.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Nesting of lists and records: 0 for a plain value; stops counting beyond `limit`.
    pub(crate) fn depth(&self, limit: usize) -> usize {
        let inner = |values: &mut dyn Iterator<Item = &Value>| match limit {
            0 => 1,
            _ => 1 + values.map(|v| v.depth(limit - 1)).max().unwrap_or(0),
        };
        match self {
            Self::List(items) => inner(&mut items.iter()),
            Self::Record(fields) => inner(&mut fields.values()),
            _ => 0,
        }
    }

    /// The kind of the value in words, Russian and English, for messages.
    pub(crate) fn word(&self) -> (&'static str, &'static str) {
        match self {
            Self::Null => ("не заполнено", "unset"),
            Self::Boolean(_) => ("да/нет", "a yes/no value"),
            Self::Number(_) => ("число", "a number"),
            Self::Text(_) => ("текст", "a text"),
            Self::Date(_) => ("дата", "a date"),
            Self::Moment(_) => ("дата и время", "a date and time"),
            Self::Term(_) => ("срок", "a term"),
            Self::List(_) => ("список", "a list"),
            Self::Record(_) => ("запись", "a record"),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Self::Number(value.normalize())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<NaiveDate> for Value {
    fn from(value: NaiveDate) -> Self {
        Self::Date(value)
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(value: DateTime<Utc>) -> Self {
        Self::Moment(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Self {
        Self::List(value)
    }
}
