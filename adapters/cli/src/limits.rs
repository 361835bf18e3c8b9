//! Every bound of the program, in one place.
//!
//! Files named on the command line are read whole, so their size is looked at first.

/// Largest calendar overlay, in bytes.
pub(crate) const OVERLAY_BYTES: u64 = 1024 * 1024;
/// Deepest folder below a processes folder.
pub(crate) const FOLDER_DEPTH: usize = 8;
/// Most files below a processes folder, scenarios and their journals included.
pub(crate) const FOLDER_FILES: usize = 10_000;
/// Lines of the journal shown below a failed scenario.
pub(crate) const JOURNAL_LINES_SHOWN: usize = 20;
/// Lines shown before the first difference from a golden journal.
pub(crate) const LINES_BEFORE_DIFFERENCE: usize = 3;
/// Largest file with the fields of a form, in bytes.
pub(crate) const INPUT_BYTES: u64 = 16 * 1024 * 1024;
/// Pages of a list that are fetched for one answer.
pub(crate) const PAGES: usize = 200;
/// Longest report about an undelivered letter, bytes.
pub(crate) const MAX_REPORT_BYTES: u64 = 1024 * 1024;
