//! Who each row is about: somebody of the directory, or somebody new.
//!
//! An id decides. Without one a person is known by the whole name, namesakes by the address or the unit; a changed family
//! name by the address and the other names. Whatever leaves a doubt is a problem: two people are never made one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::PersonFacts;
use crate::fold::fold;
use crate::given_id;
use crate::line::{remark, report};
use crate::name::Name;
use crate::people::PersonRow;
use crate::present::Present;
use crate::problem::{Problems, Sentence};
use crate::sheet::What;
use crate::units::{elsewhere, no_id};

/// All rows about one person.
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) before: Option<PersonFacts>,
    pub(crate) rows: Vec<PersonRow>,
}

struct Known<'p> {
    present: &'p Present,
    people: BTreeMap<String, PersonFacts>,
    by_name: BTreeMap<String, BTreeSet<String>>,
    by_email: BTreeMap<String, BTreeSet<String>>,
    /// People whom the table adds, by folded name and address.
    added: BTreeMap<(String, String), String>,
    /// Ids that the table gives, and those made for the people whom it adds.
    used: BTreeSet<String>,
}

/// Whom a row is about.
enum Found {
    Id(String),
    Nobody,
    Doubt(Sentence),
}

/// Groups the rows by person, in the order of their first rows. Wrong rows belong to the group too, so that it is left out
/// as a whole and nobody in the table counts as absent.
pub(crate) fn groups(
    present: &Present,
    rows: Vec<PersonRow>,
    problems: &RefCell<Problems>,
) -> Vec<Group> {
    let mut known = Known::new(present, &rows);
    let mut order: Vec<Group> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for mut row in rows {
        let id = match known.find(&row) {
            Found::Id(id) => Some(id),
            Found::Nobody if row.wrong && row.name.is_none() => None,
            Found::Nobody => known.add(&row, problems),
            Found::Doubt(says) => {
                report(problems, What::Person, Some(row.number), None, "who", says);
                None
            }
        };
        let Some(id) = id else {
            continue;
        };
        if let Some(says) = known.misplaced(&id) {
            report(
                problems,
                What::Person,
                Some(row.number),
                None,
                "elsewhere",
                says,
            );
            row.wrong = true;
        }
        let place = *places.entry(id.clone()).or_insert_with(|| {
            order.push(Group {
                before: known.people.get(&id).cloned(),
                id,
                rows: Vec::new(),
            });
            order.len() - 1
        });
        order[place].rows.push(row);
    }
    order
}

impl<'p> Known<'p> {
    fn new(present: &'p Present, rows: &[PersonRow]) -> Self {
        let mut known = Self {
            present,
            people: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_email: BTreeMap::new(),
            added: BTreeMap::new(),
            used: rows.iter().filter_map(|row| row.id.clone()).collect(),
        };
        for id in present.people() {
            if let Some(person) = present.person(id) {
                let same = known.by_name.entry(person.name.folded()).or_default();
                same.insert(id.clone());
                let same = known
                    .by_email
                    .entry(person.email.to_lowercase())
                    .or_default();
                same.insert(id.clone());
                known.people.insert(id.clone(), person);
            }
        }
        known
    }

    fn find(&self, row: &PersonRow) -> Found {
        if let Some(id) = &row.id {
            let is = self.people.contains_key(id) || self.present.elsewhere("people", id).is_some();
            return if is {
                Found::Id(id.clone())
            } else {
                Found::Nobody
            };
        }
        let Some(name) = &row.name else {
            return Found::Nobody;
        };
        let namesakes = self.by_name.get(&name.folded());
        let namesakes: Vec<&String> = namesakes.into_iter().flatten().collect();
        match namesakes.as_slice() {
            [] => self.renamed(name, row),
            [one] => self.surely(one, row),
            several => self.told_apart(several, row),
        }
    }

    /// Somebody of this address whose other names are the same.
    fn renamed(&self, name: &Name, row: &PersonRow) -> Found {
        let same = self.by_email.get(&row.email.to_lowercase());
        let same = same.into_iter().flatten().filter(|id| {
            let person = self.people.get(*id);
            !row.email.is_empty() && person.is_some_and(|person| person.name.same_but_family(name))
        });
        match same.collect::<Vec<_>>().as_slice() {
            [one] => Found::Id((*one).clone()),
            _ => Found::Nobody,
        }
    }

