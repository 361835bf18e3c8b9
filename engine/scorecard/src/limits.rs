//! Named limits of scorecards. A card or a claim beyond them is refused by whoever reads it.

/// Rows of one card.
pub const MAX_ROWS: usize = 500;
/// Items claimed for all rows of one card together.
pub const MAX_ITEMS: usize = 1_000;
/// Most points of one row, and most people of a share, in absolute value.
pub const MAX_NUMBER: i64 = 1_000_000_000;
/// Digits after the point of points and of shares.
pub const MAX_SCALE: u32 = 4;
/// Highest cap, and highest least number of documents.
pub const MAX_COUNT: u32 = 1_000;
