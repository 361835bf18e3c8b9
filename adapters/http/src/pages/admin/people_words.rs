//! What tables would change about people and units, in words: roles by their titles, units by their names.

use std::collections::BTreeMap;
use std::sync::Arc;

use reglament_definition::{Definition, Organisation};
use reglament_directory::{Change, Field, FieldChange, How, Problem, What};
use reglament_runtime::Title;

use super::edit::listed;
use crate::desk::people::Compared;
use crate::limits::ENTRIES_SHOWN;
use crate::locale::Locale;
use crate::ui::admin::{EntryChange, EntryField, EntryGroup, TableComparison, TableProblem};

/// What happens to which entries, in the order shown: the word of the title, the anchor.
const GROUPS: [(What, How, &str, &str); 5] = [
    (What::Person, How::Added, "people_table.new_people", "new"),
    (
        What::Person,
        How::Changed,
        "people_table.changed_people",
        "changed",
    ),
    (What::Person, How::Ended, "people_table.leaving", "leaving"),
    (
        What::Unit,
        How::Added,
        "people_table.new_units",
        "new-units",
    ),
    (
        What::Unit,
        How::Changed,
        "people_table.changed_units",
        "changed-units",
    ),
];

/// What is in force: it gives roles and units their names.
#[derive(Clone, Copy)]
pub(super) struct InForce<'a> {
    pub(super) definitions: &'a BTreeMap<String, Arc<Definition>>,
    pub(super) organisation: &'a Organisation,
}

struct Words<'a> {
    locale: Locale,
    roles: BTreeMap<&'a str, &'a Title>,
    units: BTreeMap<&'a str, String>,
}

/// The comparison as a page shows it; what may be accepted is for the page to say.
pub(super) fn comparison(
    locale: Locale,
    in_force: InForce<'_>,
    draft: u32,
    found: &Compared,
) -> TableComparison {
    let plan = &found.plan;
    let words = Words::of(locale, in_force, &plan.changes);
    let notes = plan
        .notes
        .iter()
        .map(|note| locale.said(&note.ru, &note.en));
    let problems = |wrong: bool| {
        let of_kind = plan.problems.iter().filter(move |one| one.wrong == wrong);
        of_kind.map(|one| words.problem(one)).collect()
    };
    TableComparison {
        said: said(locale, found),
        notes: notes.chain(counted(locale, found)).collect(),
        wrong: problems(true),
        more: more(locale, plan.problems_more),
        remarks: problems(false),
        groups: GROUPS
            .iter()
            .filter_map(|group| words.group(*group, &plan.changes))
            .collect(),
        errors: match found.errors.is_empty() {
            true => None,
            false => Some(listed(locale, draft, &plan.file, &found.errors)),
        },
        acceptance: None,
    }
}

fn said(locale: Locale, found: &Compared) -> String {
    let key = match (&found.text, found.plan.is_wrong(), found.errors.is_empty()) {
        (None, true, _) => "people_table.mend",
        (None, false, _) => "people_table.nothing",
        (Some(_), true, _) => "people_table.rest",
        (Some(_), false, true) => "people_table.ready",
        (Some(_), false, false) => "people_table.with_errors",
    };
    locale.text(key).to_owned()
}

