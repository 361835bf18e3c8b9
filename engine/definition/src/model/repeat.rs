//! How often a step may be entered: the bound of a loop, or the reason why it has none.

use super::Title;

/// What the author says about going round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The bound; absent: the step may be entered as often as the process comes to it.
    pub limit: Option<RepeatLimit>,
    /// Why there is no bound, or why this one.
    pub reason: Option<Title>,
}

/// The bound of a loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatLimit {
    /// How often the step may be entered in the life of an instance; at least 1.
    pub max: u32,
    /// Where a token goes that would enter it once more.
    pub then: String,
}
