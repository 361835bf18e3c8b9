//! A migration: the plan by which a running instance goes over to another version, and what became of its terms.
//!
//! The plan is worked out elsewhere (`reglament-edition`), from both definitions; the core sees only the new one, carries
//! the plan out and refuses it when the instance would not be sound afterwards.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{DueDate, TaskId, TimerId, TimerPurpose, TokenId};

/// How an instance goes over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationPlan {
    /// Position of the instance's journal at which it was planned; the plan of an instance that has moved on is refused.
    pub seq: u64,
    /// Steps that are called otherwise now: old id -> new id. Every other step keeps its id.
    pub steps: BTreeMap<String, String>,
    /// Roles that may do an open task from now on, where they change.
    pub roles: BTreeMap<TaskId, BTreeSet<String>>,
    /// Timers whose place among the events of their step changes.
    pub timers: BTreeMap<TimerId, TimerPurpose>,
    /// Terms that only the new edition knows: they begin to run for these tokens, counted from when the step began.
    pub arm: Vec<(TokenId, TimerPurpose)>,
    /// Open tasks whose reminders or overdue notices follow another rule now.
    pub remind: BTreeSet<TaskId>,
    /// What becomes of terms that run already.
    pub terms: Terms,
}

/// What becomes of a term that runs already when the new edition would count it otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RunningTerms"))]
#[serde(rename_all = "snake_case")]
pub enum Terms {
    /// Its date stays.
    #[default]
    Keep,
    /// It is counted anew by the new rule, from the same original start.
    Recount,
}

/// A term that the new edition counts otherwise, or that only one of the editions knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedTerm {
    /// Step, by its new id.
    pub step: String,
    /// The task whose term it is; none: a term of the step itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// What the timer of the step is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<TimerPurpose>,
    /// First late instant (or the moment) before; none: no term ran.
    pub before: Option<DateTime<Utc>>,
    /// The same by the rule of the new edition; none: it knows no term here.
    pub by_rule: Option<DateTime<Utc>>,
    /// What holds from now on.
    pub after: Option<DateTime<Utc>>,
    /// The due date of the task from now on, where it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
}

impl MovedTerm {
    /// Whether another date holds than before.
    pub fn changes(&self) -> bool {
        self.before != self.after
    }
}
