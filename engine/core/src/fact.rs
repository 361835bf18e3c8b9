//! Facts that events carry and that are more than a value: a created task, in whose place
//! somebody acted, a written letter, what a timer is for.
//!
//! They are part of the journal's wire format: new fields are optional and left out when they say nothing.

use std::collections::BTreeSet;

use reglament_expression::Value;
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
    /// Only these people, when it was offered to people by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<BTreeSet<String>>,
    /// Steps whose doers may not do it (four eyes).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub excludes: BTreeSet<String>,
    /// Whether it is a member's vote.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ballot: bool,
}

/// In whose place somebody acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnBehalf {
    /// The person in whose place: record `{id, name, position}`.
    pub of: Value,
    /// The order on substitution; none: the person delegated the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
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

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimerPurpose {
    /// Ends a wait.
    Wait,
    /// Ends a wait for the first of several by the option with this index.
    Option(u32),
    /// Triggers the boundary event with this index.
    Boundary(u32),
    /// Reminds of a task.
    Reminder,
    /// Tells that a task is overdue; repeats.
    Overdue,
    /// Climbs to the rung with this index of the overdue ladder.
    Rung(u32),
    /// Closes the window of a `for_each`.
    CloseWindow,
    /// Closes a vote.
    CloseVote,
    /// The due date of a job.
    JobDue,
    /// The passing of a task's due date is an answer.
    Silence,
    /// The longest suspension of a term is over.
    Resume,
    /// Triggers a repeated boundary event once more.
    BoundaryAgain {
        /// Its position among the events of the step.
        event: u32,
        /// How often it has happened.
        happened: u32,
    },
    /// The last moment to begin a test.
    TestCloses,
    /// The time of a test is over.
    TestEnds,
    /// Triggers a process-wide event; belongs to no token.
    ProcessEvent {
        /// Its position among the events of the process.
        event: u32,
        /// How often it has happened by this term.
        happened: u32,
    },
}
