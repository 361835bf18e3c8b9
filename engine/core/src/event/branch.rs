//! Events of the process that interrupt or begin side branches, errors, and undoing.

use std::collections::BTreeMap;

use reglament_expression::Value;

use crate::TokenId;

/// What happens beside the planned course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BranchEvent {
    /// A boundary or process-wide event interrupted something.
    Interrupted {
        /// Step interrupted, or none for the whole process.
        step: Option<String>,
        /// Event id or trigger.
        event: String,
        /// Reason given by the person.
        reason: Option<String>,
    },
    /// A boundary or process-wide event began a side branch; nothing was interrupted.
    Begun {
        /// Token whose step it happened to, or none for the whole process.
        token: Option<TokenId>,
        /// That step.
        step: Option<String>,
        /// Event id or trigger.
        event: String,
        /// Position of the event among those of the step (or of the process), from 0.
        index: u32,
        /// Reason given by the person.
        reason: Option<String>,
    },
    /// A step raised an error.
    ErrorRaised {
        /// Step.
        step: String,
        /// Code of the error.
        code: String,
        /// What came with it.
        data: BTreeMap<String, Value>,
    },
    /// A step was completed that can be undone.
    UndoNoted {
        /// Step.
        step: String,
    },
    /// Undoing a step began.
    UndoBegun {
        /// Token of the compensation.
        token: TokenId,
        /// Step that is undone.
        step: String,
        /// Step that undoes it.
        by: String,
    },
}

impl From<BranchEvent> for super::Event {
    fn from(event: BranchEvent) -> Self {
        Self::Branch(event)
    }
}
