//! Every bound of this crate, by name. Input above a bound is refused in words, never cut silently.

use std::time::Duration;

/// Longest letter id, bytes: escaped it must still fit a file name (255 bytes) and a Message-ID.
pub(crate) const ID_BYTES_MAX: usize = 80;
/// Longest address, bytes (RFC 5321, 4.5.3.1.3: a path of 256 with its brackets).
pub(crate) const ADDRESS_BYTES_MAX: usize = 254;
/// Longest part before the `@`, bytes (RFC 5321, 4.5.3.1.1).
pub(crate) const LOCAL_PART_BYTES_MAX: usize = 64;
/// Longest display name of a person or an organisation, characters.
pub(crate) const NAME_CHARS_MAX: usize = 200;
/// Longest subject, characters.
pub(crate) const SUBJECT_CHARS_MAX: usize = 300;
/// Longest text of a letter, bytes.
pub(crate) const TEXT_BYTES_MAX: usize = 256 * 1024;
/// Longest link that becomes clickable, bytes; a longer one stays plain text.
pub(crate) const LINK_BYTES_MAX: usize = 2_000;
/// Largest file of certificates read at start, bytes.
pub(crate) const CA_FILE_BYTES_MAX: u64 = 1024 * 1024;
/// Longest quotation of a server's reply in a reason, characters.
pub(crate) const REPLY_CHARS_MAX: usize = 300;
/// The body goes out in pieces of this size, bytes, so that "the dot was not sent" stays knowable.
pub(crate) const CHUNK_BYTES: usize = 16 * 1024;
/// Connections kept open between letters.
pub(crate) const IDLE_CONNECTIONS_MAX: usize = 4;
/// A kept connection older than this is not used again; servers close theirs after a few minutes.
pub(crate) const IDLE_AGE_MAX: Duration = Duration::from_secs(20);
/// Time for a polite QUIT after a refusal.
pub(crate) const QUIT_WAIT: Duration = Duration::from_secs(3);
/// `timeout_seconds` and `final_reply_seconds` may be at most this, seconds.
pub(crate) const TIMEOUT_SECONDS_MAX: u64 = 1_800;
/// Domains whose pace is remembered at once; beyond it a new domain is not slowed.
pub(crate) const PACED_DOMAINS_MAX: usize = 10_000;
/// First pause of a domain after a 4.7.x reply, seconds; doubles with each further one.
pub(crate) const PAUSE_SECONDS_MIN: i64 = 60;
/// Longest pause of a domain, seconds.
pub(crate) const PAUSE_SECONDS_MAX: i64 = 3_600;
/// Largest message read as a report, bytes; the rest of a larger one is not looked at.
pub(crate) const REPORT_BYTES_MAX: usize = 1024 * 1024;
/// Deepest nesting of the parts of a report.
pub(crate) const REPORT_DEPTH_MAX: usize = 4;
/// Most parts of a report.
pub(crate) const REPORT_PARTS_MAX: usize = 50;
/// Longest header of a report, bytes; what goes on is left out.
pub(crate) const REPORT_HEADER_BYTES_MAX: usize = 4_096;
/// Most addresses that one report tells of.
pub(crate) const REPORTED_ADDRESSES_MAX: usize = 20;
/// Most messages taken from the mailbox of reports in one go.
pub(crate) const REPORTS_AT_ONCE_MAX: usize = 100;
