//! The event from which a term is counted, as people write it: a date, a local time or an instant.
//!
//! A local time that the clocks jumped over is refused; one that came twice means the first of the two.

use chrono::offset::LocalResult;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use reglament_calendar::From;

use crate::failure::Failure;

const DATES: [&str; 2] = ["%Y-%m-%d", "%d.%m.%Y"];
const TIMES: [&str; 6] = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
];

/// Reads the event; `zone` is that of local dates and times.
pub(super) fn read(text: &str, zone: Tz) -> Result<From, Failure> {
    let text = text.trim();
    if let Some(date) = first(&DATES, |form| NaiveDate::parse_from_str(text, form)) {
        return Ok(From::Date(date));
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(From::Moment(instant.to_utc()));
    }
    match first(&TIMES, |form| NaiveDateTime::parse_from_str(text, form)) {
        Some(local) => instant(local, zone).map(From::Moment),
        None => Err(Failure::usage(
            "from.unreadable",
            format!(
                "«{text}» не похоже на дату или время; напишите 2021-10-21, 2021-10-21T15:00 или 2021-10-21T15:00:00+07:00."
            ),
            format!(
                "`{text}` is no date or time; write 2021-10-21, 2021-10-21T15:00 or 2021-10-21T15:00:00+07:00."
            ),
        )),
    }
}

fn first<T, E>(forms: &[&str], parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
    forms.iter().find_map(|form| parse(form).ok())
}

fn instant(local: NaiveDateTime, zone: Tz) -> Result<DateTime<Utc>, Failure> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => Ok(found.to_utc()),
        LocalResult::None => Err(Failure::usage(
            "from.gap",
            format!("Времени {local} в поясе {zone} не было: часы переводили вперёд."),
            format!("There was no {local} in {zone}: the clocks went forward over it."),
        )),
    }
}
