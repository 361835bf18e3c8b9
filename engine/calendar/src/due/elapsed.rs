//! Terms in hours and minutes: exact time from an instant, whatever the clock on the wall does.

use chrono::{DateTime, TimeDelta, Utc};

use super::trail::Trail;
use super::{DueError, From, Nominal, supported};
use crate::line::{Elapsed, Line};
use crate::rule::Rule;
use crate::term::Unit;
use crate::zone;

pub(super) fn count(rule: &Rule, from: From, trail: &mut Trail<'_>) -> Result<Nominal, DueError> {
    let start = match from {
        From::Date(date) => zone::start_of_day(date, rule.zone),
        From::Moment(moment) => moment,
    };
    let minutes = if rule.term.unit == Unit::Hour { 60 } else { 1 };
    let length = TimeDelta::minutes(i64::from(rule.term.count) * minutes);
    let moved = if rule.back {
        start.checked_sub_signed(length)
    } else {
        start.checked_add_signed(length)
    };
    let at = moved.ok_or(DueError::OutOfRange { term: rule.term })?;
    let day = zone::local_date(last_instant(at, rule), rule.zone);
    supported(rule, day)?;
    trail.push(Line::Elapsed(Elapsed {
        term: rule.term,
        start,
        end: at,
        back: rule.back,
        zone: rule.zone,
    }));
    Ok(Nominal {
        day,
        exact: Some(at),
    })
}

/// A term that ends at local midnight has its last day before it.
fn last_instant(at: DateTime<Utc>, rule: &Rule) -> DateTime<Utc> {
    let before = at.checked_sub_signed(TimeDelta::nanoseconds(1));
    before.filter(|_| rule.term.count > 0).unwrap_or(at)
}
