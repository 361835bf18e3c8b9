//! Named limits of the shell: sizes of batches, caches, pages and the patience of retries.
//!
//! Limits of a single decision are in `reglament-core`.

use std::time::Duration;

use chrono::TimeDelta;

/// Absences shown.
pub const MAX_ABSENCES: u32 = 500;
/// Commands decided and committed in one transaction.
pub const MAX_BATCH: usize = 256;
/// Commands waiting for the writer; more wait outside.
pub const MAX_QUEUE: usize = 1_024;
/// Instances that the writer keeps in memory.
pub const MAX_CACHED_INSTANCES: usize = 4_096;
/// Definitions' packages kept compiled.
pub const MAX_CACHED_PACKAGES: usize = 16;
/// Decisions of one batch after another writer was faster.
pub const MAX_CONFLICTS: u32 = 5;
/// Events after which a new snapshot is stored; loading replays at most these and one command more.
pub const SNAPSHOT_EVERY: u64 = 50;
/// How long the answer to somebody who joins waits for the file to begin.
pub const CHILD_PATIENCE: Duration = Duration::from_secs(3);
/// How often it looks whether the file has begun.
pub const CHILD_LOOK: Duration = Duration::from_millis(5);
/// Pause after a failed commit before pending signals are read anew.
pub const SIGNAL_RETRY: TimeDelta = TimeDelta::seconds(5);
/// How often a server looks for what other servers have written, where several share a database.
pub const NEIGHBOUR_LOOK: TimeDelta = TimeDelta::seconds(1);
/// Signals older than this were left behind by a server that is gone.
pub const SIGNAL_ORPHANED: TimeDelta = TimeDelta::seconds(5);
/// Decisions of one command after other servers were faster.
pub const MAX_CONFLICTS_ALONE: u32 = 25;
/// Timers fired in one go.
pub const MAX_TIMERS: u32 = 256;
/// How long timers that could not be fired (a damaged instance) are left alone.
pub const TIMER_RETRY: TimeDelta = TimeDelta::seconds(30);
/// A scheduled start missed by downtime is still made when it is younger than this.
pub const MISSED_START_AGE: TimeDelta = TimeDelta::days(1);
/// How far back beyond that the latest missed start is looked for, to be told in the log.
pub const MISSED_START_TOLD: TimeDelta = TimeDelta::days(45);
/// Occurrences of a schedule looked at when looking for the latest missed one.
pub const MAX_OCCURRENCES: usize = 10_000;
/// Letters and documents under way at once.
pub const MAX_DELIVERIES: u32 = 16;
/// How long a worker may keep a letter or a document before others may take it.
pub const LEASE: TimeDelta = TimeDelta::seconds(120);
/// How long a letter is tried.
pub const LETTER_PATIENCE: TimeDelta = TimeDelta::hours(72);
/// First pause between tries of a letter; it doubles.
pub const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// Longest pause between tries.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(2);
/// Tries of a document.
pub const MAX_DOCUMENT_ATTEMPTS: u32 = 3;
/// Webhooks called at once.
pub const MAX_WEBHOOKS: u32 = 16;
/// Jobs that a worker may fetch in one go.
pub const MAX_FETCH: u32 = 100;
/// Shortest lock of a job, seconds.
pub const MIN_LOCK: u32 = 5;
/// Longest lock of a job, seconds; it may be extended again and again.
pub const MAX_LOCK: u32 = 3_600;
/// Longest time that a fetch waits for a job, seconds; below the time limit of a request.
pub const MAX_FETCH_WAIT: u32 = 25;
/// Publications that a public page lists.
pub const MAX_PUBLICATIONS_SHOWN: u32 = 500;
/// How long a digest is tried: the next one says the same and more.
pub const DIGEST_PATIENCE: TimeDelta = TimeDelta::hours(12);
/// Open tasks that a digest looks at, the nearest due dates first.
pub const MAX_DIGEST_TASKS: usize = 50_000;
/// Rows of one section of a digest; the rest is counted.
pub const MAX_DIGEST_ROWS: usize = 15;
/// Days looked through for the next day of a digest: more than the longest holidays and a week.
pub const DIGEST_LOOKAHEAD_DAYS: usize = 40;
/// Due dates in the calendar of a person, the nearest first.
pub const MAX_CALENDAR: usize = 500;
/// Between two looks at the mailbox of reports.
pub const BOUNCE_PAUSE: TimeDelta = TimeDelta::seconds(60);
/// Bounces that a page lists.
pub const MAX_BOUNCES_SHOWN: u32 = 100;
/// How long replies to commands are remembered.
pub const REPLY_AGE: TimeDelta = TimeDelta::days(30);
/// Groups of a board; a field that makes more does not group.
pub const MAX_BOARD_GROUPS: usize = 100;
/// Rows looked through for one page of the control board when it is asked for people.
pub const MAX_SIFTED: usize = 5_000;
/// Tasks counted in the strip of units and duties, the earliest due first: each is a row read from a place of its own.
pub const MAX_STRIP_TASKS: usize = 1_000;
/// Duties of the strip, those with most tasks.
pub const MAX_STRIP_COLUMNS: usize = 8;
/// Units of the strip, those with most tasks.
pub const MAX_STRIP_ROWS: usize = 24;
/// Tasks with which one press does something together: a page of a list.
pub const MAX_TOGETHER: usize = 100;
/// Rows of the control board in one file.
pub const MAX_BOARD_FILE: usize = 5_000;
/// Tasks of one person that a search looks through.
pub const MAX_MY_TASKS: usize = 2_000;
/// Filters that one person keeps on one list.
pub const MAX_FILTERS: u32 = 30;
/// Longest name of a filter.
pub const FILTER_TITLE_CHARS: usize = 60;
/// Longest query of a filter.
pub const FILTER_QUERY_CHARS: usize = 1_000;
/// Running instances looked at for the next task that a person may expect.
pub const MAX_AHEAD: u32 = 40;
/// Tasks of which one click on a board reminds.
pub const MAX_BOARD_REMINDERS: u32 = 500;
/// How often what is no longer needed is forgotten.
pub const HOUSEKEEPING: TimeDelta = TimeDelta::days(1);
/// How long uploads that no form was sent with are kept.
pub const UPLOAD_AGE: TimeDelta = TimeDelta::days(7);
/// How long forms that were begun and never sent are kept: as long as the files in them.
pub const UNSENT_FORM_AGE: TimeDelta = UPLOAD_AGE;
/// Changes that somebody who watches may be behind; whoever is further behind is told to look anew.
pub const MAX_HINTS: usize = 256;
/// Between two hints to the same watcher.
pub const HINT_PAUSE: TimeDelta = TimeDelta::seconds(1);
/// After so long without a hint a watcher is told that nothing has changed.
pub const HINT_BEAT: TimeDelta = TimeDelta::seconds(20);
/// Unsent forms kept at a time; more people than that fill theirs in on one page.
pub const MAX_UNSENT_FORMS: u32 = 20_000;
/// Files that one form, or one person in a task, may have on their way.
pub const MAX_UPLOADS: u32 = 20;
/// Files that everybody together may have on their way to a form of the public that is filled in at once.
pub const MAX_PUBLIC_UPLOADS: u32 = 100;
/// How long such a file waits for its next part: whoever sends it has the form open.
pub const PUBLIC_UPLOAD_AGE: TimeDelta = TimeDelta::hours(1);
/// Most bytes of a part of a file: half a minute on a poor line.
pub const UPLOAD_PART_BYTES: usize = 1024 * 1024;
/// Bytes of the answers of an unsent form, as JSON.
pub const MAX_UNSENT_FORM_BYTES: usize = 64 * 1024;
/// Messages looked at in one go.
pub const MAX_MESSAGES: u32 = 256;
/// Messages that wait for their instance; more are refused.
pub const MAX_KEPT_MESSAGES: u32 = 10_000;
/// How long messages that could not be delivered are left alone.
pub const MESSAGE_RETRY: TimeDelta = TimeDelta::seconds(30);
/// Views of the access log that wait to be written; more make their requests wait.
pub const MAX_VIEW_QUEUE: usize = 4_096;
/// Views written in one transaction.
pub const MAX_VIEW_BATCH: usize = 1_024;
/// How long views are gathered from the first one on.
pub const VIEW_GATHER: Duration = Duration::from_millis(500);
/// Pause after the access log could not be written.
pub const VIEW_RETRY: Duration = Duration::from_secs(1);
/// Tries to write what has queued when the program stops.
pub const VIEW_STOP_TRIES: u32 = 3;
/// How long lines of the access log are kept: as long as the acts about the destruction of personal data.
pub const VIEW_AGE: TimeDelta = TimeDelta::days(3 * 366);
/// Between two sweeps of the access log.
pub const VIEW_SWEEP: TimeDelta = TimeDelta::days(1);
/// Lines of the access log removed in one go.
pub const MAX_SWEPT_VIEWS: u32 = 10_000;
/// Longest path and query kept with a view.
pub const VIEW_TARGET_CHARS: usize = 500;
/// Lines of the access log in one file.
pub const MAX_LOG_FILE: u32 = 20_000;
/// Cases that are looked through field by field at one press when a person is sought.
pub const MAX_PERSON_SCAN: u32 = 2_000;
/// Cases found at one press.
pub const MAX_PERSON_FOUND: usize = 200;
/// Shortest and longest text by which a person is sought, in characters.
pub const PERSON_TEXT_CHARS: std::ops::RangeInclusive<usize> = 3..=200;
/// Digits of a telephone that are compared, from its end.
pub const PHONE_DIGITS: usize = 10;
/// Longest number and date of a request of a person, in characters.
pub const PERSON_REASON_CHARS: usize = 200;
/// Cases handed over in full at one request of a person.
pub const MAX_PERSON_CASES: usize = 100;
/// Cases in which a person had a part that are told with what they did there.
pub const MAX_PERSON_PARTS: usize = 500;
/// Open tasks of a person that are told.
pub const MAX_PERSON_TASKS: usize = 500;
/// Letters to a person that are told.
pub const MAX_PERSON_LETTERS: u32 = 2_000;
/// Lines of the access log that are told about one case, and of one person.
pub const MAX_PERSON_VIEWS: u32 = 5_000;
/// Acts of administration looked through for those by and about a person.
pub const MAX_PERSON_ACTS: u32 = 20_000;
/// Files and documents handed over at one request.
pub const MAX_PERSON_FILES: usize = 2_000;
/// Bytes of files handed over at one request.
pub const MAX_PERSON_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// Cases in one act of destruction.
pub const MAX_ERASED_AT_ONCE: usize = 100;
/// Acts of destruction that are listed.
pub const MAX_ERASURE_ACTS: u32 = 200;
/// Longest number of an act, in characters.
pub const ACT_NUMBER_CHARS: usize = 60;
/// Longest reason of an act, in characters.
pub const ACT_REASON_CHARS: usize = 500;
/// How often closed cases are looked for whose journals go to the archive.
pub const ARCHIVE_ROUND: TimeDelta = TimeDelta::hours(1);
/// Cases whose journals are archived in one transaction.
pub const MAX_ARCHIVED_INSTANCES: u32 = 200;
/// Rows of journals that are archived in one transaction: commands on a file wait for it.
pub const MAX_ARCHIVED_ROWS: u32 = 2_000;
/// Between two such transactions.
pub const ARCHIVE_PAUSE: Duration = Duration::from_millis(250);
/// Programs of other systems with a valid token, and those that are listed.
pub const MAX_PROGRAMS: u32 = 200;
/// Longest life of the token of a program.
pub const PROGRAM_LIFE: TimeDelta = TimeDelta::days(366);
/// Longest name of a program.
pub const PROGRAM_NAME_CHARS: usize = 60;
/// How exactly the last use of a program is kept.
pub const PROGRAM_USE: TimeDelta = TimeDelta::minutes(1);
/// Subscriptions that are switched on, and those that are listed.
pub const MAX_SUBSCRIPTIONS: u32 = 100;
/// Longest address of a subscription.
pub const SUBSCRIPTION_URL_CHARS: usize = 500;
/// How long a notification is tried.
pub const NOTIFICATION_PATIENCE: TimeDelta = TimeDelta::hours(72);
/// Rows of one page of a list.
pub const MAX_PAGE: u32 = 100;
/// Rows of a register that are read in one go when all of them are wanted.
pub const MAX_REGISTER_PAGE: u32 = 5_000;
/// Cases behind an indicator that are listed.
pub const MAX_CASES: usize = 200;
/// Counters stop counting here; pages then print «10 000+».
pub const MAX_COUNT: u32 = 10_000;
/// Running instances of one process that are searched for open registration windows.
pub const MAX_WINDOWS: u32 = 20;
/// Events of an instance that its page lists; older ones stay in the journal.
pub const MAX_HISTORY: u64 = 5_000;
/// Events that the page of a task lists.
pub const SHORT_HISTORY: u64 = 60;
/// Working days within which a task counts as due soon.
pub const SOON: u32 = 3;
/// Instances looked through together when the calendar has changed.
pub const RECOMPUTE_PAGE: u32 = 200;
/// Instances checked together by `verify`.
pub const VERIFY_PAGE: u32 = 200;
/// Rows of the journal that one anchor covers; what is more is covered by the next one.
pub const MAX_ANCHOR_ROWS: u64 = 10_000;
/// Rows of the journal read in one go for anchors; a divisor of [`MAX_ANCHOR_ROWS`].
pub const ANCHOR_PAGE: u32 = 1_000;
/// Bytes at the end of a file of anchors that are compared at the start and before each anchor; the whole of the last line at
/// least.
pub const ANCHOR_TAIL_BYTES: u64 = 256 * 1024;
/// Differences between journal and anchors that are told.
pub const MAX_ANCHOR_FINDINGS: usize = 20;
/// Without new rows an anchor is written this often.
pub const ANCHOR_BEAT: TimeDelta = TimeDelta::hours(24);
/// How often all anchors are compared with the whole journal.
pub const ANCHOR_ROUND: TimeDelta = TimeDelta::hours(24);
/// Pause after each [`ANCHOR_PAGE`] rows then: ten million rows are compared in twenty minutes.
pub const ANCHOR_PAUSE: Duration = Duration::from_millis(100);
/// An anchor that could not be written is tried again after this, where the interval is not shorter.
pub const ANCHOR_RETRY: TimeDelta = TimeDelta::minutes(5);
/// Rows of the journal whose chain is followed before a pause.
pub const CHAIN_PAGE: u32 = 100;
/// That pause; together at most 200 rows a second.
pub const CHAIN_PAUSE: Duration = Duration::from_millis(500);
/// How often all chains are followed, where one round takes no longer.
pub const CHAIN_ROUND: TimeDelta = TimeDelta::hours(24);
/// Broken chains that are told.
pub const MAX_CHAIN_FINDINGS: usize = 20;
/// How long the stop waits for the last anchor.
pub const ANCHOR_PATIENCE: Duration = Duration::from_secs(5);
/// How long a stop waits for commands and deliveries under way.
pub const STOP_PATIENCE: Duration = Duration::from_secs(10);
/// Ended instances from which the usual durations of a process are learnt, the newest first.
pub const MAX_LEARNT: u32 = 200;
/// Percent of the time of all work of a process from which the step that takes most of it is called a bottleneck.
pub const BOTTLENECK_SHARE: u32 = 20;
/// How long what was learnt from them is kept at most.
pub const LESSON_AGE: TimeDelta = TimeDelta::minutes(10);
/// Live children of one instance that its forecast looks at.
pub const MAX_FORECAST_CHILDREN: usize = 200;
/// Open tasks whose instances the board forecasts, the nearest due dates first.
pub const MAX_FORECAST_TASKS: u32 = 100;
/// Instances listed in one proposal to migrate; the command itself knows no bound.
pub const MAX_PROPOSED: usize = 500;
/// Most entries of a register in one file.
pub const MAX_JOURNAL_LINES: usize = 20_000;
/// Drafts that the list shows.
pub const MAX_DRAFTS: u32 = 200;
/// Most files that one draft changes.
pub const DRAFT_FILES: usize = 200;
/// Longest path of a file in a draft.
pub const DRAFT_PATH_CHARS: usize = 120;
/// Longest title of a draft.
pub const DRAFT_TITLE_CHARS: usize = 200;
/// Longest remark with which a draft is returned.
pub const DRAFT_REMARK_CHARS: usize = 2_000;
/// Running instances of one process for which a draft is tried out.
pub const DRAFT_CASES: usize = 200;
/// Sessions of one person that are listed, the last used ones.
pub const SESSIONS_LISTED: u32 = 100;
/// Longest name of a person at a provider of identities, characters; also of how it calls them. OpenID Connect allows 255.
pub const SUBJECT_CHARS: usize = 255;
/// Identities that are nobody's yet and are remembered for the administrators, the last that came.
pub const STRANGERS_KEPT: u32 = 50;
/// How long an identity that is nobody's is remembered.
pub const STRANGER_LIFE: TimeDelta = TimeDelta::days(30);
/// A session that goes on being used is noted this often.
pub const SESSION_NOTE: TimeDelta = TimeDelta::minutes(1);
/// Effects whose batch is remembered for traces, the last ordered ones.
pub const MAX_TRACED_EFFECTS: usize = 4_096;
/// What waits in the store is counted up to this: an alarm needs no greater number.
pub const BACKLOG_COUNTED: u32 = 10_000;
/// How long what was counted is told again before the store is asked anew.
pub const BACKLOG_AGE: TimeDelta = TimeDelta::seconds(5);
/// How long the store may take to answer whether it is there, and to count what waits.
pub const BACKLOG_PATIENCE: Duration = Duration::from_secs(2);
