//! The first late instant of the last day: its end (article 194, part 1) or the hour at which the organisation stops
//! the operation (the same part), one hour earlier on a short day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::trail::Trail;
use crate::line::{Ends, Line};
use crate::rule::Rule;
use crate::zone::{self, Fold};

pub(super) fn instant(rule: &Rule, date: NaiveDate, trail: &mut Trail<'_>) -> DateTime<Utc> {
    let Some(closes) = rule.closes else {
        let at = zone::end_of_local_day(date, rule.zone);
        trail.push(Line::Ends(Ends {
            date,
            closes: None,
            short: false,
            at,
            zone: rule.zone,
        }));
        return at;
    };
    let short = trail.is_short(date);
    let closes = if short { hour_earlier(closes) } else { closes };
    let at = zone::instant_at(date.and_time(closes), rule.zone, Fold::Last);
    trail.push(Line::Ends(Ends {
        date,
        closes: Some(closes),
        short,
        at,
        zone: rule.zone,
    }));
    at
}

/// Never wraps to the evening of the day before.
fn hour_earlier(closes: NaiveTime) -> NaiveTime {
    let hour = TimeDelta::hours(1);
    if closes - NaiveTime::MIN < hour {
        NaiveTime::MIN
    } else {
        closes - hour
    }
}
