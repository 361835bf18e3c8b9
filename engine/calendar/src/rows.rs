//! Reads calendar tables: CSV text `date,kind,note[,scope]` into rows, reporting every bad line at once.
//!
//! Only the form is judged here; whether rows fit a year or an overlay is decided by those files.

mod error;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use error::{RowError, RowProblem};

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
    let mut seen = BTreeSet::new();
    let twice = rows
        .iter()
        .filter(|row| !seen.insert((row.date, group(row.kind))));
    twice
        .map(|row| problem(row.line, RowProblem::Conflict(row.date)))
        .collect()
}
