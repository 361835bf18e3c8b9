//! The production calendar of a year, and a term counted by it.

use askama::Template;

use super::parts::{Chip, Link, Pair, Shell};

/// A day of a small month.
#[derive(Clone, Debug)]
pub struct YearDay {
    /// «19»; empty where the week belongs to another month.
    pub number: String,
    /// Whether nobody works.
    pub off: bool,
    /// Whether it is an hour shorter.
    pub short: bool,
    /// Whether it is today.
    pub today: bool,
}

/// A small month.
#[derive(Clone, Debug)]
pub struct YearMonth {
    /// «Ноябрь».
    pub title: String,
    /// «19 рабочих дней, 151 час».
    pub norm: String,
    /// Weeks from Monday to Sunday.
    pub weeks: Vec<Vec<YearDay>>,
}

/// A day that differs from a plain week.
#[derive(Clone, Debug)]
pub struct YearSpecial {
    /// «ср 04.11.2026».
    pub date: String,
    /// What it is.
    pub chip: Chip,
    /// The holiday or the act behind the day; or empty.
    pub note: String,
}

/// What is to be counted, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TermInput {
    /// The term.
    pub term: String,
    /// The day of the event.
    pub from: String,
    /// Whether it runs back.
    pub back: bool,
    /// Whether the day of the event counts.
    pub same_day: bool,
    /// What is wrong with the term; or empty.
    pub term_problem: String,
    /// What is wrong with the day; or empty.
    pub from_problem: String,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct TermAnswer {
    /// «пт 27.11.2026».
    pub date: String,
    /// Said while the date may still change; or empty.
    pub provisional: String,
    /// How it was counted, line by line.
    pub lines: Vec<String>,
}

/// View of `/calendar/year`.
#[derive(Clone, Debug, Template)]
#[template(path = "calendar_year.html")]
pub struct CalendarYearPage {
    /// Surroundings.
    pub shell: Shell,
    /// Year.
    pub year: String,
    /// The years before and after, and the present one.
    pub links: Vec<Link>,
    /// What was typed.
    pub input: TermInput,
    /// What was counted.
    pub answer: Option<TermAnswer>,
    /// Said while the calendar of the year is not published; or empty.
    pub unpublished: String,
    /// The norm of the year, the calendar and its tables.
    pub facts: Vec<Pair>,
    /// Short names of the days, Monday first.
    pub weekdays: Vec<String>,
    /// The twelve months.
    pub months: Vec<YearMonth>,
    /// Days that differ from a plain week.
    pub specials: Vec<YearSpecial>,
    /// How to change it, for those who may; or empty.
    pub how: String,
}
