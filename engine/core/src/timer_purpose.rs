//! What timers are for. When they are scheduled and what they cause is the business of steps and process-wide events.

use serde::{Deserialize, Serialize};

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
    /// Triggers a repeated boundary event once more.
    BoundaryAgain {
        /// Its position among the events of the step.
        event: u32,
        /// How often it has happened.
        happened: u32,
    },
    /// Triggers a process-wide event; belongs to no token.
    ProcessEvent {
        /// Its position among the events of the process.
        event: u32,
        /// How often it has happened by this term.
        happened: u32,
    },
}
