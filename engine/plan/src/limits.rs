//! Named limits of plans.

/// Milestones of one plan; those beyond are left out of the board.
pub const MAX_MILESTONES: usize = 500;
/// Calendar days that a date is looked for ahead: about ten years.
pub(crate) const MAX_DAYS: usize = 3_700;
