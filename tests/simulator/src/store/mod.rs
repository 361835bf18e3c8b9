//! The store of a run: everything that the real one keeps, in memory, with the same refusals.
//!
//! It is as strict as the tables of the product (positions, keys, fences), because those are what the engine relies on.
//! Accounts, drafts, files and other things that no command of a run touches are not kept at all.

mod commit;
mod gate;
mod instances;
mod jobs;
mod messages;
mod nodes;
mod outbox;
mod queries;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_core::{CommandId, IncidentId, InstanceId, JobId, Snapshot, TaskId};
use reglament_runtime::port::{
    DefinitionRow, DocumentRow, IncidentRow, InstanceRow, JobRow, JournalRow, KeyRow, KnownCommand,
    MessageRow, OutboxRow, ParticipantRow, PublishedPackage, RegisterRow, SignalRow, TaskRow,
    TimerRow,
};

pub(crate) use gate::SimStore;

/// An instance with everything that was ever written about it.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) row: InstanceRow,
    /// The last snapshot, and the position that it was made at.
    pub(crate) snapshot: Option<(u64, Snapshot)>,
    pub(crate) journal: Vec<JournalRow>,
}

/// A delivery, and who holds it.
#[derive(Debug)]
pub(crate) struct Parcel {
    pub(crate) row: OutboxRow,
    pub(crate) owner: Option<String>,
    /// Node and life that work on it: if its lease runs out, two do.
    pub(crate) worker: Option<(usize, u32)>,
}

/// A lease of the leader.
#[derive(Debug)]
pub(crate) struct LeaseRow {
    pub(crate) owner: String,
    pub(crate) epoch: u64,
    pub(crate) until: DateTime<Utc>,
}

/// What is on the virtual disk.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) instances: BTreeMap<InstanceId, Kept>,
    pub(crate) commands: BTreeMap<CommandId, KnownCommand>,
    pub(crate) timers: BTreeSet<TimerRow>,
    pub(crate) tasks: BTreeMap<(InstanceId, TaskId), TaskRow>,
    pub(crate) incidents: BTreeMap<(InstanceId, IncidentId), IncidentRow>,
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) drawn: BTreeMap<(InstanceId, u32), Vec<u8>>,
    pub(crate) jobs: BTreeMap<(InstanceId, JobId), JobRow>,
    pub(crate) outbox: BTreeMap<String, Parcel>,
    pub(crate) signals: Vec<SignalRow>,
    pub(crate) registers: BTreeMap<(String, i32, u32), RegisterRow>,
    pub(crate) messages: Vec<MessageRow>,
    pub(crate) keys: BTreeSet<KeyRow>,
    pub(crate) participants: Vec<ParticipantRow>,
    pub(crate) definitions: Vec<DefinitionRow>,
    pub(crate) packages: BTreeMap<String, PublishedPackage>,
    pub(crate) current: Option<String>,
    pub(crate) leases: BTreeMap<String, LeaseRow>,
    pub(crate) secrets: BTreeMap<String, String>,
    /// Instances that commits have touched since the checker last looked.
    pub(crate) touched: BTreeSet<InstanceId>,
}

impl State {
    /// The next moment at which something is to happen by itself.
    pub(crate) fn next_moment(&self) -> Option<DateTime<Utc>> {
        let timer = self.timers.first().map(|timer| timer.due_at);
        let parcel = self
            .outbox
            .values()
            .filter(|parcel| is_waiting(&parcel.row));
        let parcel = parcel.map(|parcel| parcel.row.next_at).min();
        let job = self.jobs.values().map(|job| job.next_at).min();
        [timer, parcel, job].into_iter().flatten().min()
    }
}

/// Whether a delivery has not come to its end.
pub(crate) fn is_waiting(row: &OutboxRow) -> bool {
    use reglament_runtime::port::OutboxState::{Ambiguous, Queued};
    matches!(row.state, Queued | Ambiguous)
}
