//! What is wrong with a line of a calendar table, in both languages.
//!
//! One variant per problem, so that a form or a command line can point at it.

use chrono::NaiveDate;

use super::RowKind;
use crate::limits::{FIRST_YEAR, LAST_YEAR, MAX_NOTE_CHARS, MAX_ROWS};

/// A bad line of a calendar table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.ru())]
pub struct RowError {
    /// Line in the text, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: RowProblem,
}

/// What can be wrong with a line of a calendar table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// The first line is not `date,kind,note` or `date,kind,note,scope`.
    Header,
    /// The table is empty or longer than [`MAX_ROWS`].
    Size,
    /// The line does not have the columns of the header, or a quote is not closed.
    Columns,
    /// The date is not `YYYY-MM-DD` or lies outside the supported years.
    Date(String),
    /// The kind is none of the six.
    Kind(String),
    /// A text is longer than [`MAX_NOTE_CHARS`].
    TooLong,
    /// The same date already has a row that says the same or the opposite.
    Conflict(NaiveDate),
    /// The date does not belong to the year of the table.
    WrongYear(NaiveDate, i32),
    /// `moved_work` on a Monday to Friday, which works anyway.
    WorksAnyway(NaiveDate),
    /// The identifier of an overlay is empty or has characters other than letters, digits, `-` and `_`.
    Identifier(String),
    /// The kind has no place in this table (`day_off` in the calendar of the country).
    KindNotHere(RowKind),
}

impl RowError {
    /// Stable code of the problem.
    pub fn code(&self) -> &'static str {
        match self.problem {
            RowProblem::Header => "calendar.header",
            RowProblem::Size => "calendar.size",
            RowProblem::Columns => "calendar.columns",
            RowProblem::Date(_) => "calendar.date",
            RowProblem::Kind(_) => "calendar.kind",
            RowProblem::TooLong => "calendar.too_long",
            RowProblem::Conflict(_) => "calendar.conflict",
            RowProblem::WrongYear(..) => "calendar.wrong_year",
            RowProblem::WorksAnyway(_) => "calendar.works_anyway",
            RowProblem::Identifier(_) => "calendar.identifier",
            RowProblem::KindNotHere(_) => "calendar.kind_not_here",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        let text = match &self.problem {
            RowProblem::Header => "первая строка таблицы должна быть «date,kind,note» или «date,kind,note,scope».".into(),
            RowProblem::Size => format!("в таблице должно быть от 1 до {MAX_ROWS} строк с днями."),
            RowProblem::Columns => "число полей не совпадает с заголовком или не закрыта кавычка; текст с запятой заключите в кавычки.".into(),
            RowProblem::Date(text) => format!("«{text}» не дата; напишите её как ГГГГ-ММ-ДД, год от {FIRST_YEAR} до {LAST_YEAR}."),
            RowProblem::Kind(text) => format!("вид дня «{text}» неизвестен; возможны: {}.", kinds()),
            RowProblem::TooLong => format!("текст длиннее {MAX_NOTE_CHARS} знаков; сократите его."),
            RowProblem::Conflict(date) => format!("для дня {} уже есть такая же или противоположная строка; оставьте одну.", date.format("%d.%m.%Y")),
            RowProblem::WrongYear(date, year) => format!("день {} не относится к {year} году.", date.format("%d.%m.%Y")),
            RowProblem::WorksAnyway(date) => format!("{} — будний день, он и так рабочий; вид «moved_work» ставят субботе или воскресенью.", date.format("%d.%m.%Y")),
            RowProblem::Identifier(text) => format!("«{text}» не годится как имя; нужны буквы, цифры, «-» и «_»."),
            RowProblem::KindNotHere(kind) => format!("вид «{}» допустим только в дополнении региона или организации.", kind.name()),
        };
        format!("Строка {}: {text}", self.line)
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        let text = match &self.problem {
            RowProblem::Header => "the first line must be `date,kind,note` or `date,kind,note,scope`.".into(),
            RowProblem::Size => format!("the table must have 1 to {MAX_ROWS} rows of days."),
            RowProblem::Columns => "the number of fields differs from the header or a quote is not closed; put a text with a comma in quotes.".into(),
            RowProblem::Date(text) => format!("`{text}` is not a date; write it as YYYY-MM-DD, years {FIRST_YEAR} to {LAST_YEAR}."),
            RowProblem::Kind(text) => format!("the kind `{text}` is unknown; possible kinds: {}.", kinds()),
            RowProblem::TooLong => format!("a text is longer than {MAX_NOTE_CHARS} characters; shorten it."),
            RowProblem::Conflict(date) => format!("{date} already has the same or an opposite row; keep one of them."),
            RowProblem::WrongYear(date, year) => format!("{date} is not a day of {year}."),
            RowProblem::WorksAnyway(date) => format!("{date} is a weekday and works anyway; `moved_work` is for a Saturday or a Sunday."),
            RowProblem::Identifier(text) => format!("`{text}` cannot be an identifier; use letters, digits, `-` and `_`."),
            RowProblem::KindNotHere(kind) => format!("the kind `{}` is only for the overlay of a region or an organisation.", kind.name()),
        };
        format!("Line {}: {text}", self.line)
    }
}

fn kinds() -> String {
    let names: Vec<&str> = RowKind::ALL.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}
