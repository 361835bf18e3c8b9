//! The course of tokens: steps entered and left, joins, repetitions, choices by table, waits for the first of several.

use crate::TokenId;

/// What happens to the course of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlowEvent {
    /// A token came to a step.
    StepEntered {
        /// The new token.
        token: TokenId,
        /// Where.
        step: String,
    },
    /// A token left its step.
    StepLeft {
        /// The token, gone now.
        token: TokenId,
        /// The step it left.
        step: String,
    },
    /// A flow arrived at a join that still waits.
    JoinReached {
        /// The join.
        step: String,
        /// The step from which the flow came.
        from: String,
    },
    /// A join had all its flows and let go.
    JoinPassed {
        /// The join.
        step: String,
    },
    /// A join let go before all its flows had come; those that come later are swallowed.
    JoinReleased {
        /// The join.
        step: String,
    },
    /// A step had been entered as often as it may be; the token went elsewhere.
    RepeatUsedUp {
        /// The step that was not entered again.
        step: String,
        /// Where the token went.
        then: String,
    },
    /// A decision table was consulted.
    TableDecided {
        /// The decision.
        step: String,
        /// Numbers of the rows that counted, from 1; none: no row fitted.
        rows: Vec<u32>,
    },
    /// The first of several things that a step waited for has happened.
    WaitEnded {
        /// The step.
        step: String,
        /// Number of the option, from 0.
        option: u32,
        /// What happened: the name of a message, or `term`, `until`, `when`.
        outcome: String,
    },
}

impl From<FlowEvent> for super::Event {
    fn from(event: FlowEvent) -> Self {
        Self::Flow(event)
    }
}
