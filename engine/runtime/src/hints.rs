//! Hints that something has changed, for pages that keep themselves fresh: which instance, whose lists, nothing that people
//! have written.
//!
//! A hint is no promise: whoever hears one asks anew and is shown what they may see. Hints are in the memory of this process;
//! `herald` carries those of this server to the others and passes theirs on. What a person hears of them is said in
//! `service::watch`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use reglament_core::{Absence, InstanceId};
use reglament_definition::Definition;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::{
    limits::MAX_HINTS,
    port::{ChangeSet, TaskRow},
    projection,
};

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

/// Which sleepers of the background have something to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bells {
    /// The earliest timer that was written.
    pub(crate) timer: Option<DateTime<Utc>>,
    pub(crate) outbox: bool,
    pub(crate) jobs: bool,
    /// A message was sent, or an instance has a new key.
    pub(crate) messages: bool,
}

impl Bells {
    /// The bells that a change set rings.
    pub(crate) fn of(changes: &ChangeSet) -> Self {
        Self {
            timer: changes.timers.iter().map(|timer| timer.due_at).min(),
            outbox: !changes.outbox.is_empty(),
            jobs: !changes.jobs.is_empty(),
            messages: !changes.messages.is_empty() || !changes.keys.is_empty(),
        }
    }

    /// These and those.
    pub(crate) fn add(&mut self, other: Self) {
        self.timer = self.timer.into_iter().chain(other.timer).min();
        self.outbox |= other.outbox;
        self.jobs |= other.jobs;
        self.messages |= other.messages;
    }
}

/// What a commit touched.
#[derive(Debug)]
pub(crate) struct Commit {
    /// Instances that moved on.
    pub(crate) touched: Vec<Touched>,
    /// Who is away: by this it is told in whose lists a task stands.
    pub(crate) absences: Vec<Absence>,
    pub(crate) bells: Bells,
}

/// An instance that moved on.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// What happened here, for the other servers.
    own: broadcast::Sender<Hint>,
}

impl Hints {
    /// Counts on from the time of the start, so that a number of an earlier run is never taken for one of this.
    pub(crate) fn begun_at(now: DateTime<Utc>) -> Self {
        Self {
            last: AtomicU64::new(u64::try_from(now.timestamp_micros()).unwrap_or_default()),
            listeners: broadcast::Sender::new(MAX_HINTS),
            own: broadcast::Sender::new(MAX_HINTS),
        }
    }

    /// Tells everybody who listens. Called after the commit, never before.
    pub(crate) fn tell(&self, hint: Hint) {
        // Nobody shares the store: then nobody needs it.
        let _ = self.own.send(hint.clone());
        self.pass_on(hint);
    }

    /// Tells those who listen here what another server has told, or what may have been missed.
    pub(crate) fn pass_on(&self, hint: Hint) {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        // Nobody listens: then nobody needs it.
        let _ = self.listeners.send((number, hint));
    }

    /// The number of the last hint: whoever has read something before it may have read what is old.
    pub(crate) fn last(&self) -> u64 {
        self.last.load(Ordering::SeqCst)
    }

    /// Hears from now on what happens here.
    pub(crate) fn overhear(&self) -> broadcast::Receiver<Hint> {
        self.own.subscribe()
    }

    /// Whether anybody looks at anything.
    pub(crate) fn has_listeners(&self) -> bool {
        self.listeners.receiver_count() > 0
    }

    /// Hears every hint from now on. The second is the number of the last one before: asked for after beginning to listen, so
    /// that a hint between the two is heard once more rather than never.
    pub(crate) fn listen(&self) -> (broadcast::Receiver<Numbered>, u64) {
        let listener = self.listeners.subscribe();
        (listener, self.last())
    }
}
