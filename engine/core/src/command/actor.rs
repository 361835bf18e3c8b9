//! Who sends a command. Whether the sender may is decided by each command.

use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person of the directory, by id.
    Person(String),
    /// Somebody who showed the receipt code of the instance.
    Applicant,
    /// Anybody, through a public form.
    Public,
    /// The engine itself: timers, schedules, other instances.
    System,
    /// A program of another system, by its name. What it may begin is decided by whoever gave it its token.
    Program(String),
}
