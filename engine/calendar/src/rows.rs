//! Reads calendar tables: CSV text `date,kind,note[,scope]` into rows, reporting every bad line at once.
//!
//! Only the form is judged here; whether rows fit a year or an overlay is decided by those files.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::limits::{FIRST_YEAR, LAST_YEAR, MAX_NOTE_CHARS, MAX_ROWS};

/// What a row of a calendar table says about its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// `holiday`: a public holiday.
    Holiday,
    /// `moved_off`: a day off moved to this date.
    MovedOff,
    /// `moved_work`: a Saturday or Sunday that works.
    MovedWork,
    /// `short`: the working day is one hour shorter.
    Short,
    /// `decree_nonwork`: declared non-working by a decree of the President.
    DecreeNonwork,
    /// `day_off`: a day off of a region or an organisation.
    DayOff,
}

impl RowKind {
    const ALL: [(&'static str, RowKind); 6] = [
        ("holiday", RowKind::Holiday),
        ("moved_off", RowKind::MovedOff),
        ("moved_work", RowKind::MovedWork),
        ("short", RowKind::Short),
        ("decree_nonwork", RowKind::DecreeNonwork),
        ("day_off", RowKind::DayOff),
    ];

    fn parse(text: &str) -> Option<RowKind> {
        let found = RowKind::ALL.iter().find(|(name, _)| *name == text);
        found.map(|(_, kind)| *kind)
    }

    /// The word used in the table.
    pub fn name(self) -> &'static str {
        let found = RowKind::ALL.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(name, _)| name)
    }
}

/// One row, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) date: NaiveDate,
    pub(crate) kind: RowKind,
    pub(crate) note: Option<String>,
    pub(crate) scope: Option<String>,
}

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

/// Reads the whole table; every bad line is reported.
pub(crate) fn read(text: &str) -> Result<Vec<Row>, Vec<RowError>> {
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let columns = match lines.next().map(|(_, header)| header.trim()) {
        Some("date,kind,note") => 3,
        Some("date,kind,note,scope") => 4,
        _ => return Err(vec![problem(1, RowProblem::Header)]),
    };
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        if rows.len() + errors.len() >= MAX_ROWS {
            errors.push(problem(line, RowProblem::Size));
            break;
        }
        match read_row(line, text, columns) {
            Ok(row) => rows.push(row),
            Err(found) => errors.push(problem(line, found)),
        }
    }
    if rows.is_empty() && errors.is_empty() {
        errors.push(problem(1, RowProblem::Size));
    }
    errors.extend(conflicts(&rows));
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(errors)
    }
}

pub(crate) fn problem(line: usize, problem: RowProblem) -> RowError {
    RowError { line, problem }
}

fn read_row(line: usize, text: &str, columns: usize) -> Result<Row, RowProblem> {
    let mut fields = split(text).ok_or(RowProblem::Columns)?;
    if fields.len() != columns {
        return Err(RowProblem::Columns);
    }
    if fields
        .iter()
        .any(|field| field.chars().count() > MAX_NOTE_CHARS)
    {
        return Err(RowProblem::TooLong);
    }
    let scope = if columns == 4 { fields.pop() } else { None };
    let date = read_date(&fields[0]).ok_or_else(|| RowProblem::Date(fields[0].clone()))?;
    let kind = RowKind::parse(&fields[1]).ok_or_else(|| RowProblem::Kind(fields[1].clone()))?;
    let filled = |text: String| (!text.is_empty()).then_some(text);
    let note = fields.pop().and_then(filled);
    Ok(Row {
        line,
        date,
        kind,
        note,
        scope: scope.and_then(filled),
    })
}

fn read_date(text: &str) -> Option<NaiveDate> {
    // The length check refuses what chrono would also read, such as `2021-1-1` or `+2021-01-01`.
    let date = (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())??;
    use chrono::Datelike;
    (FIRST_YEAR..=LAST_YEAR)
        .contains(&date.year())
        .then_some(date)
}

/// Splits one CSV record; `None` when a quote is not closed or stands inside a bare field.
fn split(text: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let (field, tail) = match rest.strip_prefix('"') {
            Some(quoted) => split_quoted(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        fields.push(field.trim().to_owned());
        match tail.strip_prefix(',') {
            Some(next) => rest = next,
            None => return tail.trim().is_empty().then_some(fields),
        }
    }
}

fn split_quoted(quoted: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = quoted;
    loop {
        let end = rest.find('"')?;
        field.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None => return Some((field, rest)),
        }
    }
}

/// Two rows of one date agree only when one of them says how long the day is or which decree names it.
fn conflicts(rows: &[Row]) -> Vec<RowError> {
    let group = |kind: RowKind| match kind {
        RowKind::Short => 1,
        RowKind::DecreeNonwork => 2,
        _ => 0,
    };
    let mut seen = std::collections::BTreeSet::new();
    let twice = rows
        .iter()
        .filter(|row| !seen.insert((row.date, group(row.kind))));
    twice
        .map(|row| problem(row.line, RowProblem::Conflict(row.date)))
        .collect()
}
