//! Named limits of plans: how many milestones a board has, how far ahead a date is looked for. Nothing is refused here.

/// Milestones of one plan; those beyond are left out of the board.
pub const MAX_MILESTONES: usize = 500;
/// Calendar days that a date is looked for ahead: about ten years.
pub(crate) const MAX_DAYS: usize = 3_700;
