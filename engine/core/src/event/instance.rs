//! An instance as a whole: its beginning, data, migration, cancellation and end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_definition::DefinitionRef;
use reglament_expression::Value;

use crate::{DateChange, ErasedRow, ErasureScope, MovedTerm, Origin, Parent, TaskId};

/// What happens to a whole instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceEvent {
    /// The instance began.
    Started {
        /// Definition it stays on.
        definition: DefinitionRef,
        /// Code by which outsiders refer to it.
        receipt: String,
        /// How it began.
        origin: Origin,
        /// Its parent, for a child.
        parent: Option<Parent>,
        /// Data given at the start.
        data: BTreeMap<String, Value>,
        /// Linked instances as read at the start.
        links: BTreeMap<String, Value>,
    },
    /// Data changed.
    DataSet {
        /// New values.
        values: BTreeMap<String, Value>,
    },
    /// An overseer corrected what had been handed in.
    DataCorrected {
        /// The values as they were.
        before: BTreeMap<String, Value>,
        /// The values as they are.
        values: BTreeMap<String, Value>,
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Every date that moved with them.
        changes: Vec<DateChange>,
    },
    /// The instance went over to another version of its process.
    Migrated {
        /// Definition it was on.
        from: DefinitionRef,
        /// Definition it is on now.
        to: DefinitionRef,
        /// Steps that are called otherwise: old id -> new id.
        steps: BTreeMap<String, String>,
        /// Tasks that other roles may do now.
        roles: BTreeMap<TaskId, BTreeSet<String>>,
        /// Terms that the new edition counts otherwise, before and after.
        terms: Vec<MovedTerm>,
    },
    /// Somebody cancelled the instance and its closing branch began; `InstanceCancelled` follows when it is done.
    CancellationBegun {
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`; none for the engine.
        by: Option<Value>,
    },
    /// The instance was cancelled: it has ended without coming to an end of its own.
    Cancelled {
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`; none for the engine.
        by: Option<Value>,
    },
    /// What was personal in it was destroyed; the course stays.
    Erased {
        /// Number of the act of destruction.
        act: String,
        /// Why.
        reason: String,
        /// The person who approved it: record `{id, name, position}`.
        by: Value,
        /// Local date.
        on: NaiveDate,
        /// How much went.
        scope: ErasureScope,
        /// Rows of the journal whose contents went.
        rows: Vec<ErasedRow>,
    },
    /// The instance ended.
    Ended {
        /// The end step.
        step: String,
        /// The error with which it failed, for an error end.
        error: Option<String>,
    },
}

impl From<InstanceEvent> for super::Event {
    fn from(event: InstanceEvent) -> Self {
        Self::Instance(event)
    }
}
