//! A month as a table: a cell a day, with holidays and moved working days named, and what is due on it.

use askama::Template;

use super::{Chip, Link};

/// What is due on a day.
#[derive(Clone, Debug)]
pub struct DayEntry {
    /// What it is.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Whom or what it is about.
    pub note: String,
    /// How it stands.
    pub chip: Option<Chip>,
}

/// A day.
#[derive(Clone, Debug)]
pub struct DayCell {
    /// «19».
    pub number: String,
    /// «чт 19.11.2026», for those who hear the page.
    pub date: String,
    /// Whether it belongs to the month.
    pub inside: bool,
    /// Whether nobody works.
    pub off: bool,
    /// Whether it is today.
    pub today: bool,
    /// The holiday or the act behind the day; or empty.
    pub note: String,
    /// What is due.
    pub entries: Vec<DayEntry>,
    /// «Ещё 5», when there are more; or empty.
    pub more: String,
}

/// A month.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/month.html")]
pub struct MonthView {
    /// «Ноябрь 2026».
    pub title: String,
    /// Names of the days, Monday first.
    pub weekdays: Vec<String>,
    /// Weeks from Monday to Sunday.
    pub weeks: Vec<Vec<DayCell>>,
    /// The months before and after, and the present one.
    pub links: Vec<Link>,
    /// What the links are for.
    pub label: String,
    /// The word on today.
    pub today: String,
}
