//! Tables and the organisation as it is -> everything that would become different, and everything that is wrong.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::change::{Change, How, of_person, of_unit};
use crate::ending;
use crate::facts::{PersonFacts, UnitFacts};
use crate::identity::{Group, groups};
use crate::limits::ROWS;
use crate::line::{remark, report};
use crate::merge::merged;
use crate::people::{People, people};
use crate::present::Present;
use crate::problem::{Problem, Problems, Sentence};
use crate::sheet::{Sheet, What};
use crate::units::{Book, units};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The table of people.
    pub people: Option<Sheet>,
    /// The table of units.
    pub units: Option<Sheet>,
    /// The table of people is the whole staff: whoever is not in it has this last day.
    pub complete: Option<NaiveDate>,
}

/// What would become different.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryPlan"))]
pub struct Plan {
    /// The file that would be edited.
    pub file: String,
    /// The entries that become different, in the order of the tables.
    pub changes: Vec<Change>,
    /// How many units of the table stay as they are.
    pub units_unchanged: usize,
    /// How many people of the table stay as they are.
    pub people_unchanged: usize,
    /// How many people of the file the table does not name, ended or not.
    pub people_absent: usize,
    /// What is wrong and what is worth a look, in the order of the tables.
    pub problems: Vec<Problem>,
    /// Problems beyond [`crate::limits::PROBLEMS`].
    pub problems_more: usize,
    /// What a person should know about the tables as a whole.
    pub notes: Vec<Sentence>,
    /// The units that become different, as they are to be.
    #[serde(skip)]
    pub(crate) units: Vec<(String, Option<UnitFacts>, UnitFacts)>,
    /// The people likewise.
    #[serde(skip)]
    pub(crate) people: Vec<(String, Option<PersonFacts>, PersonFacts)>,
}

impl Plan {
    /// Whether a row or a table cannot be taken.
    pub fn is_wrong(&self) -> bool {
        self.problems_more > 0 || self.problems.iter().any(|problem| problem.wrong)
    }

    /// How many entries become different in this way.
    pub fn count(&self, what: What, how: How) -> usize {
        let same = |change: &&Change| change.what == what && change.how == how;
        self.changes.iter().filter(same).count()
    }
}

/// Compares tables with the organisation.
pub fn plan(present: &Present, wish: &Wish) -> Plan {
    let problems = RefCell::new(Problems::default());
    let mut plan = Plan {
        file: present.file.clone(),
        ..Plan::default()
    };
    let mut book = Book::new(present);
    if let Some(sheet) = within(wish.units.as_ref(), What::Unit, &problems) {
        let (wanted, unread) = units(present, sheet, &mut book, &problems);
        plan.note_unread(What::Unit, &unread);
        for unit in wanted {
            plan.unit(unit.id, unit.row, unit.before, unit.after);
        }
    }
    if let Some(sheet) = within(wish.people.as_ref(), What::Person, &problems) {
        let mut read = people(present, sheet, &book, &problems);
        plan.note_unread(What::Person, &read.unread);
        let groups = groups(present, std::mem::take(&mut read.rows), &problems);
        plan.everybody(present, &groups, &read, wish, &problems);
    }
    same_address(present, &plan, &problems);
    let mut found = problems.into_inner();
    found
        .kept
        .sort_by_key(|problem| (problem.table, problem.row));
    plan.problems = found.kept;
    plan.problems_more = found.more;
    plan
}

fn within<'s>(
    sheet: Option<&'s Sheet>,
    table: What,
    problems: &RefCell<Problems>,
) -> Option<&'s Sheet> {
    let sheet = sheet?;
    if sheet.rows.len() <= ROWS {
        return Some(sheet);
    }
    let says = Sentence::new(
        format!("В таблице больше {ROWS} строк: разделите её."),
        format!("The table has more than {ROWS} rows: divide it."),
    );
    report(problems, table, None, None, "rows", says);
    None
}

