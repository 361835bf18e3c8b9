//! Working-day terms: every non-working day is passed over, so the last day always works.

use chrono::NaiveDate;

use super::trail::Trail;
use super::{DueError, Nominal, step};
use crate::limits::DETAILED_DAYS;
use crate::line::{Direction, Line};
use crate::rule::{Rule, Start};

pub(super) fn count(
    rule: &Rule,
    origin: NaiveDate,
    trail: &mut Trail<'_>,
) -> Result<Nominal, DueError> {
    let direction = Direction::of(rule);
    let wanted = rule.term.count;
    let mut day = match rule.start {
        Start::NextDay if wanted > 0 => step(rule, origin, direction)?,
        _ => origin,
    };
    trail.push(Line::Starts {
        date: day,
        start: rule.start,
        back: rule.back,
    });
    let mut counted = 0;
    while counted < wanted {
        if trail.consult(day) {
            counted += 1;
            trail.counted(counted, day, wanted <= DETAILED_DAYS);
        } else {
            trail.skipped(day);
        }
        if counted < wanted {
            day = step(rule, day, direction)?;
        }
    }
    Ok(Nominal { day, exact: None })
}
