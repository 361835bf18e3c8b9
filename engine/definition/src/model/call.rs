//! A call: another process as one step of this one.

use std::collections::BTreeMap;

use super::Assignments;

/// Starts one child instance and waits until it has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Child process id.
    pub process: String,
    /// Which version of it.
    pub version: CallVersion,
    /// Values set in the child when it starts.
    pub give: Assignments,
    /// Own fields set from `child` when it has ended, in the order written.
    pub take: Assignments,
    /// Fields of the child that `take` reads; the child reports them.
    pub reports: Vec<String>,
    /// Where to go by the child's end step (or `cancelled`); other ends go to `next`.
    pub outcomes: BTreeMap<String, Vec<String>>,
    /// Where to go otherwise.
    pub next: Vec<String>,
}

/// Which version of a process a call starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallVersion {
    /// The newest one when the step is entered.
    #[default]
    Latest,
    /// The one in force when the calling instance began.
    Pinned,
}
