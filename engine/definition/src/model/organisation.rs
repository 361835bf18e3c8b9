//! The organisation: its names for documents, its people, and who holds which role.
//!
//! It is not part of a definition's version: people come and go while instances run, and the engine is given the
//! organisation of the day as a fact.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_expression::{Kind, Value};

use super::{DigestLetter, Post, Title, Unit};

/// The `organisation.yaml` files of a package, as one directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Texts and names that documents and letters use as `organisation.<key>`, of the file beside the folders.
    pub facts: BTreeMap<String, Value>,
    /// The same of processes whose folder has facts of its own, by process id; see [`Self::facts_of`].
    pub own_facts: BTreeMap<String, BTreeMap<String, Value>>,
    /// Roles that see every instance and answer for the terms, of processes whose folder has no organisation of its own.
    pub overseers: BTreeSet<String>,
    /// The same of processes whose folder has one, by process id; see [`Self::overseers_of`].
    pub own_overseers: BTreeMap<String, BTreeSet<String>>,
    /// Attributes that people may carry, with their kinds: `person.<attribute>` in expressions.
    pub attributes: BTreeMap<String, Kind>,
    /// Attributes that units may carry, with their kinds.
    pub unit_attributes: BTreeMap<String, Kind>,
    /// Kinds of units: id -> title.
    pub unit_kinds: BTreeMap<String, Title>,
    /// Units by id.
    pub units: BTreeMap<String, Unit>,
    /// Everybody known, by id.
    pub people: BTreeMap<String, Person>,
    /// Who holds which role.
    pub roles: BTreeMap<String, RoleHolders>,
    /// Public pages that steps publish on: id -> title.
    pub pages: BTreeMap<String, Title>,
    /// Letters that gather what would else be many, by id.
    pub digests: BTreeMap<String, DigestLetter>,
    /// Names that are declined in a way of their own, each a name with its `gender`, `genitive`, `dative`, `accusative`
    /// and `instrumental`, as far as they were written.
    pub usages: Vec<Value>,
    /// Overrides of parameters: process id -> parameter name -> value as written.
    pub parameters: BTreeMap<String, BTreeMap<String, String>>,
}

/// One person of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id, also the login.
    pub id: String,
    /// Name as a record `{family, given, patronymic}`.
    pub name: Value,
    /// Position, nominative; of somebody with [`Self::posts`] what is told on days without a post.
    pub position: String,
    /// The unit in which the person works, on days without a post.
    pub unit: Option<String>,
    /// Posts held for a time; on no day more than one.
    pub posts: Vec<Post>,
    /// Where letters go.
    pub email: String,
    /// Values of the declared attributes; those not written are absent.
    pub attributes: BTreeMap<String, Value>,
}

/// Who acts in a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleHolders {
    /// Those who hold it.
    pub holders: Vec<String>,
    /// Those who act when every holder is excluded by a conflict of interest (K-3.2: заместитель председателя).
    pub deputies: Vec<String>,
    /// From when until when somebody holds or deputises, for those with whom it is limited.
    pub tenures: BTreeMap<String, Tenure>,
}

/// From when until when somebody is in office; both days belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tenure {
    /// First day; none: since ever.
    pub from: Option<NaiveDate>,
    /// Last day; none: until further notice.
    pub until: Option<NaiveDate>,
}

impl Tenure {
    /// Whether the day belongs to it.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

impl RoleHolders {
    /// Whether somebody named here is in office on a day.
    pub fn in_office(&self, person: &str, on: NaiveDate) -> bool {
        self.tenures
            .get(person)
            .is_none_or(|tenure| tenure.covers(on))
    }
}

impl Person {
    /// The post held on a day.
    pub fn post_on(&self, day: NaiveDate) -> Option<&Post> {
        self.posts.iter().find(|post| post.tenure.covers(day))
    }

    /// The position on a day.
    pub fn position_on(&self, day: NaiveDate) -> &str {
        self.post_on(day)
            .map_or(&self.position, |post| &post.position)
    }

    /// The unit in which the person works on a day.
    pub fn unit_on(&self, day: NaiveDate) -> Option<&str> {
        let unit = match self.post_on(day) {
            Some(post) => &post.unit,
            None => &self.unit,
        };
        unit.as_deref()
    }

