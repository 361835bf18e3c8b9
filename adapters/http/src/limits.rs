//! Every bound of the web adapter in one place: sizes, counts and times beyond which a request is refused.
//!
//! Bounds of the language and of the engine are in their own crates.

use std::time::Duration;

/// Largest body of a request, in bytes: a form with an imported table of a whole session.
pub const BODY_BYTES: usize = 2 * 1024 * 1024;
/// Largest body of a form that may carry a table file: ten megabytes and the form around it.
pub const FILE_BODY_BYTES: usize = 12 * 1024 * 1024;
/// Largest body of a form of an official with its files: the two largest files at once, or many small ones.
pub const UPLOAD_BODY_BYTES: usize = 60 * 1024 * 1024;
/// Largest body of a form of the public: one file of the largest size and the form around it.
pub const PUBLIC_UPLOAD_BODY_BYTES: usize = 27 * 1024 * 1024;
/// Forms with files that are read at once; they are in memory meanwhile.
pub const UPLOADS: usize = 8;
/// Time for a form with files to arrive and be answered.
pub const UPLOAD_TIMEOUT: Duration = Duration::from_secs(180);
/// What was typed into a form whose session had ended goes through the sign-in up to this size, in bytes: with three
/// characters for a byte it must fit into a body, beside the names of its fields.
pub const KEPT_FORM_BYTES: usize = BODY_BYTES / 4;
/// Bytes of one piece of an archive that is sent while it is written.
pub const ARCHIVE_PIECE_BYTES: usize = 64 * 1024;
/// Pieces of it that wait for a slow reader.
pub const ARCHIVE_PIECES: usize = 4;
/// A page with a form says so this long before the session ends.
pub const SESSION_WARNING: Duration = Duration::from_secs(5 * 60);
/// Most name-value pairs in a form.
pub const FORM_PAIRS: usize = 20_000;
/// Most rows of a repeated list that a form may send.
pub const LIST_ROWS: usize = 500;
/// Longest name of a form field, in bytes.
pub const FIELD_NAME_BYTES: usize = 200;
/// Longest login or password, in bytes: argon2 reads all of it.
pub const CREDENTIAL_BYTES: usize = 256;
/// Shortest password, in characters.
pub const PASSWORD_CHARS: usize = 10;
/// How a browser names itself is kept to so many characters.
pub const DEVICE_CHARS: usize = 240;
/// After what pause somebody whom the store did not answer had better ask again.
pub const STORE_RETRY: Duration = Duration::from_secs(5);
/// How long the code of the second factor is awaited after the password.
pub const CODE_PATIENCE: Duration = Duration::from_secs(10 * 60);
/// How long somebody may stay with a provider of identities before coming back.
pub const ELSEWHERE_PATIENCE: Duration = Duration::from_secs(10 * 60);
/// Longest address to go to after coming back, in bytes: it travels in a cookie.
pub const ELSEWHERE_BACK_BYTES: usize = 1000;
/// A refused sign-in is answered no sooner where a directory is asked, so that the time tells nobody who was asked.
pub const REFUSAL_FLOOR: Duration = Duration::from_millis(700);
/// Whoever has signed in this recently sets up a second factor without the password.
pub const FRESH_SIGN_IN: Duration = Duration::from_secs(10 * 60);
/// Password checks running at once; each takes about 40 ms of one core and 19 MiB.
pub const PASSWORD_CHECKS: usize = 2;
/// Password checks that may wait for a place before the answer is 429.
pub const PASSWORD_QUEUE: usize = 50;
/// Time for the head of a request to arrive.
pub const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Time for a request to be answered, body included.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Time for the requests under way when the server stops.
pub const STOP_PATIENCE: Duration = Duration::from_secs(10);
/// Pause after a connection could not be accepted.
pub const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// Shortest key of a command over the API, in characters: others must not guess it.
pub const KEY_MIN: usize = 16;
/// Longest key of a command over the API, in characters.
pub const KEY_MAX: usize = 128;
/// Longest explanation of a request that cannot be read, characters.
pub const DETAIL_CHARS: usize = 300;
/// Pages of a register printed together; the rest of a longer year is printed by further pages.
pub const PRINT_PAGES: usize = 100;
/// Connections served at once.
pub const CONNECTIONS: usize = 2_000;
/// Connections to the listener for metrics served at once.
pub const METRICS_CONNECTIONS: usize = 8;
/// A session ends when it has not been used for this long.
pub const SESSION_IDLE: Duration = Duration::from_secs(30 * 60);
/// A session ends this long after the sign-in, used or not.
pub const SESSION_ABSOLUTE: Duration = Duration::from_secs(12 * 60 * 60);
/// Failed sign-ins of one account within a window before a delay is asked for.
pub const ACCOUNT_FAILURES: u32 = 5;
/// Failed sign-ins from one address within a window before a delay is asked for; a school sits behind one address.
pub const ADDRESS_FAILURES: u32 = 20;
/// The window over which failures are remembered.
pub const FAILURE_WINDOW: Duration = Duration::from_secs(15 * 60);
/// Accounts and addresses remembered by the sign-in limiter; the oldest are forgotten first.
pub const LIMITER_KEYS: usize = 50_000;
/// Forms of the public from one network address within an hour: a school that registers from its own room has fewer.
pub const FILINGS_OF_ADDRESS: u32 = 120;
/// The hour.
pub const FILINGS_OF_ADDRESS_WITHIN: Duration = Duration::from_secs(60 * 60);
/// Forms of the public that name one mailbox within a day: a school may name its own for all its teachers.
pub const FILINGS_OF_MAILBOX: u32 = 40;
/// The day.
pub const FILINGS_OF_MAILBOX_WITHIN: Duration = Duration::from_secs(24 * 60 * 60);
/// Pictures of definitions kept in memory, each some tens of kilobytes.
pub const KEPT_PICTURES: usize = 64;
/// Streams of events that one person may have open: every window that is being looked at has one.
pub const STREAMS_OF_PERSON: usize = 8;
/// Streams of events in all: half of the connections, so that pages are served beside them.
pub const STREAMS: usize = CONNECTIONS / 2;
/// How long a browser waits before it opens a stream anew.
pub const STREAM_RETRY: Duration = Duration::from_secs(5);
/// Rows of a list on one page.
pub const PAGE_ROWS: usize = 50;
/// Longest code of a document that is looked at, characters.
pub const VERIFICATION_CHARS: usize = 40;
/// Largest body of a form with a text of a draft, bytes: the longest file and the form around it.
pub const DRAFT_BODY_BYTES: usize = 1_200_000;
/// Computations about drafts at once.
pub const DESK_JOBS: usize = 2;
/// Computations about drafts that may wait for a place before the answer is 429.
pub const DESK_QUEUE: usize = 30;
/// Findings that a page lists.
pub const FINDINGS_SHOWN: usize = 100;
/// People or units to which the same happens that a page of an imported table lists.
pub const ENTRIES_SHOWN: usize = 300;
/// Lines around a difference.
pub const DIFFERENCE_CONTEXT: usize = 3;
/// Lines of one file that a difference shows.
pub const DIFFERENCE_LINES: usize = 600;
/// Versions of a process, from the newest, that are compared with the ones before them.
pub const VERSIONS_COMPARED: usize = 10;
/// Runs of scenarios that are remembered, each of one folder over one set of texts.
pub const KEPT_STORY_RUNS: usize = 64;
/// How long an answer waits for scenarios; they go on after it.
pub const STORY_PATIENCE: Duration = Duration::from_secs(20);
