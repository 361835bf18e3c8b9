//! What a table can say of a person or a unit, as it is now and as it is to be.

use std::collections::BTreeMap;

use reglament_definition::{Post, Tenure};
use reglament_expression::Value;

use crate::name::Name;

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// The name.
    pub name: Name,
    /// The position, on days without a post.
    pub position: String,
    /// The e-mail address.
    pub email: String,
    /// The unit, on days without a post.
    pub unit: Option<String>,
    /// Posts held for a time.
    pub posts: Vec<Post>,
    /// Attributes by name.
    pub attributes: BTreeMap<String, Written>,
    /// Roles of the file in which the person is named, with the days.
    pub roles: BTreeMap<String, Tenure>,
}

/// A unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// The name, in Russian.
    pub name: String,
    /// Id of its kind.
    pub kind: String,
    /// The unit that it belongs to.
    pub parent: Option<String>,
    /// Attributes by name.
    pub attributes: BTreeMap<String, Written>,
}

/// The value of an attribute as it is written in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A text, number, date or yes and no.
    One(String),
    /// Texts.
    Many(Vec<String>),
}

impl Written {
    /// The value as written; none for kinds that attributes do not have.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(Self::One(text.clone())),
            Value::Number(number) => Some(Self::One(number.normalize().to_string())),
            Value::Boolean(boolean) => Some(Self::One(boolean.to_string())),
            Value::Date(date) => Some(Self::One(date.to_string())),
            Value::List(items) => Some(Self::Many(
                items
                    .iter()
                    .filter_map(|item| item.as_text().map(str::to_owned))
                    .collect(),
            )),
            Value::Null | Value::Moment(_) | Value::Term(_) | Value::Record(_) => None,
        }
    }

    /// As it is shown.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(texts) => texts.join("; "),
        }
    }
}

/// Attributes as written.
pub(crate) fn attributes(values: &BTreeMap<String, Value>) -> BTreeMap<String, Written> {
    let values = values.iter();
    values
        .filter_map(|(name, value)| Some((name.clone(), Written::of(value)?)))
        .collect()
}
