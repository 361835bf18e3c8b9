//! Counts a due date and explains it: the heart of the crate.
//!
//! Articles 190-194 of the Civil Code: the event's local date, the count, the roll, the hour at which the last day
//! closes. What was decided about a running term (extension, suspension) is counted in by [`due_with`].

mod calendar_term;
mod closing;
mod course;
mod elapsed;
mod error;
mod trail;
mod working_term;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use course::{TermAct, due_with};
pub use error::DueError;

use crate::calendar::{Calendar, is_supported};
use crate::line::{Direction, Event, Line, Rolled};
use crate::reference::CalendarRef;
use crate::rule::{Roll, Rule};
use crate::term::Unit;
use crate::zone;
use trail::Trail;

/// The event from which a term is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// A local date of the rule's zone. Hours and minutes count from its first instant.
    Date(NaiveDate),
    /// An instant; it is first converted to the local date of the rule's zone.
    Moment(DateTime<Utc>),
}

/// A due date with everything that a file note about it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day of the term, a local date of the rule's zone.
    pub date: NaiveDate,
    /// The first instant that is late: the end of the local day, the closing hour, or the exact instant for hours and
    /// minutes.
    pub at: DateTime<Utc>,
    /// The last day before rolling; extensions are counted from it.
    pub nominal: NaiveDate,
    /// True when a day of a year without a published calendar decided the date or its hour.
    pub provisional: bool,
    /// The calendar that was used.
    pub calendar: CalendarRef,
    /// How the date came about, in order.
    pub explanation: Vec<Line>,
}

impl Due {
    /// The explanation in Russian, one sentence a line.
    pub fn ru(&self) -> String {
        let lines: Vec<String> = self.explanation.iter().map(Line::ru).collect();
        lines.join("\n")
    }

    /// The explanation in English, one sentence a line.
    pub fn en(&self) -> String {
        let lines: Vec<String> = self.explanation.iter().map(Line::en).collect();
        lines.join("\n")
    }
}

/// Where a count ended: the nominal day, and the exact instant when the unit has one.
pub(crate) struct Nominal {
    day: NaiveDate,
    exact: Option<DateTime<Utc>>,
}

/// Counts the due date of a term from an event.
///
/// # Errors
/// [`DueError::OutOfRange`] when the event or the result lies outside the supported years.
pub fn due(calendar: &Calendar, rule: &Rule, from: From) -> Result<Due, DueError> {
    let origin = match from {
        From::Date(date) => date,
        From::Moment(moment) => zone::local_date(moment, rule.zone),
    };
    supported(rule, origin)?;
    let mut trail = Trail::new(calendar, rule.decree_days);
    trail.push(event(rule, from, origin));
    let nominal = match rule.term.unit {
        Unit::Hour | Unit::Minute => elapsed::count(rule, from, &mut trail)?,
        Unit::WorkingDay => working_term::count(rule, origin, &mut trail)?,
        _ => calendar_term::count(rule, origin, &mut trail)?,
    };
    let date = roll(rule, nominal.day, &mut trail)?;
    let exact = nominal.exact.filter(|_| date == nominal.day);
    let at = match exact {
        Some(at) => at,
        None => closing::instant(rule, date, &mut trail),
    };
    let (explanation, provisional) = trail.finish();
    let calendar = calendar.reference();
    Ok(Due {
        date,
        at,
        nominal: nominal.day,
        provisional,
        calendar,
        explanation,
    })
}

fn event(rule: &Rule, from: From, date: NaiveDate) -> Line {
    let moment = match from {
        From::Date(_) => None,
        From::Moment(moment) => Some(moment),
    };
    Line::Event(Event {
        term: rule.term,
        back: rule.back,
        date,
        moment,
        zone: rule.zone,
    })
}

/// Moves the last day off a non-working day as the rule orders.
fn roll(rule: &Rule, nominal: NaiveDate, trail: &mut Trail<'_>) -> Result<NaiveDate, DueError> {
    let direction = match rule.roll {
        Roll::None => return Ok(trail.stay(nominal, rule)),
        Roll::Next => Direction::Forward,
        Roll::Previous => Direction::Back,
    };
    let mut day = nominal;
    while !trail.consult(day) {
        trail.non_working(day);
        day = step(rule, day, direction)?;
    }
    if day == nominal {
        trail.ends_on_decree_day(day);
    } else {
        trail.push(Line::Rolled(Rolled {
            from: nominal,
            to: day,
            direction,
            back: rule.back,
        }));
    }
    Ok(day)
}

/// The neighbouring day, within the supported years.
fn step(rule: &Rule, day: NaiveDate, direction: Direction) -> Result<NaiveDate, DueError> {
    let next = match direction {
        Direction::Forward => day.succ_opt(),
        Direction::Back => day.pred_opt(),
    };
    let next = next.ok_or(DueError::OutOfRange { term: rule.term })?;
    supported(rule, next)?;
    Ok(next)
}

fn supported(rule: &Rule, date: NaiveDate) -> Result<(), DueError> {
    if is_supported(date) {
        Ok(())
    } else {
        Err(DueError::OutOfRange { term: rule.term })
    }
}
