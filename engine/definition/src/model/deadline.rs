//! The rule by which a waiting step becomes due, is reminded of and becomes overdue.
//!
//! A deadline is only the rule; the computed dates are facts in the journal. Counting itself is done by the
//! `reglament-calendar` crate.

use chrono::NaiveTime;
use reglament_calendar::{DecreeDays, Roll, Start, Term};
use reglament_expression::Expression;

use super::{Extension, Suspension};

/// Where the length of a term comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermSource {
    /// Written in place.
    Literal(Term),
    /// A parameter of kind term.
    Parameter(String),
}

/// «В течение пяти рабочих дней со дня …» as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// How long.
    pub term: TermSource,
    /// The date or moment from which (or, when `back`, before which) it is counted; absent: the step's start.
    pub from: Option<Expression>,
    /// True for «не позднее чем за …»: the term is counted backwards from `from`.
    pub back: bool,
    /// Whether the first day is the next one (ст. 191 ГК) or the day itself.
    pub start: Start,
    /// What happens when the end is a non-working day; `None` takes the default of the unit.
    pub roll: Option<Roll>,
    /// How presidential non-working days count.
    pub decree_days: DecreeDays,
    /// The hour at which the counter closes on the last day; `None` is 24:00.
    pub closes: Option<NaiveTime>,
    /// Reminders, in the order written.
    pub remind: Vec<Reminder>,
    /// What happens once it has passed.
    pub overdue: Option<Overdue>,
    /// Who may make it longer, and how; only for tasks and the process.
    pub extension: Option<Extension>,
    /// Who may stop it, and how; only for tasks and the process.
    pub suspension: Option<Suspension>,
}

/// One reminder to those who hold the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// «за 2 рабочих дня»: that long before the due date.
    Before(Term),
    /// «в день срока».
    OnDueDate,
}

/// The ladder after the due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Roles that are told when the due date has passed.
    pub notify: Vec<String>,
    /// Which of their holders: a condition over `person`; `None`: all of them.
    pub filter: Option<Expression>,
    /// How often they are told again while the task stays open; `None`: once.
    pub every: Option<Term>,
    /// Further rungs: after a longer delay, more roles.
    pub ladder: Vec<OverdueRung>,
}

/// One further rung of the overdue ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverdueRung {
    /// How long after the due date.
    pub after: Term,
    /// Who is told then.
    pub notify: Vec<String>,
    /// Which of their holders; `None`: all of them.
    pub filter: Option<Expression>,
}
