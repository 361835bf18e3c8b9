//! Every bound of an import, in one place. Bounds of the directory itself are those of `reglament_definition::limits`.

/// Most rows of a table: as many as the reader of tables gives.
pub const ROWS: usize = 20_000;
/// Most problems kept; more would hide the first ones, the rest is counted.
pub const PROBLEMS: usize = 500;
/// Most words of a name: a family name, a given name and a patronymic of up to three words.
pub const NAME_WORDS: usize = 5;
/// Longest e-mail address, characters (RFC 5321).
pub const EMAIL_CHARS: usize = 254;
/// Longest text that is compared with others to find what was meant, characters.
pub const COMPARED_CHARS: usize = 100;
/// Ids tried for a new person or unit before it must be given in the table.
pub const ID_TRIES: usize = 1_000;
/// First and last year of a date.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Days of Excel that are read as dates: 1927 to 2119. A smaller number is more likely a number of something.
pub const EXCEL_DAYS: std::ops::RangeInclusive<i64> = 10_000..=80_000;