/// Those of whom nothing becomes different.
fn counted(locale: Locale, found: &Compared) -> Vec<String> {
    let plan = &found.plan;
    let counts = [
        ("people_table.same_people", plan.people_unchanged),
        ("people_table.same_units", plan.units_unchanged),
        ("people_table.absent", plan.people_absent),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts
        .map(|(key, count)| locale.count(key, count as u64))
        .collect()
}

fn more(locale: Locale, count: usize) -> String {
    match count {
        0 => String::new(),
        count => locale.fill("people_table.more", &[("n", &count.to_string())]),
    }
}

impl<'a> Words<'a> {
    fn of(locale: Locale, in_force: InForce<'a>, changes: &'a [Change]) -> Self {
        let roles = in_force.definitions.values().flat_map(|one| &one.roles);
        let units = in_force.organisation.units.iter();
        let known = units.map(|(id, unit)| (id.as_str(), locale.title(&unit.name)));
        let new = changes.iter().filter(|one| one.what == What::Unit);
        let new = new.map(|unit| (unit.id.as_str(), unit.name.clone()));
        Self {
            locale,
            roles: roles.map(|(id, title)| (id.as_str(), title)).collect(),
            units: known.chain(new).collect(),
        }
    }

    fn group(
        &self,
        (what, how, title, id): (What, How, &'static str, &'static str),
        changes: &[Change],
    ) -> Option<EntryGroup> {
        let of_kind = || {
            let same = move |one: &&Change| one.what == what && one.how == how;
            changes.iter().filter(same)
        };
        let count = of_kind().count();
        let shown = of_kind().take(ENTRIES_SHOWN);
        (count > 0).then(|| EntryGroup {
            title: self.locale.fill(title, &[("n", &count.to_string())]),
            id,
            rows: shown.map(|change| self.entry(change)).collect(),
            more: more(self.locale, count.saturating_sub(ENTRIES_SHOWN)),
        })
    }

    fn entry(&self, change: &Change) -> EntryChange {
        let rows: Vec<String> = change.rows.iter().map(ToString::to_string).collect();
        let rows = match rows.is_empty() {
            true => self.locale.text("people_table.no_row").to_owned(),
            false => {
                let rows = rows.join(", ");
                self.locale.fill("people_table.rows", &[("rows", &rows)])
            }
        };
        EntryChange {
            name: change.name.clone(),
            note: format!("{} · {rows}", change.id),
            fields: change.fields.iter().map(|one| self.field(one)).collect(),
        }
    }

    fn field(&self, change: &FieldChange) -> EntryField {
        let text = |key: &'static str| self.locale.text(key).to_owned();
        let label = match &change.field {
            Field::Name => text("people_table.name"),
            Field::Position => text("people_table.position"),
            Field::Email => text("people_table.email"),
            Field::Unit => text("people_table.unit"),
            Field::Post => text("people_table.post"),
            Field::Role(id) => {
                let title = self.roles.get(id.as_str());
                let title = title.map_or_else(|| id.clone(), |title| self.locale.title(title));
                self.locale.fill("people_table.role", &[("role", &title)])
            }
            Field::Attribute(name) => name.clone(),
            Field::Kind => text("people_table.kind"),
            Field::Parent => text("people_table.parent"),
        };
        let old = change.old.as_deref();
        EntryField {
            label,
            old: old.map_or_else(String::new, |old| self.value(&change.field, old)),
            new: self.value(&change.field, &change.new),
        }
    }

    fn value(&self, field: &Field, text: &str) -> String {
        match field {
            // Only a role may have no days.
            Field::Role(_) if text.is_empty() => {
                self.locale.text("people_table.without_days").to_owned()
            }
            Field::Unit | Field::Parent => {
                let known = self.units.get(text);
                known.map_or_else(|| text.to_owned(), |name| format!("{name} ({text})"))
            }
            _ => text.to_owned(),
        }
    }

    fn problem(&self, problem: &Problem) -> TableProblem {
        let locale = self.locale;
        let mut place = vec![
            locale
                .text(match problem.table {
                    What::Person => "people_table.of_people",
                    What::Unit => "people_table.of_units",
                })
                .to_owned(),
        ];
        if let Some(row) = problem.row {
            place.push(locale.fill("people_table.row", &[("row", &row.to_string())]));
        }
        if let Some(column) = &problem.column {
            place.push(locale.fill("people_table.column", &[("column", column)]));
        }
        TableProblem {
            place: place.join(", "),
            text: locale.said(&problem.says.ru, &problem.says.en),
        }
    }
}
