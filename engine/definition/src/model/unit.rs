//! Units of the organisation: departments, districts, schools; which belongs to which, and who works where on which days.
//!
//! Like people they are no part of a definition's version: a school may open or close while instances run.

use std::collections::BTreeMap;

use reglament_expression::{Kind, Value};

use super::{Tenure, Title};

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Title,
    /// Id of its kind, one of [`super::Organisation::unit_kinds`].
    pub kind: String,
    /// The unit that it belongs to, if any.
    pub parent: Option<String>,
    /// Values of the declared attributes; those not written are absent.
    pub attributes: BTreeMap<String, Value>,
}

/// A post that somebody holds for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The unit, if the post belongs to one.
    pub unit: Option<String>,
    /// The position.
    pub position: String,
    /// From when until when; both days belong to it.
    pub tenure: Tenure,
}

impl Unit {
    /// The unit as expressions see it: every declared attribute is there, unset where nothing is written.
    pub fn facts(&self, declared: &BTreeMap<String, Kind>) -> Value {
        let unset = declared.keys().map(|name| (name.clone(), Value::Null));
        let mut fields: BTreeMap<String, Value> = unset.collect();
        fields.extend(self.attributes.clone());
        let parent = self.parent.clone().map_or(Value::Null, Value::Text);
        fields.extend([
            ("id".to_owned(), Value::Text(self.id.clone())),
            ("name".to_owned(), Value::Text(self.name.ru.clone())),
            ("kind".to_owned(), Value::Text(self.kind.clone())),
            ("parent".to_owned(), parent),
        ]);
        Value::Record(fields)
    }
}

/// The kind of [`Unit::facts`].
pub(crate) fn unit_record(declared: &BTreeMap<String, Kind>) -> Kind {
    let own = ["id", "name", "kind", "parent"];
    let own = own.into_iter().map(|name| (name.to_owned(), Kind::Text));
    let declared = declared.iter();
    let declared = declared.map(|(name, kind)| (name.clone(), kind.clone()));
    Kind::Record(declared.chain(own).collect())
}
