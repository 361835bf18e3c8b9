//! Questions that lists ask. Each is answered by an index, whatever the number of instances.
//!
//! Lists are paged by the last row seen, never by an offset. Who may see a row is the service's business.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_definition::DefinitionRef;

use super::{
    DocumentRow, IncidentRow, OutboxRow, OutboxState, Part, RegisterRow, StepStateRow, StoreError,
    TaskRow, VerifiedRow,
};

/// An instance as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceRow {
    /// Instance.
    pub id: InstanceId,
    /// Definition it runs on.
    pub definition: DefinitionRef,
    /// Receipt code, unique.
    pub receipt: String,
    /// Parent, for a child.
    pub parent: Option<InstanceId>,
    /// Whom or what it is about.
    pub subject: String,
    /// The unit that it is about, where its process limits who sees it by unit.
    pub unit: Option<String>,
    /// End step, once it has ended.
    pub end_step: Option<String>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Position in its journal.
    pub seq: u64,
}

/// Which instances, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceFilter {
    /// Processes of which every instance is wanted.
    pub processes: Vec<String>,
    /// Processes of which the instances of some units are wanted beside.
    pub within: Within,
    /// Processes of which the instances are wanted beside in which this person has a part.
    pub part: Option<(String, Vec<String>)>,
    /// Running (true), ended (false), or both.
    pub running: Option<bool>,
    /// Part of the subject or the receipt, in any case.
    pub text: Option<String>,
    /// Children of this instance only.
    pub parent: Option<InstanceId>,
}

/// Instances of some units, in processes that tell units apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Within {
    /// Processes; empty for none at all.
    pub processes: Vec<String>,
    /// Units.
    pub units: BTreeSet<String>,
}

impl Within {
    /// Whether nothing is within.
    pub fn is_empty(&self) -> bool {
        self.processes.is_empty() || self.units.is_empty()
    }
}

/// What was decided about the term of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermMark {
    /// It was extended at least once, and runs.
    Extended,
    /// It stands still: somebody outside is waited for.
    Held,
}

/// Which open tasks, the earliest due first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Processes; empty for all, unless something is [`Self::within`].
    pub processes: Vec<String>,
    /// Processes of which the tasks of some units are wanted beside.
    pub within: Within,
    /// Roles; empty for all.
    pub roles: Vec<String>,
    /// Due before this instant; also hides tasks without a due date.
    pub due_before: Option<DateTime<Utc>>,
    /// Due at this instant or later.
    pub due_from: Option<DateTime<Utc>>,
    /// Tasks of this instance only.
    pub instance: Option<InstanceId>,
    /// Only tasks about whose term this was decided.
    pub marked: Option<TermMark>,
}

/// A page of a list: rows after `after`, at most `limit`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page<K> {
    /// The last row seen.
    pub after: Option<K>,
    /// Rows wanted.
    pub limit: u32,
}

/// Answers lists.
#[async_trait]
pub trait QueryStore: Send + Sync {
    /// Rows of those instances that exist, in any order.
    async fn instance_rows(&self, ids: &[InstanceId]) -> Result<Vec<InstanceRow>, StoreError>;
    /// The instance with this receipt code.
    async fn by_receipt(&self, receipt: &str) -> Result<Option<InstanceId>, StoreError>;
    /// Instances, the newest first; the cursor is start and id of the last row.
    async fn instances(
        &self,
        filter: &InstanceFilter,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError>;
    /// Everybody who has a part in an instance, and how.
    async fn participants(&self, id: &InstanceId) -> Result<BTreeSet<(String, Part)>, StoreError>;
    /// Those of these instances in which the person has a part.
    async fn parts_of(
        &self,
        person: &str,
        ids: &[InstanceId],
    ) -> Result<BTreeSet<InstanceId>, StoreError>;
    /// Ids of all instances in their order, for checks.
    async fn instance_ids(
        &self,
        after: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<InstanceId>, StoreError>;
    /// Open tasks by due date, those without one last; the cursor is due date, instance and task of the last row.
    async fn tasks(
        &self,
        filter: &TaskFilter,
        page: &Page<(Option<DateTime<Utc>>, InstanceId, TaskId)>,
    ) -> Result<Vec<TaskRow>, StoreError>;
    /// How many tasks, counted up to `limit`.
    async fn count_tasks(&self, filter: &TaskFilter, limit: u32) -> Result<u32, StoreError>;
    /// Instances with task rows of an earlier version of the program, which lack what this one reads.
    async fn incomplete_tasks(&self, limit: u32) -> Result<Vec<InstanceId>, StoreError>;
    /// How far the children of an instance have come, by instance and step.
    async fn step_states(&self, parent: &InstanceId) -> Result<Vec<StepStateRow>, StoreError>;
    /// Open incidents, the newest first; of one instance or of these processes.
    async fn incidents(
        &self,
        processes: &[String],
        instance: Option<&InstanceId>,
        limit: u32,
    ) -> Result<Vec<IncidentRow>, StoreError>;
    /// Documents of an instance.
    async fn documents(&self, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError>;
    /// A rendered document.
    async fn pdf(&self, id: &InstanceId, document: u32) -> Result<Option<Vec<u8>>, StoreError>;
    /// Deliveries in a state (or all), the newest first, after the key given.
    async fn outbox(
        &self,
        state: Option<OutboxState>,
        page: &Page<(DateTime<Utc>, String)>,
    ) -> Result<Vec<OutboxRow>, StoreError>;
    /// Deliveries of one instance, in order.
    async fn outbox_of(&self, id: &InstanceId) -> Result<Vec<OutboxRow>, StoreError>;
    /// Letters to a person of the directory, the newest first.
    async fn letters_for(&self, person: &str, limit: u32) -> Result<Vec<OutboxRow>, StoreError>;
    /// How many deliveries are in a state, counted up to `limit`.
    async fn count_outbox(&self, state: OutboxState, limit: u32) -> Result<u32, StoreError>;
    /// One delivery.
    async fn outbox_row(&self, key: &str) -> Result<Option<OutboxRow>, StoreError>;
    /// Entries of a register in a year, by number.
    async fn register(
        &self,
        register: &str,
        year: i32,
        page: &Page<u32>,
    ) -> Result<Vec<RegisterRow>, StoreError>;
    /// The document with this verification code.
    async fn by_verification_code(&self, code: &str) -> Result<Option<VerifiedRow>, StoreError>;
    /// Registers with entries: id, year, number of entries.
    async fn register_years(&self) -> Result<Vec<(String, i32, u32)>, StoreError>;
}
