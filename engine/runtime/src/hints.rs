//! Hints that something has changed, for pages that keep themselves fresh: which instance, whose lists, nothing that people
//! have written.
//!
//! A hint is no promise: whoever hears one asks anew and is shown what they may see. Hints are in the memory of this process;
//! another one would pass on what it commits through [`Hints::tell`] as well. What a person hears of them is said in
//! `service::watch`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use reglament_core::{Absence, InstanceId};
use reglament_definition::Definition;
use tokio::sync::broadcast;

use crate::{limits::MAX_HINTS, port::TaskRow, projection};

/// Something that has changed.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    /// A batch of commands was committed.
    Commit(Arc<Commit>),
    /// A letter or a document has reached another state.
    Delivery(Option<InstanceId>),
    /// Who does what has changed: an absence, a publication.
    People,
    /// Sessions have ended.
    Sessions,
}

/// What a commit touched.
#[derive(Debug)]
pub(crate) struct Commit {
    /// Instances that moved on.
    pub(crate) touched: Vec<Touched>,
    /// Who is away: by this it is told in whose lists a task stands.
    pub(crate) absences: Vec<Absence>,
}

/// An instance that moved on.
#[derive(Debug)]
pub(crate) struct Touched {
    pub(crate) instance: InstanceId,
    pub(crate) parent: Option<InstanceId>,
    pub(crate) process: String,
    pub(crate) unit: Option<String>,
    /// Keys, as [`TaskRow::keys`], of tasks that were opened, changed or closed.
    pub(crate) tasks: BTreeSet<String>,
    /// Whether incidents were raised or closed.
    pub(crate) incidents: bool,
}

impl Touched {
    /// How `after` differs from `before`.
    pub(crate) fn between(
        definition: &Definition,
        before: &reglament_core::Instance,
        after: &reglament_core::Instance,
    ) -> Self {
        let unit = projection::unit(after, definition);
        let old = projection::task_rows(before, projection::unit(before, definition).as_deref());
        let new = projection::task_rows(after, unit.as_deref());
        let gone = old.iter().filter(|row| !new.contains(row));
        let come = new.iter().filter(|row| !old.contains(row));
        let parent = after.parent().as_ref();
        Self {
            instance: after.id().clone(),
            parent: parent.map(|parent| parent.instance.clone()),
            process: definition.reference.process.clone(),
            unit,
            tasks: gone.chain(come).flat_map(TaskRow::keys).collect(),
            incidents: !before.incidents().keys().eq(after.incidents().keys()),
        }
    }
}

/// A hint and its number; numbers grow by one, also over a restart.
pub(crate) type Numbered = (u64, Hint);

/// Passes hints on to whoever listens at the moment.
#[derive(Debug)]
pub(crate) struct Hints {
    last: AtomicU64,
    listeners: broadcast::Sender<Numbered>,
}

impl Hints {
    /// Counts on from the time of the start, so that a number of an earlier run is never taken for one of this.
    pub(crate) fn begun_at(now: DateTime<Utc>) -> Self {
        Self {
            last: AtomicU64::new(u64::try_from(now.timestamp_micros()).unwrap_or_default()),
            listeners: broadcast::Sender::new(MAX_HINTS),
        }
    }

    /// Tells everybody who listens. Called after the commit, never before.
    pub(crate) fn tell(&self, hint: Hint) {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        // Nobody listens: then nobody needs it.
        let _ = self.listeners.send((number, hint));
    }

    /// The number of the last hint: whoever has read something before it may have read what is old.
    pub(crate) fn last(&self) -> u64 {
        self.last.load(Ordering::SeqCst)
    }

    /// Hears every hint from now on. The second is the number of the last one before: asked for after beginning to listen, so
    /// that a hint between the two is heard once more rather than never.
    pub(crate) fn listen(&self) -> (broadcast::Receiver<Numbered>, u64) {
        let listener = self.listeners.subscribe();
        (listener, self.last())
    }
}
