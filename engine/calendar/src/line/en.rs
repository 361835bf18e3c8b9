//! Explanation lines as English sentences.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::{Direction, Line, Reason};
use crate::day::DayKind;
use crate::english::{full_date, kind, note, range};
use crate::rule::Start;
use crate::term::{Term, Unit};
use crate::zone;

pub(super) fn sentence(line: &Line) -> String {
    match line {
        Line::Event {
            term,
            back,
            date,
            moment,
            zone,
        } => event(*term, *back, *date, *moment, *zone),
        Line::Starts { date, start, back } => starts(*date, *start, *back),
        Line::Counted {
            first_n,
            last_n,
            first,
            last,
            reason,
        } => counted((*first_n, *last_n), (*first, *last), reason.as_ref()),
        Line::Skipped {
            first,
            last,
            reason,
        } => {
            format!(
                "{}: {}, not counted.",
                range(*first, *last),
                because(reason)
            )
        }
        Line::Span {
            term,
            first,
            last,
            back,
        } => span(*term, *first, *last, *back),
        Line::Clamped { number, date } => format!(
            "That month has no day {number}: the term ends on the last day of the month, {} (Civil Code, art. 192, part 3).",
            full_date(*date)
        ),
        Line::Rolled {
            from,
            to,
            direction,
            back,
        } => rolled(*from, *to, *direction, *back),
        Line::NotRolled { date, reason } => format!(
            "{} is a {}, but this rule does not move the last day.",
            full_date(*date),
            because(reason)
        ),
        Line::DecreeDay { date, reason } => {
            format!("{}: {}; {DECREE_WORKS}.", full_date(*date), because(reason))
        }
        Line::Elapsed {
            term,
            start,
            end,
            back,
            zone,
        } => {
            let way = if *back { "before" } else { "after" };
            let term = term.to_english();
            format!(
                "{term} {way} {}: {} ({zone}).",
                clock(*start, *zone),
                clock(*end, *zone)
            )
        }
        Line::Omitted { lines } => format!("… {lines} lines of the explanation are left out."),
        Line::Ends {
            date,
            closes,
            short,
            zone,
            ..
        } => ends(*date, *closes, *short, *zone),
        Line::Provisional { years } => format!(
            "The date is provisional: no production calendar is published for {}; only the holidays of the Labour Code, art. 112, and weekends are counted.",
            list(years)
        ),
    }
}

const DECREE_WORKS: &str =
    "it counts as a working day (Supreme Court, Review No. 1 of 21.04.2020, question 5)";

fn event(
    term: Term,
    back: bool,
    day: NaiveDate,
    moment: Option<DateTime<Utc>>,
    zone: Tz,
) -> String {
    let way = if back { "before" } else { "after" };
    let term = term.to_english();
    let Some(moment) = moment else {
        return format!("Term: {term} {way} the event of {}.", full_date(day));
    };
    let time = zone::local(moment, zone).format("%H:%M");
    let utc = if moment.date_naive() == day {
        String::new()
    } else {
        format!(", although the UTC date is {}", moment.date_naive())
    };
    format!(
        "Term: {term} {way} the event of {} at {time} ({zone}{utc}).",
        full_date(day)
    )
}

fn starts(day: NaiveDate, start: Start, back: bool) -> String {
    let day = full_date(day);
    match (start, back) {
        (Start::NextDay, false) => {
            format!("The term starts the day after the event, {day} (Civil Code, art. 191).")
        }
        (Start::NextDay, true) => format!(
            "The count back starts the day before the event, {day} (by analogy with the Civil Code, art. 191)."
        ),
        (Start::SameDay, _) => {
            format!(
                "The day of the event, {day}, is part of the term by the regulation's own rule."
            )
        }
    }
}

fn counted(n: (u32, u32), days: (NaiveDate, NaiveDate), reason: Option<&Reason>) -> String {
    let note = match reason {
        None => String::new(),
        Some(reason) if reason.kind == DayKind::Decree => {
            format!(": {}; {DECREE_WORKS}", because(reason))
        }
        Some(reason) => format!(": {}", because(reason)),
    };
    if n.0 == n.1 {
        return format!("Working day {}: {}{note}.", n.0, full_date(days.0));
    }
    format!(
        "Working days {}-{}: {} to {}{note}.",
        n.0,
        n.1,
        full_date(days.0),
        full_date(days.1)
    )
}

fn because(reason: &Reason) -> String {
    let mut text = kind(reason.kind).to_owned();
    if let Some(russian) = &reason.note {
        text = format!("{text} ({})", note(russian));
    }
    if let Some(scope) = &reason.scope {
        text = format!("{text} [{scope}]");
    }
    text
}

fn span(term: Term, first: NaiveDate, last: NaiveDate, back: bool) -> String {
    let clause = match term.unit {
        Unit::Year => {
            "it ends on the same month and number of the last year, Civil Code, art. 192, part 1"
        }
        Unit::Month => "it ends on the same number of the last month, Civil Code, art. 192, part 3",
        Unit::Week => "it ends on the same weekday of the last week, Civil Code, art. 192, part 4",
        _ => "days in a row, days off included",
    };
    let from = if back { "back from" } else { "from" };
    let term = term.to_english();
    format!(
        "{term}: {from} {} to {} ({clause}).",
        full_date(first),
        full_date(last)
    )
}

fn rolled(from: NaiveDate, to: NaiveDate, direction: Direction, back: bool) -> String {
    let to = full_date(to);
    match (direction, back) {
        (Direction::Forward, false) => format!(
            "The last day, {from}, does not work: the term ends on the next working day, {to} (Civil Code, art. 193)."
        ),
        (Direction::Back, true) => format!(
            "The latest day, {from}, does not work: act no later than the working day before it, {to} (Civil Code, art. 193, does not shorten a term before an event)."
        ),
        (Direction::Back, false) => format!(
            "The last day, {from}, does not work: by the regulation's own rule the term ends on the working day before it, {to}."
        ),
        (Direction::Forward, true) => format!(
            "The latest day, {from}, does not work: by the regulation's own rule it moves to the next working day, {to}."
        ),
    }
}

fn ends(day: NaiveDate, closes: Option<NaiveTime>, short: bool, zone: Tz) -> String {
    let day = full_date(day);
    let Some(closes) = closes else {
        return format!(
            "The last day is {day}, until 24:00 ({zone}; Civil Code, art. 194, part 1)."
        );
    };
    let hour = closes.format("%H:%M");
    let note = if short {
        "; a short day, one hour earlier, Labour Code, art. 95"
    } else {
        ""
    };
    format!(
        "The last day is {day}, until {hour} ({zone}; closing hour, Civil Code, art. 194, part 1{note})."
    )
}

fn clock(instant: DateTime<Utc>, zone: Tz) -> String {
    zone::local(instant, zone)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

fn list(years: &[i32]) -> String {
    match years {
        [first, .., last] if years.len() > 2 => format!("{first}-{last}"),
        _ => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            years.join(" and ")
        }
    }
}
