//! All rows of one person -> what the person is to be. A person whose rows contradict each other is left out as a whole.

use std::cell::RefCell;

use crate::facts::PersonFacts;
use crate::fold::fold;
use crate::identity::Group;
use crate::line::report;
use crate::name::Name;
use crate::posts;
use crate::posts::Refusal;
use crate::present::Present;
use crate::problem::{Problems, Sentence};
use crate::roles;
use crate::sheet::What;

/// What the person is to be; none (reported) when the rows do not give it.
pub(crate) fn merged(
    present: &Present,
    group: &Group,
    problems: &RefCell<Problems>,
) -> Option<PersonFacts> {
    if group.rows.iter().any(|row| row.wrong) {
        return None;
    }
    match facts(present, group) {
        Ok(after) => Some(after),
        Err((row, code, says)) => {
            report(problems, What::Person, Some(row), None, code, says);
            None
        }
    }
}

fn facts(present: &Present, group: &Group) -> Result<PersonFacts, Refusal> {
    repeated(group)?;
    let mut after = group.before.clone().unwrap_or_default();
    name(present, group, &mut after)?;
    email(group, &mut after)?;
    for row in &group.rows {
        after.attributes.extend(row.attributes.clone());
    }
    posts::work(&mut after, &group.rows)?;
    after.roles = roles::held(&after.roles, &group.rows);
    if group.before.is_none() {
        complete(group, &after)?;
    }
    Ok(after)
}

/// The same row twice is most likely a slip of the table; attributes must agree.
fn repeated(group: &Group) -> Result<(), Refusal> {
    for (place, row) in group.rows.iter().enumerate() {
        for first in &group.rows[..place] {
            let same = first.unit == row.unit
                && fold(&first.position) == fold(&row.position)
                && (first.from, first.until) == (row.from, row.until)
                && first.roles == row.roles;
            if same {
                let number = first.number;
                let says = Sentence::new(
                    format!("То же самое уже сказано в строке {number}: удалите одну из них."),
                    format!("Row {number} says the same: remove one of them."),
                );
                return Err((row.number, "twice", says));
            }
            let attributes = first.attributes.iter();
            let differs = attributes
                .filter_map(|(name, value)| Some((name, value, row.attributes.get(name)?)))
                .find(|(_, one, other)| one != other);
            if let Some((name, ..)) = differs {
                return Err((
                    row.number,
                    "contradiction",
                    contradiction(name, first.number),
                ));
            }
        }
    }
    Ok(())
}

fn name(present: &Present, group: &Group, after: &mut PersonFacts) -> Result<(), Refusal> {
    let mut told = group
        .rows
        .iter()
        .filter_map(|row| Some((row.number, row.name.as_ref()?)));
    let Some((first, name)) = told.next() else {
        return Ok(());
    };
    if let Some((row, _)) = told.find(|(_, other)| other.folded() != name.folded()) {
        return Err((row, "contradiction", contradiction("ФИО", first)));
    }
    if name.folded() != after.name.folded() {
        let mut usages = present.organisation.usages.iter();
        if usages.any(|usage| Name::from(usage) == after.name) {
            return Err((first, "name", own_forms(&after.name)));
        }
        after.name = name.clone();
    }
    Ok(())
}

fn email(group: &Group, after: &mut PersonFacts) -> Result<(), Refusal> {
    let mut told = group.rows.iter().filter(|row| !row.email.is_empty());
    let Some(first) = told.next() else {
        return Ok(());
    };
    if let Some(other) = told.find(|row| !row.email.eq_ignore_ascii_case(&first.email)) {
        return Err((
            other.number,
            "contradiction",
            contradiction("e-mail", first.number),
        ));
    }
    if !first.email.eq_ignore_ascii_case(&after.email) {
        first.email.clone_into(&mut after.email);
    }
    Ok(())
}

/// The forms of the old name would stay behind.
fn own_forms(name: &Name) -> Sentence {
    let name = name.full();
    Sentence::new(
        format!(
            "Имя «{name}» меняется, а в справочнике оно записано с падежами: исправьте его там вручную."
        ),
        format!(
            "The name `{name}` changes, and the directory has its cases: change it there by hand."
        ),
    )
}

fn contradiction(what: &str, row: usize) -> Sentence {
    Sentence::new(
        format!("«{what}» того же человека в строке {row} другое."),
        format!("Row {row} says something else of the same person: `{what}`."),
    )
}

/// Whoever is new needs an address and a position.
fn complete(group: &Group, after: &PersonFacts) -> Result<(), Refusal> {
    let row = group.rows.first().map_or(0, |row| row.number);
    if after.email.is_empty() {
        let says = Sentence::new(
            "Нет почты: без адреса человек не узнает о своих задачах.",
            "There is no e-mail address: without one the person does not learn of tasks.",
        );
        return Err((row, "email", says));
    }
    if after.position.is_empty() && after.posts.is_empty() {
        let says = Sentence::new("Нет должности.", "There is no position.");
        return Err((row, "position", says));
    }
    Ok(())
}
