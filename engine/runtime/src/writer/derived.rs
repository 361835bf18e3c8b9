//! What follows for the store from one instance of a batch: rows of lists, tasks, timers, keys, and who is told.

use std::sync::Arc;

use super::batch::Work;
use crate::{
    hints::Touched,
    limits::SNAPSHOT_EVERY,
    messages, participants,
    port::{ChangeSet, InstanceChange, JournalRow},
    projection,
    service::Shared,
};

/// What follows from one instance.
pub(super) struct Derived {
    /// The instance itself and the differences of its rows.
    pub(super) changes: ChangeSet,
    /// What is told to those who watch.
    pub(super) touched: Touched,
}

impl Derived {
    /// Whether the instance is written with a snapshot.
    pub(super) fn has_snapshot(&self) -> bool {
        let mut instances = self.changes.instances.iter();
        instances.any(|change| change.snapshot.is_some())
    }
}

/// What follows from the commands that `work` has taken so far; nothing if it has not moved. `journal` has the rows of its batch.
pub(super) fn of(shared: &Arc<Shared>, journal: &[JournalRow], work: &Work) -> Option<Derived> {
    if work.now.seq() == work.before.seq() {
        return None;
    }
    let mut changes = ChangeSet::default();
    projection::differences(&mut changes, &work.definition, &work.before, &work.now);
    participants::differences(&mut changes, journal, &work.before, &work.now);
    let (package, calendar) = (shared.library.current(), shared.library.calendar());
    let around = messages::Around {
        definition: &work.definition,
        package: &package,
        calendar: &calendar,
        now: shared.clock.now(),
    };
    messages::differences(&mut changes, &around, &work.before, &work.now);
    let snapshot_due = work.erased || work.now.seq() - work.snapshot_seq >= SNAPSHOT_EVERY;
    changes.instances.push(InstanceChange {
        expected: *work.before.seq(),
        row: projection::instance_row(&work.now, &work.definition),
        snapshot: snapshot_due.then(|| work.now.snapshot()),
    });
    Some(Derived {
        changes,
        touched: Touched::between(&work.definition, &work.before, &work.now),
    })
}
