//! The vote of a commission. How the members voted is in their tasks' completion; a secret ballot is nowhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_expression::Value;

use crate::{TaskId, VoteEnd};

/// What happens to a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoteEvent {
    /// A commission began to vote.
    Opened {
        /// Step.
        step: String,
        /// How many members it has, with those who may not vote on this.
        members: u32,
        /// How many must take part.
        needed: u32,
        /// Whether who voted for what stays unknown.
        secret: bool,
    },
    /// A member recused oneself.
    MemberRecused {
        /// The member's task, gone now.
        task: TaskId,
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Why.
        reason: String,
        /// Local date.
        on: NaiveDate,
    },
    /// A member added a dissenting opinion to the vote.
    DissentFiled {
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// The opinion.
        text: String,
        /// Local date.
        on: NaiveDate,
    },
    /// A vote was closed and counted.
    Closed {
        /// Step.
        step: String,
        /// Votes per outcome.
        tally: BTreeMap<String, u32>,
        /// How it ended.
        how: VoteEnd,
        /// The outcome that won.
        outcome: Option<String>,
        /// Local date.
        on: NaiveDate,
    },
}

impl From<VoteEvent> for super::Event {
    fn from(event: VoteEvent) -> Self {
        Self::Vote(event)
    }
}
