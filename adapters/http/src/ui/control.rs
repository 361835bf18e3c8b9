//! The control board: what is overdue, what soon will be, what is waited for, who holds it. The oldest first.

use askama::Template;

use super::parts::{DeadlineView, OptionView, SavedFilters, Shell, Tab, TogetherBar, Tone};

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
    /// What its checkbox sends; none when the viewer can do nothing about it.
    pub pick: Option<String>,
    /// Whether it is ticked.
    pub picked: bool,
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
    /// «Держит 12 раб. дней».
    pub held: String,
    /// «Напомнено 3 раза».
    pub reminders: String,
    /// When it was due.
    pub deadline: Option<DeadlineView>,
    /// What is said instead of a due date.
    pub no_deadline: String,
    /// What was decided about the term.
    pub notes: Vec<String>,
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

/// A duty of the strip.
#[derive(Clone, Debug)]
pub struct StripDuty {
    /// Title of the step.
    pub title: String,
    /// The list of this duty; of everything when it is open.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
}

/// A number of the strip.
#[derive(Clone, Debug)]
pub struct StripCell {
    /// How many.
    pub count: u32,
    /// How many for its strip, 1 to 4.
    pub heat: u32,
    /// The list behind it; none for nought.
    pub href: Option<String>,
    /// Unit and duty in words.
    pub label: String,
    /// Whether it is open.
    pub current: bool,
}

/// A unit of the strip.
#[derive(Clone, Debug)]
pub struct StripLine {
    /// Its name.
    pub title: String,
    /// The list of this unit; of everything when it is open.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
    /// One per duty.
    pub cells: Vec<StripCell>,
}

/// Where tasks pile up.
#[derive(Clone, Debug)]
pub struct Strip {
    /// Duties across.
    pub duties: Vec<StripDuty>,
    /// Units down.
    pub rows: Vec<StripLine>,
    /// Whether something was left out.
    pub more: bool,
}

/// View of `/control`.
#[derive(Clone, Debug, Template)]
#[template(path = "control.html")]
pub struct ControlPage {
    /// Surroundings.
    pub shell: Shell,
    /// Overdue, near, without holder, incidents.
    pub counters: Vec<Counter>,
    /// Kinds of what is or may become late.
    pub tabs: Vec<Tab>,
    /// Processes to choose from; the first means all.
    pub processes: Vec<OptionView>,
    /// Units to choose from; the first means all.
    pub units: Vec<OptionView>,
    /// Roles to choose from; the first means all.
    pub roles: Vec<OptionView>,
    /// People to choose from; the first means all.
    pub people: Vec<OptionView>,
    /// First day of the period, ISO.
    pub from: String,
    /// Last day of the period.
    pub until: String,
    /// Which list is open, kept by the filter form.
    pub view: String,
    /// Whether a filter is set.
    pub filtered: bool,
    /// The list without filters.
    pub bare_href: String,
    /// The list as a workbook.
    pub file_href: String,
    /// The duty that is open.
    pub duty: String,
    /// The viewer's own filters.
    pub saved: SavedFilters,
    /// Rows, oldest due date first.
    pub rows: Vec<ControlRow>,
    /// What is said when there is none.
    pub empty: String,
    /// What can be done with ticked rows; none when nothing can.
    pub bar: Option<TogetherBar>,
    /// Units and duties; none when there is nothing to compare.
    pub strip: Option<Strip>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Expected to be late; in that list only.
    pub forecast: Vec<ForecastRow>,
}
