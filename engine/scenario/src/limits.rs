//! Named limits of the scenario runner.

/// Largest story file.
pub const MAX_STORY_BYTES: usize = 256 * 1024;
/// Most steps of one story.
pub const MAX_STEPS: usize = 2_000;
/// Most timers that one wait may fire: a story that needs more goes round in circles.
pub(crate) const MAX_TIMERS_PER_WAIT: usize = 20_000;
/// Most commands that one action may cause among instances.
pub(crate) const MAX_CASCADE: usize = 20_000;
