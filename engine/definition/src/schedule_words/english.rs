//! A schedule in English words; which schedules words can say is decided before.

use super::{Days, Field, Read, listed};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const NTH: [&str; 4] = ["first", "second", "third", "fourth"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn words(read: &Read) -> Option<String> {
    let months = months(&read.months)?;
    let (of_months, in_months) = match months.as_str() {
        "" => ("every month", String::new()),
        some => (some, format!(" in {some}")),
    };
    let days = match &read.days {
        Days::Every => format!("every day{in_months}"),
        Days::OfWeek(weekdays) => format!("{}{in_months}", of_week(weekdays)?),
        Days::OfMonth(Field::Some(days)) => {
            let word = if days.len() == 1 { "day" } else { "days" };
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            format!("on {word} {} of {of_months}", listed(&days, "and"))
        }
        Days::OfMonth(Field::Range(from, until)) => {
            format!("on days {from} to {until} of {of_months}")
        }
        Days::OfMonth(Field::All) => return None,
        Days::Nth(nth, weekday) => format!(
            "on the {} {} of {of_months}",
            NTH.get(*nth)?,
            WEEKDAYS.get(*weekday)?
        ),
    };
    Some(format!("{days} at {}", listed(&read.times, "and")))
}

fn of_week(weekdays: &Field) -> Option<String> {
    let name = |at: &usize| WEEKDAYS.get(*at).map(|name| (*name).to_owned());
    Some(match weekdays {
        Field::All => return None,
        Field::Range(from, until) => {
            format!("every day from {} to {}", name(from)?, name(until)?)
        }
        Field::Some(days) => {
            let names: Option<Vec<String>> = days.iter().map(name).collect();
            format!("every {}", listed(&names?, "and"))
        }
    })
}

/// The months by name; empty: every month.
fn months(months: &Field) -> Option<String> {
    let name = |at: usize| MONTHS.get(at).map(|name| (*name).to_owned());
    let names: Option<Vec<String>> = match months {
        Field::All => return Some(String::new()),
        Field::Some(months) => months.iter().map(|at| name(*at)).collect(),
        Field::Range(from, until) => (*from..=*until).map(name).collect(),
    };
    Some(listed(&names?, "and"))
}
