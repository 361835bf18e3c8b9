//! An event in its place: when it happened, by whose command, at which position of the journal.

use chrono::{DateTime, Utc};

use crate::{Actor, CommandId, Event};

/// An event with its place in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Position in the instance's journal, from 1, without gaps.
    pub seq: u64,
    /// When; never before the previous event of the instance.
    pub at: DateTime<Utc>,
    /// The command that caused it.
    pub cause: CommandId,
    /// Who gave the command.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}
