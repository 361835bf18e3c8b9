//! A schedule of six fields in words: «каждый понедельник в 09:00», “on the second Tuesday of every month at 00:00”.
//!
//! Only what words can say exactly is said; for anything else there are no words, and the text as written stands for itself.
//! A schedule knows no holidays: `MON-FRI` is «с понедельника по пятницу», never «каждый рабочий день».

mod english;
mod field;
mod russian;
#[cfg(test)]
mod tests;

use field::{Field, MONTHS, WEEKDAYS};

use crate::Language;
use crate::limits::SCHEDULE_TIMES;

/// The schedule in words; none when words cannot say it.
pub fn schedule_words(schedule: &str, language: Language) -> Option<String> {
    let read = Read::of(schedule)?;
    match language {
        Language::Russian => russian::words(&read),
        Language::English => english::words(&read),
    }
}

/// A schedule as far as words can say it.
struct Read {
    /// `09:00`, in order.
    times: Vec<String>,
    days: Days,
    /// From 0 for January.
    months: Field,
}

/// The days of a schedule.
enum Days {
    Every,
    /// Days of the month, from 1.
    OfMonth(Field),
    /// Weekdays, from 0 for Monday.
    OfWeek(Field),
    /// The n-th weekday of the month, both from 0.
    Nth(usize, usize),
}

impl Read {
    fn of(schedule: &str) -> Option<Self> {
        let fields: Vec<&str> = schedule.split_whitespace().collect();
        let [second, minute, hour, day, month, weekday] = fields.as_slice() else {
            return None;
        };
        if Field::read(second, &[])? != Field::Some(vec![0]) {
            return None;
        }
        let day = Field::read(day, &[])?;
        let weekday = Field::read(weekday, &WEEKDAYS)?;
        Some(Self {
            times: times(&Field::read(hour, &[])?, &Field::read(minute, &[])?)?,
            days: Days::of(day, weekday)?,
            // Months are written from 1 or by name.
            months: Field::read(month, &MONTHS)?,
        })
    }
}

impl Days {
    /// Day of the month and weekday hold both.
    fn of(day: Field, weekday: Field) -> Option<Self> {
        match (day, weekday) {
            (Field::All, Field::All) => Some(Self::Every),
            (day, Field::All) => Some(Self::OfMonth(day)),
            (Field::All, weekday) => Some(Self::OfWeek(weekday)),
            (Field::Range(from, until), Field::Some(weekdays)) => {
                let [weekday] = weekdays.as_slice() else {
                    return None;
                };
                let whole = from % 7 == 1 && until == from + 6 && until <= 28;
                whole.then_some(Self::Nth(from / 7, *weekday))
            }
            _ => None,
        }
    }
}

fn times(hour: &Field, minute: &Field) -> Option<Vec<String>> {
    let (Field::Some(hours), Field::Some(minutes)) = (hour, minute) else {
        return None;
    };
    let all = hours.iter().flat_map(|hour| {
        let at = move |minute: &usize| format!("{hour:02}:{minute:02}");
        minutes.iter().map(at)
    });
    let all: Vec<String> = all.collect();
    (all.len() <= SCHEDULE_TIMES).then_some(all)
}

/// «a, b и c».
fn listed(parts: &[String], and: &str) -> String {
    match parts {
        [rest @ .., before, last] => {
            let rest = rest.iter().map(|part| format!("{part}, "));
            let rest: String = rest.collect();
            format!("{rest}{before} {and} {last}")
        }
        _ => parts.concat(),
    }
}
