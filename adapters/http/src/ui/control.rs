//! The control board: what is overdue, what soon will be, who holds it. The oldest first.

use askama::Template;

use super::parts::{DeadlineView, OptionView, Shell, Tone};

/// A number on top, with the list behind it.
#[derive(Clone, Debug)]
pub struct Counter {
    /// What is counted.
    pub title: String,
    /// How many, as printed.
    pub value: String,
    /// Colour of the number.
    pub tone: Tone,
    /// The list.
    pub href: String,
    /// Whether the list below is this one.
    pub current: bool,
}

/// A task on the board.
#[derive(Clone, Debug)]
pub struct ControlRow {
    /// Title of the step.
    pub title: String,
    /// The instance.
    pub href: String,
    /// Whom or what it is about, with the number.
    pub subject: String,
    /// Title of the process.
    pub process: String,
    /// Who holds it: names, or the role without holders.
    pub holder: String,
    /// For how many working days.
    pub held: String,
    /// How many, as printed.reminders and notices went out.
    pub reminders: String,
    /// When it was due.
    pub deadline: Option<DeadlineView>,
}

/// A task that is in time today and expected to be late.
#[derive(Clone, Debug)]
pub struct ForecastRow {
    /// Title of the step.
    pub title: String,
    /// The instance.
    pub href: String,
    /// Whom or what it is about.
    pub subject: String,
    /// Title of the process.
    pub process: String,
    /// The last day in time.
    pub due: String,
    /// The day on which it is expected to be done.
    pub expected: String,
    /// How many days lie between.
    pub late_by: String,
}

/// View of `/control`.
#[derive(Clone, Debug, Template)]
#[template(path = "control.html")]
pub struct ControlPage {
    /// Surroundings.
    pub shell: Shell,
    /// Overdue, near, incidents, without holder.
    pub counters: Vec<Counter>,
    /// Processes to choose from; the first means all.
    pub processes: Vec<OptionView>,
    /// Roles to choose from; the first means all.
    pub roles: Vec<OptionView>,
    /// Which counter's list is open, kept by the filter form.
    pub view: String,
    /// Rows, oldest due date first.
    pub rows: Vec<ControlRow>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Expected to be late; on the first page without filters only.
    pub forecast: Vec<ForecastRow>,
}
