//! Named limits of the engine. Beyond them a command is refused or an incident raised; nothing grows without bound.

/// Events that one command may cause before an incident stops it.
pub const MAX_EVENTS_PER_COMMAND: usize = 5_000;
/// Items of one `for_each` step.
pub const MAX_ITEMS: usize = 2_000;
/// Rows of a register that a step may go through.
pub const MAX_REGISTER_ROWS: usize = 20_000;
/// Messages kept for a later wait.
pub const MAX_KEPT_MESSAGES: usize = 200;
/// Rows of a list or table field.
pub const MAX_ROWS: usize = 2_000;
/// Characters of one line of text.
pub const MAX_TEXT: usize = 1_000;
/// Rows of a journal that one erasure lists.
pub const MAX_ERASED_ROWS: usize = 20_000;
/// Characters of a long text.
pub const MAX_LONG_TEXT: usize = 20_000;
/// Substitutes of one absence.
pub const MAX_SUBSTITUTES: usize = 5;
/// Absent people in a row, each standing in for the one before.
pub const MAX_SUBSTITUTION_CHAIN: usize = 5;
/// Members of a commission that votes.
pub const MAX_MEMBERS: usize = 200;
/// Characters of what a worker or webhook says about a failure.
pub const MAX_JOB_MESSAGE: usize = 2_000;
/// Characters of the code of a business error.
pub const MAX_ERROR_CODE: usize = 64;
/// Longest pause that a worker may ask for, seconds: thirty days.
pub const MAX_RETRY_SECONDS: u64 = 30 * 24 * 3_600;
/// Publications of one instance.
pub const MAX_PUBLICATIONS: usize = 500;
/// Characters of a published text.
pub const MAX_PUBLISHED_TEXT: usize = 100_000;
/// Open incidents of one instance.
pub const MAX_INCIDENTS: usize = 100;
/// Overdue notices of one task; after that the ladder falls silent and the control page still shows it.
pub const MAX_OVERDUE_NOTICES: u32 = 60;
/// Times that a repeated term of one event may come.
pub const MAX_REPEATS: u32 = 1_000;
/// Characters of the key by which a message finds its instance.
pub const MAX_KEY: usize = 200;
/// Bytes of an uploaded file: 25 MB.
pub const MAX_FILE_BYTES: usize = 25 * 1024 * 1024;
/// Characters of the name of an uploaded file.
pub const MAX_FILE_NAME: usize = 200;
/// Uploaded files of one field.
pub const MAX_FILES: usize = reglament_definition::limits::FIELD_FILES;
/// Characters (bytes) of one part of an answer in a test.
pub const MAX_ANSWER: usize = 64;
/// Parts of an answer: options chosen, places of an order.
pub const MAX_ANSWER_PARTS: usize = 40;
/// Rulings about questions that one regrading may carry out.
pub const MAX_RULINGS: usize = 200;
