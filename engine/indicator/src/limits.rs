//! Named limits of the counting; the number of rows is bounded by whoever hands them in.

/// Years of a set that an expression is handed, the latest ones.
pub const MAX_YEARS: i32 = 10;
/// Digits in a text from which on it is taken for a number written with separators, such as an insurance number.
pub(crate) const LONG_NUMBER: usize = 10;
