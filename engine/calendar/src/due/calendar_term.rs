//! Terms in days, weeks, months and years: articles 191 and 192 of the Civil Code.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::trail::Trail;
use super::{DueError, Nominal, supported};
use crate::line::{Direction, Line, Span};
use crate::rule::{Rule, Start};
use crate::term::{Term, Unit};

pub(super) fn count(
    rule: &Rule,
    origin: NaiveDate,
    trail: &mut Trail<'_>,
) -> Result<Nominal, DueError> {
    let out_of_range = || DueError::OutOfRange { term: rule.term };
    let direction = Direction::of(rule);
    let end = shift(rule.term, origin, direction).ok_or_else(out_of_range)?;
    // A month that is too short for the number ends the term on its last day; that end is not moved by a start on the
    // event's own day, or 31 January plus a month would end on 27 February.
    let clamped = in_months(rule.term.unit) && end.day() != origin.day();
    let inclusive = rule.start == Start::SameDay && rule.term.count > 0 && !clamped;
    let day = if inclusive {
        direction.opposite().step(end).ok_or_else(out_of_range)?
    } else {
        end
    };
    supported(rule, day)?;
    explain(rule, origin, day, clamped, trail);
    Ok(Nominal { day, exact: None })
}

fn explain(rule: &Rule, origin: NaiveDate, day: NaiveDate, clamped: bool, trail: &mut Trail<'_>) {
    let first = match rule.start {
        Start::NextDay => Direction::of(rule).step(origin).unwrap_or(origin),
        Start::SameDay => origin,
    };
    trail.push(Line::Starts {
        date: first,
        start: rule.start,
        back: rule.back,
    });
    if clamped {
        trail.push(Line::Clamped {
            number: origin.day(),
            date: day,
        });
    } else {
        let (term, start, back) = (rule.term, rule.start, rule.back);
        trail.push(Line::Span(Span {
            term,
            first,
            last: day,
            start,
            back,
        }));
    }
}

fn in_months(unit: Unit) -> bool {
    matches!(unit, Unit::Month | Unit::Year)
}

/// The date a whole term away; chrono clamps months to the last day of a shorter month, as article 192 does.
fn shift(term: Term, origin: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let per_unit = match term.unit {
        Unit::Week => 7,
        Unit::Year => 12,
        _ => 1,
    };
    let count = term.count.checked_mul(per_unit)?;
    match (in_months(term.unit), direction) {
        (true, Direction::Forward) => origin.checked_add_months(Months::new(count)),
        (true, Direction::Back) => origin.checked_sub_months(Months::new(count)),
        (false, Direction::Forward) => origin.checked_add_days(Days::new(count.into())),
        (false, Direction::Back) => origin.checked_sub_days(Days::new(count.into())),
    }
}