    /// The person as expressions see `person` on a day: every declared attribute is there, unset where nothing is written.
    pub fn facts(&self, declared: &BTreeMap<String, Kind>, on: NaiveDate) -> Value {
        let mut fields: BTreeMap<String, Value> = declared
            .keys()
            .map(|name| (name.clone(), Value::Null))
            .collect();
        fields.extend(self.attributes.clone());
        fields.extend([
            ("id".to_owned(), Value::Text(self.id.clone())),
            ("name".to_owned(), self.name.clone()),
            (
                "position".to_owned(),
                Value::Text(self.position_on(on).to_owned()),
            ),
            (
                "unit".to_owned(),
                self.unit_on(on).map_or(Value::Null, Value::from),
            ),
            ("email".to_owned(), Value::Text(self.email.clone())),
        ]);
        Value::Record(fields)
    }
}

/// The kind of [`Person::facts`].
pub(crate) fn person_facts(declared: &BTreeMap<String, Kind>) -> Kind {
    let known = [
        ("id", Kind::Text),
        ("name", Kind::PersonName),
        ("position", Kind::Text),
        ("email", Kind::Text),
        ("unit", Kind::Text),
    ];
    let known = known.map(|(name, kind)| (name.to_owned(), kind));
    let attributes = declared
        .iter()
        .map(|(name, kind)| (name.clone(), kind.clone()));
    Kind::record(attributes.chain(known))
}

/// A task for one person is given to the role `person:<id>`, which only that person holds.
const PERSON: &str = "person:";

impl Organisation {
    /// The facts that a process reads as `organisation`: those of its folder's own file, else those beside the folders.
    pub fn facts_of(&self, process: &str) -> &BTreeMap<String, Value> {
        self.own_facts.get(process).unwrap_or(&self.facts)
    }

    /// The roles that see every instance of a process and answer for its terms.
    pub fn overseers_of(&self, process: &str) -> &BTreeSet<String> {
        self.own_overseers.get(process).unwrap_or(&self.overseers)
    }

    /// The unit and all that belong to it, however deep; empty for a unit that there is not.
    pub fn units_under(&self, unit: &str) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = self
            .units
            .get_key_value(unit)
            .into_iter()
            .map(|(id, _)| id.clone())
            .collect();
        loop {
            let below = self.units.iter().filter(|(id, one)| {
                !found.contains(*id)
                    && one
                        .parent
                        .as_ref()
                        .is_some_and(|parent| found.contains(parent))
            });
            let below: Vec<String> = below.map(|(id, _)| id.clone()).collect();
            if below.is_empty() {
                return found;
            }
            found.extend(below);
        }
    }

    /// The units of a kind, in the order of their ids, as expressions see them.
    pub fn units_of(&self, kind: &str) -> Vec<Value> {
        let units = self.units.values().filter(|unit| unit.kind == kind);
        units
            .map(|unit| unit.facts(&self.unit_attributes))
            .collect()
    }

    /// One unit as expressions see it; unset when there is none of this id any more.
    pub fn unit(&self, id: &str) -> Value {
        let unit = self.units.get(id);
        unit.map_or(Value::Null, |unit| unit.facts(&self.unit_attributes))
    }

    /// The role that only this person holds.
    pub fn role_of_one(person: &str) -> String {
        format!("{PERSON}{person}")
    }

    /// The person behind such a role; none for other roles.
    pub fn only_holder(role: &str) -> Option<&str> {
        role.strip_prefix(PERSON)
    }

    /// People who may act in `role` when `excluded` may not: the holders, or the deputies if no holder is left.
    pub fn candidates(&self, role: &str, excluded: &BTreeSet<String>) -> Vec<&Person> {
        if let Some(id) = Self::only_holder(role) {
            let person = self.people.get(id).filter(|_| !excluded.contains(id));
            return person.into_iter().collect();
        }
        let Some(role) = self.roles.get(role) else {
            return Vec::new();
        };
        let allowed = |ids: &[String]| -> Vec<&Person> {
            ids.iter()
                .filter(|id| !excluded.contains(*id))
                .filter_map(|id| self.people.get(id))
                .collect()
        };
        let holders = allowed(&role.holders);
        if holders.is_empty() {
            allowed(&role.deputies)
        } else {
            holders
        }
    }

    /// People who act in `role` on a day: the holders in office, or the deputies if there is none.
    pub fn in_office(&self, role: &str, on: NaiveDate) -> Vec<&Person> {
        let tenures = self.roles.get(role).map(|role| &role.tenures);
        let out = tenures.into_iter().flatten();
        let out = out.filter(|(_, tenure)| !tenure.covers(on));
        self.candidates(role, &out.map(|(id, _)| id.clone()).collect())
    }

    /// Roles that a person holds (not those where the person only deputises).
    pub fn roles_of(&self, person: &str) -> BTreeSet<String> {
        let holds = |holders: &RoleHolders| holders.holders.iter().any(|id| id == person);
        self.roles
            .iter()
            .filter(|(_, h)| holds(h))
            .map(|(role, _)| role.clone())
            .collect()
    }
}