impl Plan {
    fn note_unread(&mut self, table: What, unread: &[String]) {
        if unread.is_empty() {
            return;
        }
        let list = unread.join("», «");
        let (ru, en) = match table {
            What::Person => ("людей", "people"),
            What::Unit => ("подразделений", "units"),
        };
        self.notes.push(Sentence::new(
            format!("Не прочитаны графы таблицы {ru}: «{list}»."),
            format!("Columns of the table of {en} that were not read: «{list}»."),
        ));
    }

    fn unit(&mut self, id: String, row: usize, before: Option<UnitFacts>, after: UnitFacts) {
        let fields = of_unit(before.as_ref(), &after);
        if fields.is_empty() {
            self.units_unchanged += 1;
            return;
        }
        self.changes.push(Change {
            what: What::Unit,
            how: if before.is_some() {
                How::Changed
            } else {
                How::Added
            },
            id: id.clone(),
            name: after.name.clone(),
            rows: vec![row],
            fields,
        });
        self.units.push((id, before, after));
    }

    fn everybody(
        &mut self,
        present: &Present,
        groups: &[Group],
        read: &People,
        wish: &Wish,
        problems: &RefCell<Problems>,
    ) {
        for group in groups {
            let Some(mut after) = merged(present, group, problems) else {
                continue;
            };
            if let Some(day) = wish.complete.filter(|_| read.tells_roles) {
                let named = group.rows.iter().flat_map(|row| row.roles.iter().cloned());
                ending::without_roles(&mut after, &named.collect(), day);
            }
            let how = if group.before.is_some() {
                How::Changed
            } else {
                How::Added
            };
            let rows = group.rows.iter().map(|row| row.number).collect();
            if !self.person(&group.id, group.before.clone(), after, rows, how) {
                self.people_unchanged += 1;
            }
        }
        let named: BTreeSet<&String> = groups.iter().map(|group| &group.id).collect();
        for id in present.people().filter(|id| !named.contains(id)) {
            self.people_absent += 1;
            if let Some((day, before)) = wish.complete.zip(present.person(id)) {
                let after = ending::ended(&before, day);
                self.person(id, Some(before), after, Vec::new(), How::Ended);
            }
        }
    }

    /// Whether anything of the person becomes different.
    fn person(
        &mut self,
        id: &str,
        before: Option<PersonFacts>,
        after: PersonFacts,
        rows: Vec<usize>,
        how: How,
    ) -> bool {
        let fields = of_person(before.as_ref(), &after);
        if fields.is_empty() {
            return false;
        }
        self.changes.push(Change {
            what: What::Person,
            how,
            id: id.to_owned(),
            name: after.name.full(),
            rows,
            fields,
        });
        self.people.push((id.to_owned(), before, after));
        true
    }
}

/// Two people of one address may be one person, or share a computer: worth a look.
fn same_address(present: &Present, plan: &Plan, problems: &RefCell<Problems>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let changed: BTreeSet<&String> = plan.people.iter().map(|(id, ..)| id).collect();
    for id in present.people().filter(|id| !changed.contains(id)) {
        if let Some(person) = present.organisation.people.get(id) {
            first.insert(person.email.to_lowercase(), id.clone());
        }
    }
    let rows: BTreeMap<&String, Option<usize>> = plan
        .changes
        .iter()
        .filter(|change| change.what == What::Person)
        .map(|change| (&change.id, change.rows.first().copied()))
        .collect();
    for (id, before, after) in &plan.people {
        let address = after.email.to_lowercase();
        let is_new = before
            .as_ref()
            .is_none_or(|before| before.email != after.email);
        match first.get(&address) {
            Some(other) if is_new && !address.is_empty() => {
                let row = rows.get(id).copied().flatten();
                let says = Sentence::new(
                    format!(
                        "Почта «{}» у двоих: «{other}» и «{id}». Если это один человек, дайте ему в таблице логин «{other}».",
                        after.email
                    ),
                    format!(
                        "The address `{}` belongs to two: `{other}` and `{id}`. If they are one person, give the row the id `{other}`.",
                        after.email
                    ),
                );
                remark(problems, What::Person, row, "same_address", says);
            }
            _ => {
                first.insert(address, id.clone());
            }
        }
    }
}
