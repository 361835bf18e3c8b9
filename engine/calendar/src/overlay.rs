//! An overlay: days that a region or an organisation adds to the calendar of the country.
//!
//! Who chooses the overlay decides whom it binds; the scope is text for people and is never interpreted.

use chrono::NaiveDate;

use crate::limits::MAX_NOTE_CHARS;
use crate::rows::{self, RowError, RowKind, RowProblem};

/// A named list of days laid over a calendar; the later overlay wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// Short name, part of [`CalendarRef::id`](crate::CalendarRef::id): letters, digits, `-`, `_`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The days, in the order of the table.
    pub days: Vec<OverlayDay>,
}

/// One row of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayDay {
    /// The date.
    pub date: NaiveDate,
    /// What happens on it.
    pub kind: RowKind,
    /// The act or the reason, as it will be shown.
    pub note: Option<String>,
    /// The region or the organisation the day is declared for.
    pub scope: Option<String>,
}

impl Overlay {
    /// Reads an overlay from CSV text with the header `date,kind,note` or `date,kind,note,scope`.
    ///
    /// # Errors
    /// Every bad line, with its number; nothing is skipped silently.
    pub fn parse(id: &str, title: &str, csv: &str) -> Result<Overlay, Vec<RowError>> {
        check_id(id)?;
        if title.chars().count() > MAX_NOTE_CHARS {
            return Err(vec![rows::problem(1, RowProblem::TooLong)]);
        }
        let rows = rows::read(csv)?;
        let days = rows.into_iter().map(|row| OverlayDay {
            date: row.date,
            kind: row.kind,
            note: row.note,
            scope: row.scope,
        });
        Ok(Overlay {
            id: id.to_owned(),
            title: title.to_owned(),
            days: days.collect(),
        })
    }
}

fn check_id(id: &str) -> Result<(), Vec<RowError>> {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().count() <= 40 && id.chars().all(fits) {
        return Ok(());
    }
    let shown = id.chars().take(40).collect();
    Err(vec![rows::problem(1, RowProblem::Identifier(shown))])
}
