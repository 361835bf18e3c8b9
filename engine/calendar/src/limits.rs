//! Every bound of the crate, by name.
//!
//! Input beyond a bound is refused with a sentence that names the bound; nothing here is a law.

/// First year for which due dates are computed: since 2005 article 112 of the Labour Code has the present set of
/// holidays (with the shorter New Year break until 2012).
pub const FIRST_YEAR: i32 = 2005;

/// Last year for which due dates are computed; leaves room for 75-year storage terms.
pub const LAST_YEAR: i32 = 2199;

/// Largest count of a [`Term`](crate::Term), in its own unit.
pub const MAX_TERM_COUNT: u32 = 100_000;

/// Longest text that is read as a term, in characters.
pub const MAX_TERM_TEXT: usize = 64;

/// Most rows in one calendar table (a year or an overlay).
pub const MAX_ROWS: usize = 4_000;

/// Longest note, scope, title or identifier in a calendar table, in characters.
pub const MAX_NOTE_CHARS: usize = 400;

/// Up to this many working days an explanation names each day on its own line; longer terms are shown in runs.
pub(crate) const DETAILED_DAYS: u32 = 15;

/// Longest explanation, in lines; the middle of a longer one is replaced by a single line.
pub(crate) const MAX_LINES: usize = 60;
