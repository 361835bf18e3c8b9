//! Timers: wishes to be woken, kept or given up.

use chrono::{DateTime, Utc};

use crate::{DueDate, TaskId, TimerId, TimerPurpose, TokenId};

/// What happens to timers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box would cost more: most of what happens to timers is that they are scheduled"
)]
pub enum TimerEvent {
    /// A wish to be woken.
    Scheduled {
        /// The timer.
        timer: TimerId,
        /// Token that it belongs to; none: the whole instance.
        token: Option<TokenId>,
        /// Task that it belongs to, if any.
        task: Option<TaskId>,
        /// When.
        at: DateTime<Utc>,
        /// What for.
        purpose: TimerPurpose,
        /// How `at` was counted, when a term gave it.
        due: Option<DueDate>,
    },
    /// A timer did its work.
    Fired {
        /// The timer.
        timer: TimerId,
    },
    /// A timer is no longer needed.
    Cancelled {
        /// The timer.
        timer: TimerId,
    },
}

impl From<TimerEvent> for super::Event {
    fn from(event: TimerEvent) -> Self {
        Self::Timer(event)
    }
}
