//! What timers are for. When they fire is told by their events; what follows is told by the steps.

use serde::{Deserialize, Serialize};

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimerPurpose {
    /// Ends a wait.
    Wait,
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
    /// The due date of a job.
    JobDue,
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
