//! An event in its journal.
//!
//! The order of the journal is the order of what happened; nothing is ever taken out of it.

use chrono::{DateTime, Utc};

use super::Event;
use crate::{Actor, CommandId};

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
