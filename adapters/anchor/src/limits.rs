//! Named limits of the file.

/// Bytes of lines that are given at once; one line may be longer.
pub(crate) const PAGE_BYTES: usize = 1024 * 1024;
/// Longest line, in bytes. An anchor of the most rows that one covers has a quarter of it.
pub(crate) const LINE_BYTES: usize = 4 * 1024 * 1024;
/// Bytes that are read at once when looking for the end of a line.
pub(crate) const STEP_BYTES: u64 = 64 * 1024;
