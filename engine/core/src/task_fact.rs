//! A created user task as a fact of the journal: who may do it and when it is due. What becomes of it is told by events.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{DueDate, TaskId, TokenId};

/// A created task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFact {
    /// Task.
    pub task: TaskId,
    /// Token.
    pub token: TokenId,
    /// Step.
    pub step: String,
    /// Roles whose holders may do it.
    pub roles: BTreeSet<String>,
    /// Whether it is one of several signatures.
    pub signature: bool,
    /// People who may not do it.
    pub not_by: BTreeSet<String>,
    /// When it is due.
    pub due: Option<DueDate>,
}
