//! What events about tasks and letters carry.
//!
//! Facts only: who may do a task is asked of the directory anew when somebody does it.

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

/// A written letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterFact {
    /// Number of the letter within the instance, from 1.
    pub letter: u32,
    /// Template.
    pub template: String,
    /// Address.
    pub to_address: String,
    /// Name of the receiver.
    pub to_name: String,
    /// Subject as sent.
    pub subject: String,
    /// Text as sent.
    pub text: String,
}
