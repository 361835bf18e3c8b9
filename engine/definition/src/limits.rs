//! Every bound of the compiler, in one place.
//!
//! Definitions come from administrators and may come from strangers: whatever the text is, reading it ends quickly and
//! within a few megabytes. The bounds of expressions are in `reglament_expression::limits`.

/// Longest file, bytes. Checked before anything reads the text.
pub const FILE_BYTES: usize = 1024 * 1024;
/// Deepest nesting of lists and maps in a YAML file.
pub const YAML_DEPTH: usize = 32;
/// Most scalars, lists and maps in a YAML file, counted after aliases have been expanded.
pub const YAML_NODES: usize = 50_000;
/// Most files of a processes folder.
pub const FILES: usize = 2_000;
/// Most times that a repeated term may come.
pub const RECURRENCES: u32 = 1_000;
/// Longest time that a message waits for its receiver.
pub const KEEP_DAYS: i64 = 366;
/// Most people of a directory.
pub const PEOPLE: usize = 10_000;
/// Most units of a directory.
pub const UNITS: usize = 5_000;
/// Most posts of one person.
pub const POSTS: usize = 50;
/// Most steps of one process.
pub const STEPS: usize = 2_000;
/// Longest id, characters.
pub const ID_CHARS: usize = 64;
/// Most diagnostics kept; more would hide the first ones.
pub const DIAGNOSTICS: usize = 1_000;
/// Most characters of a clause quoted in a message.
pub const QUOTED_CHARS: usize = 60;
/// Most times of a day that a schedule is told by in words; more are shown as written.
pub const SCHEDULE_TIMES: usize = 4;
/// Most tries of a service after the first one.
pub const RETRIES: u32 = 50;
/// Most different pauses between them.
pub const RETRY_DELAYS: usize = 50;
/// Highest bound of repetitions.
pub const REPEATS: u32 = 1_000;
/// Most inputs of a decision table.
pub const TABLE_INPUTS: usize = 20;
/// Most rows of a decision table.
pub const TABLE_ROWS: usize = 500;
/// Most combinations of values that the search for gaps of a decision table looks at.
pub const TABLE_STEPS: usize = 200_000;
/// Most overlaps and gaps that are reported of one decision table.
pub const TABLE_FINDINGS: usize = 5;
/// Longest chain of computed fields that read each other.
pub const COMPUTED_DEPTH: usize = 16;
/// Most files of one field of a form.
pub const FIELD_FILES: usize = 40;
/// Most items of a checklist.
pub const CHECKLIST_ITEMS: usize = 100;
/// Most working days within which a digest may call a task due soon.
pub const DIGEST_DAYS: u32 = 60;
/// Most questions of a bank.
pub const BANK_QUESTIONS: usize = 2_000;
/// Most topics of a bank.
pub const BANK_SECTIONS: usize = 100;
/// Most options of a question.
pub const QUESTION_OPTIONS: usize = 20;
/// Longest text of a question or an option, characters.
pub const QUESTION_CHARS: usize = 4_000;
/// Most points of a question.
pub const QUESTION_POINTS: u32 = 100;
/// Most questions of a variant.
pub const VARIANT_QUESTIONS: usize = 200;
/// Longest time of a test, hours.
pub const TEST_HOURS: i64 = 24;
