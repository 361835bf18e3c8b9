//! What would become different of one person or unit, field by field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_definition::{Post, Tenure};
use serde::Serialize;

use crate::facts::{PersonFacts, UnitFacts, Written};
use crate::sheet::What;

/// What happens to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryChangeKind"))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is new.
    Added,
    /// Some of it becomes different.
    Changed,
    /// It gets a last day.
    Ended,
}

/// A part of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryField"))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name.
    Name,
    /// The position.
    Position,
    /// The address.
    Email,
    /// The unit.
    Unit,
    /// One of the posts.
    Post,
    /// A role of this id.
    Role(String),
    /// An attribute of this name.
    Attribute(String),
    /// The kind of a unit.
    Kind,
    /// The unit that a unit belongs to.
    Parent,
}

/// A part that becomes different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryFieldChange"))]
pub struct FieldChange {
    /// Which part.
    pub field: Field,
    /// What it was; none: nothing.
    pub old: Option<String>,
    /// What it is to be.
    pub new: String,
}

/// An entry that becomes different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryChange"))]
pub struct Change {
    /// A person or a unit.
    pub what: What,
    /// What happens to it.
    pub how: How,
    /// Its id.
    pub id: String,
    /// Its name, after the change.
    pub name: String,
    /// The rows of the table that say so; empty for somebody who is not in it.
    pub rows: Vec<usize>,
    /// The parts that become different.
    pub fields: Vec<FieldChange>,
}

/// The parts of a person that become different.
pub(crate) fn of_person(before: Option<&PersonFacts>, after: &PersonFacts) -> Vec<FieldChange> {
    let empty = PersonFacts::default();
    let old = before.unwrap_or(&empty);
    let mut fields = Vec::new();
    let mut text = |field, old: &str, new: &str| fields.extend(changed(field, old, new));
    if before.is_some() {
        text(Field::Name, &old.name.full(), &after.name.full());
    }
    text(Field::Position, &old.position, &after.position);
    text(Field::Email, &old.email, &after.email);
    if after.posts.is_empty() {
        let unit = |facts: &PersonFacts| facts.unit.clone().unwrap_or_default();
        text(Field::Unit, &unit(old), &unit(after));
    }
    fields.extend(posts(old, after));
    for (role, tenure) in &after.roles {
        let known = old.roles.get(role);
        if known != Some(tenure) {
            fields.push(FieldChange {
                field: Field::Role(role.clone()),
                old: known.map(days),
                new: days(tenure),
            });
        }
    }
    fields.extend(attributes(&old.attributes, &after.attributes));
    fields
}

/// The parts of a unit that become different.
pub(crate) fn of_unit(before: Option<&UnitFacts>, after: &UnitFacts) -> Vec<FieldChange> {
    let empty = UnitFacts::default();
    let old = before.unwrap_or(&empty);
    let mut fields = Vec::new();
    if before.is_some() {
        fields.extend(changed(Field::Name, &old.name, &after.name));
    }
    fields.extend(changed(Field::Kind, &old.kind, &after.kind));
    let parent = |facts: &UnitFacts| facts.parent.clone().unwrap_or_default();
    fields.extend(changed(Field::Parent, &parent(old), &parent(after)));
    fields.extend(attributes(&old.attributes, &after.attributes));
    fields
}

fn changed(field: Field, old: &str, new: &str) -> Option<FieldChange> {
    (old != new && !new.is_empty()).then(|| FieldChange {
        field,
        old: Some(old.to_owned()).filter(|old| !old.is_empty()),
        new: new.to_owned(),
    })
}

fn attributes<'a>(
    old: &'a BTreeMap<String, Written>,
    new: &'a BTreeMap<String, Written>,
) -> impl Iterator<Item = FieldChange> + 'a {
    new.iter().filter_map(|(name, value)| {
        let known = old.get(name).map(Written::shown).unwrap_or_default();
        changed(Field::Attribute(name.clone()), &known, &value.shown())
    })
}

/// Posts by their place: the import changes posts where they stand and adds behind them.
fn posts(old: &PersonFacts, new: &PersonFacts) -> Vec<FieldChange> {
    // Somebody without posts had one position since ever.
    let one = Post {
        unit: old.unit.clone(),
        position: old.position.clone(),
        tenure: Tenure::default(),
    };
    let was_plain = old.posts.is_empty() && !old.position.is_empty();
    let known = if was_plain {
        std::slice::from_ref(&one)
    } else {
        &old.posts
    };
    let mut fields = Vec::new();
    for (place, post) in new.posts.iter().enumerate() {
        let was = known.get(place);
        if was != Some(post) {
            fields.push(FieldChange {
                field: Field::Post,
                old: was.map(shown),
                new: shown(post),
            });
        }
    }
    fields
}

fn shown(post: &Post) -> String {
    let unit = post.unit.iter().map(String::as_str);
    let place: BTreeSet<&str> = unit.collect();
    let words = std::iter::once(post.position.as_str()).chain(place);
    let days = days(&post.tenure);
    let words = words.chain(Some(days.as_str()).filter(|_| post.tenure != Tenure::default()));
    words.collect::<Vec<_>>().join(", ")
}

/// `2022-09-01 – 2026-03-31`; an open end is `…`, and nothing is written when it is so since ever and until further notice.
fn days(tenure: &Tenure) -> String {
    let day = |day: Option<NaiveDate>| day.map_or("…".to_owned(), |day| day.to_string());
    match (tenure.from, tenure.until) {
        (None, None) => String::new(),
        (from, until) => format!("{} – {}", day(from), day(until)),
    }
}
