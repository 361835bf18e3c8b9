//! The calendar of the viewer's own due dates, a month at a time.

use askama::Template;

use super::parts::{MonthView, Shell};

/// View of `/calendar`.
#[derive(Clone, Debug, Template)]
#[template(path = "calendar.html")]
pub struct CalendarPage {
    /// Surroundings.
    pub shell: Shell,
    /// The month.
    pub month: MonthView,
    /// Said while the production calendar of the year is not published; or empty.
    pub unpublished: String,
    /// Whether nothing is due in it.
    pub empty: bool,
}
