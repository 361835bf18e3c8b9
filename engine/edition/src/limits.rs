//! Named limits of planning; beyond them a migration is refused, never guessed.

/// Different stands of an instance that are walked through to see that it can still end.
pub const MAX_STANDS: usize = 20_000;
/// Tokens of one stand.
pub const MAX_PLACES: usize = 64;
