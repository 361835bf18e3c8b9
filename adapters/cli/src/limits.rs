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
