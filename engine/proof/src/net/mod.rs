//! The abstract machine: a process whose state is the places of its tokens, the flows that its joins have seen, and the
//! values that are followed.
//!
//! It moves exactly as the engine does: one thing happens at a waiting step, then flows arrive in order until every token
//! waits. Where the engine would evaluate a condition over something that is not followed, both answers are tried.

mod again;
pub(crate) mod build;
pub(crate) mod condition;
pub(crate) mod explore;
pub(crate) mod independence;
pub(crate) mod machine;
mod meeting;
mod quiet;
mod reading;
mod settling;
mod side;
pub(crate) mod state;
mod steady;
mod undo;
pub(crate) mod variable;
mod wide;

use condition::Condition;
use variable::Variable;
use wide::Broad;

use crate::plan::{Beside, Kind, Limit, Told};

/// A process ready to be walked.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    pub(crate) nodes: Vec<Place>,
    /// How often each step may be entered.
    pub(crate) limits: Vec<Option<Limit>>,
    pub(crate) variables: Vec<Variable>,
    /// Events of the process that may happen whenever something waits.
    pub(crate) broad: Vec<Broad>,
    /// Variables that these may read, as bits.
    pub(crate) always: u64,
    /// The events that are counted: those that begin side branches of steps, then `broad`.
    pub(crate) events: Vec<Side>,
    /// For each step, whether a token there only goes its own way to an end.
    pub(crate) quiet: Vec<bool>,
    /// Variables that keep their value only while flows are on their way, as bits.
    pub(crate) brief: u64,
    pub(crate) starts: Vec<Opening>,
    /// The variable whose value must be set wherever it is needed.
    pub(crate) watched: Option<usize>,
    /// For each step, the variables that may still be read from there on, as bits.
    pub(crate) alive: Vec<u64>,
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) kind: Kind,
    pub(crate) entry: Deed,
    /// A wait that looks at its conditions as soon as a token comes.
    pub(crate) prompt: bool,
    /// Some compensation may undo it.
    pub(crate) undone: bool,
    /// It may raise an error.
    pub(crate) raises: bool,
    /// What it reads and writes of the list of what can be undone, as its bit.
    pub(crate) touches: u64,
    pub(crate) ways: Vec<Road>,
}

/// A way out of a step.
#[derive(Clone, Debug)]
pub(crate) struct Road {
    pub(crate) told: Told,
    pub(crate) when: Condition,
    pub(crate) urgent: bool,
    /// Nothing that happens by itself changes whether its condition holds.
    pub(crate) steady: bool,
    /// The token stays, and a side branch begins.
    pub(crate) beside: Option<Beside>,
    pub(crate) deed: Deed,
    pub(crate) to: Vec<usize>,
}

/// An event that begins side branches.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// For each step, whether a token there may come to the step of the event.
    pub(crate) from: Vec<bool>,
    /// Whether the side branch leads back to the step, so that it may begin itself anew without end.
    pub(crate) itself: bool,
    /// Whether the side branch writes a value that is followed.
    pub(crate) writes: bool,
}

/// A beginning.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// Its place among the beginnings of the plan.
    pub(crate) root: usize,
    pub(crate) values: Vec<u8>,
    pub(crate) to: Vec<usize>,
}

/// Reads and writes in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deed(pub(crate) Vec<Act>);

/// One read or write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The watched variable must be set here.
    Need,
    /// The variable gets this value.
    Put(usize, u8),
}

impl Deed {
    /// Variables written, as bits.
    pub(crate) fn writes(&self) -> u64 {
        self.0.iter().fold(0, |bits, act| match act {
            Act::Put(variable, _) => bits | 1 << variable,
            Act::Need => bits,
        })
    }

    /// The watched variable, if it is needed.
    pub(crate) fn reads(&self, watched: Option<usize>) -> u64 {
        let needs = self.0.contains(&Act::Need);
        watched
            .filter(|_| needs)
            .map_or(0, |variable| 1 << variable)
    }
}
