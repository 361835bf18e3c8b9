//! Engines that are broken on purpose, at the ports: the laws must find each of them, or they prove nothing about the real one.

use std::borrow::Cow;

use reglament_runtime::port::ChangeSet;

/// What the broken engine does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    /// Commits without the row by which a repetition is known.
    ForgetsCommands,
    /// Answers some commands without having committed them.
    AnswersBeforeCommit,
    /// Commits without the letters and documents that its events order.
    LosesDeliveries,
    /// Takes the clock to be ahead by hours, so that timers fire early.
    FiresEarly,
    /// Leaves the rows of fired timers where they are.
    KeepsTimers,
    /// Does not read after a start what other instances were ordered to do.
    ForgetsOrders,
    /// Does not read the last numbers of registers.
    ForgetsNumbers,
    /// Links rows of a journal to the wrong row before them.
    BreaksChain,
    /// Moves a case on without its list of tasks.
    TearsCommits,
    /// Says of letters that they were sent and does not write it down.
    ForgetsSent,
}

impl Sabotage {
    /// All of them.
    pub const EVERY: [Self; 10] = [
        Self::ForgetsCommands,
        Self::AnswersBeforeCommit,
        Self::LosesDeliveries,
        Self::FiresEarly,
        Self::KeepsTimers,
        Self::ForgetsOrders,
        Self::ForgetsNumbers,
        Self::BreaksChain,
        Self::TearsCommits,
        Self::ForgetsSent,
    ];

    /// The change set as the broken engine writes it.
    pub(crate) fn spoil(self, changes: &ChangeSet) -> Cow<'_, ChangeSet> {
        let mut spoilt = changes.clone();
        match self {
            Self::ForgetsCommands => spoilt.commands.clear(),
            Self::LosesDeliveries => spoilt.outbox.clear(),
            Self::KeepsTimers => spoilt.dropped_timers.clear(),
            Self::TearsCommits => {
                spoilt.tasks.clear();
                spoilt.closed_tasks.clear();
            }
            Self::BreaksChain => {
                for row in &mut spoilt.journal {
                    row.hash = row.hash.chars().rev().collect();
                }
            }
            Self::AnswersBeforeCommit
            | Self::FiresEarly
            | Self::ForgetsOrders
            | Self::ForgetsNumbers
            | Self::ForgetsSent => return Cow::Borrowed(changes),
        }
        Cow::Owned(spoilt)
    }
}
