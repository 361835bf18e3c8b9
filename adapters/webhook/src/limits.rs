//! Every bound of a call in one place: sizes and times. How often a call is tried again is not said here but in definitions.

/// Largest answer, bytes.
pub(crate) const ANSWER_BYTES: u64 = 1024 * 1024;
/// Largest body that is sent, bytes.
pub(crate) const BODY_BYTES: usize = 4 * 1024 * 1024;
/// Time for a call when the settings say nothing, seconds.
pub(crate) const USUAL_TIMEOUT: u64 = 10;
/// Longest time for a call, seconds: below the lease of a job.
pub(crate) const LONGEST_TIMEOUT: u64 = 60;
/// Shortest secret, characters.
pub(crate) const SECRET_CHARS: usize = 16;
/// Most characters of an answer that are told to people.
pub(crate) const TOLD_CHARS: usize = 300;
/// Most characters of the code of a business error.
pub(crate) const CODE_CHARS: usize = 64;
