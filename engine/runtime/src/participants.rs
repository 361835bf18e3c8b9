//! Who has a part in an instance: whoever began it, and the people of its tasks. What they see by it is said in `service`.

use std::collections::BTreeSet;

use reglament_core::{Actor, Instance};

use crate::port::{ChangeSet, JournalRow, Part, ParticipantRow};

/// Adds the differences between `before` and `after`; `journal` has the rows of the batch.
pub(crate) fn differences(
    changes: &mut ChangeSet,
    journal: &[JournalRow],
    before: &Instance,
    after: &Instance,
) {
    let (old, new) = (before.participants(), after.participants());
    let task = |person: &&str| row(after, person, Part::Task);
    changes.participants.extend(new.difference(&old).map(task));
    changes
        .dropped_participants
        .extend(old.difference(&new).map(task));
    if *before.seq() == 0 {
        let mut rows = journal.iter();
        let first = rows.find(|row| row.instance == *after.id());
        let starter = first.and_then(starter);
        changes
            .participants
            .extend(starter.map(|person| row(after, person, Part::Start)));
    }
}

/// Everybody with a part in a replayed instance, given its first journal row.
pub(crate) fn expected(
    instance: &Instance,
    first: Option<&JournalRow>,
) -> BTreeSet<(String, Part)> {
    let tasks = instance.participants().into_iter();
    let tasks = tasks.map(|person| (person.to_owned(), Part::Task));
    let starter = first.and_then(starter);
    tasks
        .chain(starter.map(|person| (person.to_owned(), Part::Start)))
        .collect()
}

/// The person who began an instance, told by its first row.
fn starter(first: &JournalRow) -> Option<&str> {
    match &first.actor {
        Actor::Person(person) => Some(person),
        Actor::Applicant | Actor::Public | Actor::System | Actor::Program(_) => None,
    }
}

fn row(instance: &Instance, person: &str, part: Part) -> ParticipantRow {
    let definition = instance.definition().as_ref();
    ParticipantRow {
        instance: instance.id().clone(),
        started_at: *instance.started_at(),
        process: definition.map_or_else(String::new, |found| found.process.clone()),
        person: person.to_owned(),
        part,
    }
}
