//! Local dates and UTC instants: where a local day starts and ends.
//!
//! Zones are IANA names, never fixed offsets: Moscow was +4 in 2011 and is +3 now.

use chrono::offset::LocalResult;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Dates beyond these years are moved to the nearest of them: chrono cannot shift instants at the ends of its range.
const ZONE_YEARS: (i32, i32) = (1, 9998);

/// The date that the clock on the wall of the zone shows at the instant.
pub fn local_date(instant: DateTime<Utc>, tz: Tz) -> NaiveDate {
    local(instant, tz).date()
}

/// The first instant of the local date. When midnight does not exist (the clock jumps over it), the first instant after
/// the jump; when it comes twice, the first one.
pub fn start_of_day(date: NaiveDate, tz: Tz) -> DateTime<Utc> {
    instant_at(within(date).and_time(NaiveTime::MIN), tz, Fold::First)
}

/// The first instant after the local date (article 194 of the Civil Code: 24:00 of the last day). A clock that is set back
/// over midnight shows the date again: the day then ends at the second midnight.
pub fn end_of_local_day(date: NaiveDate, tz: Tz) -> DateTime<Utc> {
    let date = within(date);
    let midnight = date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN);
    let last = instant_at(midnight, tz, Fold::Last);
    if local_date(last - TimeDelta::nanoseconds(1), tz) == date {
        last
    } else {
        instant_at(midnight, tz, Fold::First)
    }
}

/// Which instant a local time means when the clock shows it twice.
#[derive(Clone, Copy)]
pub(crate) enum Fold {
    First,
    Last,
}

/// The local date and time in the zone.
pub(crate) fn local(instant: DateTime<Utc>, tz: Tz) -> NaiveDateTime {
    let date = instant.date_naive();
    let safe = if within(date) == date {
        instant
    } else {
        within(date).and_time(instant.time()).and_utc()
    };
    safe.with_timezone(&tz).naive_local()
}

/// The instant of a local date and time; in a gap, the first instant after it.
pub(crate) fn instant_at(time: NaiveDateTime, tz: Tz, fold: Fold) -> DateTime<Utc> {
    match tz.from_local_datetime(&time) {
        LocalResult::Single(found) => found.to_utc(),
        LocalResult::Ambiguous(first, last) => match fold {
            Fold::First => first.to_utc(),
            Fold::Last => last.to_utc(),
        },
        LocalResult::None => after_gap(time, tz),
    }
}

/// Halves the interval until the second of the jump is found; offsets never exceed 15 hours, gaps 24.
fn after_gap(time: NaiveDateTime, tz: Tz) -> DateTime<Utc> {
    let guess = time.and_utc();
    let (mut before, mut after) = (-40 * 3600, 40 * 3600);
    while after - before > 1 {
        let middle = (before + after) / 2;
        if local(guess + TimeDelta::seconds(middle), tz) < time {
            before = middle;
        } else {
            after = middle;
        }
    }
    guess + TimeDelta::seconds(after)
}

fn within(date: NaiveDate) -> NaiveDate {
    let (first, last) = ZONE_YEARS;
    let year = date.year().clamp(first, last);
    if year == date.year() {
        date
    } else {
        NaiveDate::from_ymd_opt(year, 6, 1).unwrap_or(date)
    }
}
