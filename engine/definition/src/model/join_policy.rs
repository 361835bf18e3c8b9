//! For how many flows a join waits, and what becomes of the others.

/// For what a join waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitFor {
    /// For every flow in `from`.
    #[default]
    All,
    /// For the first.
    Any,
    /// For this many different flows; at least 1.
    Count(u32),
    /// For the flows that were taken: until no token of the join's region can come any more (an inclusive join).
    Taken,
}

/// What becomes of the flows that a join did not wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// They are cancelled with their tasks and timers.
    #[default]
    Cancel,
    /// They go on and are swallowed when they come.
    Ignore,
}