    /// The only one of the name, unless everything else is different.
    fn surely(&self, id: &str, row: &PersonRow) -> Found {
        let Some(person) = self.people.get(id) else {
            return Found::Nobody;
        };
        let other_address = !row.email.is_empty() && !row.email.eq_ignore_ascii_case(&person.email);
        let other_unit = row.unit.is_some() && !works_in(person, row.unit.as_ref());
        let other_position = !row.position.is_empty() && !holds(person, &row.position);
        if !(other_address && other_unit && other_position) {
            return Found::Id(id.to_owned());
        }
        Found::Doubt(Sentence::new(
            format!(
                "В справочнике есть «{id}» с тем же именем, но с другими почтой, подразделением и должностью: если это он, напишите «{id}» в графе «Логин», если тёзка – другой логин."
            ),
            format!(
                "The directory has `{id}` of the same name with another address, unit and position: if it is the same person, write `{id}` in the column `id`, else another id."
            ),
        ))
    }

    fn told_apart(&self, several: &[&String], row: &PersonRow) -> Found {
        let by = |same: &dyn Fn(&PersonFacts) -> bool| {
            let found = several
                .iter()
                .filter(|id| self.people.get(**id).is_some_and(same));
            match found.collect::<Vec<_>>().as_slice() {
                [one] => Some((**one).clone()),
                _ => None,
            }
        };
        let address = |person: &PersonFacts| {
            !row.email.is_empty() && person.email.eq_ignore_ascii_case(&row.email)
        };
        let unit = |person: &PersonFacts| row.unit.is_some() && works_in(person, row.unit.as_ref());
        if let Some(id) = by(&address).or_else(|| by(&unit)) {
            return Found::Id(id);
        }
        let list = several
            .iter()
            .map(|id| id.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        Found::Doubt(Sentence::new(
            format!(
                "С таким именем в справочнике несколько человек: {list}. Напишите нужный логин в графе «Логин», а новому тёзке – другой."
            ),
            format!(
                "The directory has several people of this name: {list}. Write the id in the column `id`, another one for a new namesake."
            ),
        ))
    }

    /// The id of somebody who is not in the directory.
    fn add(&mut self, row: &PersonRow, problems: &RefCell<Problems>) -> Option<String> {
        let refuse =
            |code, says| report(problems, What::Person, Some(row.number), None, code, says);
        let Some(name) = &row.name else {
            let id = row.id.as_deref().unwrap_or_default();
            refuse(
                "name",
                Sentence::new(
                    format!("Логина «{id}» в справочнике нет, а имени в строке нет."),
                    format!("The directory has no `{id}`, and the row has no name."),
                ),
            );
            return None;
        };
        if let Some(id) = &row.id {
            if !given_id::fits(id) {
                refuse("id", no_id(id));
                return None;
            }
            self.remark_namesakes(id, name, row, problems);
            return Some(id.clone());
        }
        let key = (name.folded(), row.email.to_lowercase());
        if let Some(id) = self.added.get(&key) {
            return Some(id.clone());
        }
        let taken = |id: &str| {
            self.people.contains_key(id)
                || self.present.elsewhere("people", id).is_some()
                || self.used.contains(id)
        };
        let Some(id) = given_id::of_person(name, taken) else {
            refuse("id", no_id(""));
            return None;
        };
        self.used.insert(id.clone());
        self.added.insert(key, id.clone());
        Some(id)
    }

    /// Somebody of the same name under another id may be the same person.
    fn remark_namesakes(
        &self,
        id: &str,
        name: &Name,
        row: &PersonRow,
        problems: &RefCell<Problems>,
    ) {
        let Some(other) = self.by_name.get(&name.folded()).and_then(BTreeSet::first) else {
            return;
        };
        let says = Sentence::new(
            format!(
                "«{id}» добавится, хотя в справочнике уже есть «{other}» с тем же именем: проверьте, не один ли это человек."
            ),
            format!(
                "`{id}` is added although the directory has `{other}` of the same name: see whether it is one person."
            ),
        );
        remark(problems, What::Person, Some(row.number), "namesake", says);
    }

    /// Why somebody cannot be changed here: another file declares the person.
    fn misplaced(&self, id: &str) -> Option<Sentence> {
        let file = self.present.elsewhere("people", id)?;
        (!self.people.contains_key(id)).then(|| elsewhere(id, file))
    }
}

fn works_in(person: &PersonFacts, unit: Option<&String>) -> bool {
    person.unit.as_ref() == unit || person.posts.iter().any(|post| post.unit.as_ref() == unit)
}

fn holds(person: &PersonFacts, position: &str) -> bool {
    let folded = fold(position);
    fold(&person.position) == folded
        || person
            .posts
            .iter()
            .any(|post| fold(&post.position) == folded)
}
