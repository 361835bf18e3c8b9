//! Every bound of what is asked elsewhere, in one place: sizes, times, how much at once.

use chrono::TimeDelta;

/// Largest answer of a provider, bytes: its document, its keys, its tokens.
pub(crate) const ANSWER_BYTES: u64 = 512 * 1024;
/// Time for one question when the settings say nothing, seconds.
pub(crate) const USUAL_TIMEOUT: u64 = 5;
/// Longest time for one question, seconds: a sign-in asks up to three, and a page is answered within thirty.
pub(crate) const LONGEST_TIMEOUT: u64 = 9;
/// Sign-ins that ask at once; each holds a thread or a connection.
pub(crate) const AT_ONCE: usize = 16;
/// How long the document of a provider and its keys are believed.
pub(crate) const DOCUMENT_LIFE: TimeDelta = TimeDelta::hours(1);
/// How far the clock of a provider may be off.
pub(crate) const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(2);
/// Longest code that a browser brings back, bytes.
pub(crate) const CODE_BYTES: usize = 4096;
/// Longest title of a provider, characters: it stands on a button.
pub(crate) const TITLE_CHARS: usize = 60;
/// Longest login or password that a directory is asked about, bytes.
pub(crate) const CREDENTIAL_BYTES: usize = 256;
/// Most characters of an explanation of others that are logged.
pub(crate) const TOLD_CHARS: usize = 300;
