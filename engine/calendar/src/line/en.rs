//! Explanation lines as English sentences.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Counted, Days, Direction, Elapsed, Ends, Event, Line, Reason, Resumed, Rolled, Span};
use crate::day::DayKind;
use crate::english::{full_date, kind, note, range};
use crate::rule::Start;
use crate::term::{Term, Unit};
use crate::zone;

pub(super) fn sentence(line: &Line) -> String {
    match line {
        Line::Event(line) => event(line),
        Line::Starts { date, start, back } => starts(*date, *start, *back),
        Line::Counted(run) => counted(run),
        Line::Skipped(days) => {
            let why = because(&days.reason, days.first != days.last);
            format!("{} not counted: {why}.", range(days.first, days.last))
        }
        Line::NonWorking(days) => format!("{}.", described(days)),
        Line::Span(line) => span(line),
        Line::Clamped { number, date } => format!(
            "The last month of the term has no day {number}: the term ends on the last day of that month, {} (Civil Code, art. 192, part 3).",
            full_date(*date)
        ),
        Line::Rolled(line) => rolled(line),
        Line::NotRolled(days) => {
            format!(
                "{}, but this rule does not move the last day.",
                described(days)
            )
        }
        Line::DecreeDay(days) => format!("{}; {DECREE_WORKS}.", described(days)),
        Line::Elapsed(line) => elapsed(line),
        Line::Omitted { lines } => format!("… {lines} lines of the explanation are left out."),
        Line::Ends(line) => ends(line),
        Line::Extended { term, from } => format!(
            "The term is extended by {}: counted from the day after {}, rolling left out.",
            term.to_english(),
            full_date(*from)
        ),
        Line::Resumed(line) => resumed(line),
        Line::Stopped { date } => format!(
            "The term is suspended since {}: the date is set when it is resumed.",
            full_date(*date)
        ),
        Line::Provisional { years } => format!(
            "The date is provisional: no production calendar is published for {}; only the holidays of the Labour Code, art. 112, and weekends are counted.",
            list(years)
        ),
    }
}

fn resumed(line: &Resumed) -> String {
    let left = Term::new(line.left, line.unit).to_english();
    let (stop, go) = (full_date(line.suspended), full_date(line.resumed));
    format!("The term was suspended on {stop} ({left} left) and runs again since {go}.")
}

const DECREE_WORKS: &str =
    "it counts as a working day (Supreme Court, Review No. 1 of 21.04.2020, question 5)";

const DECREE_WORK_MANY: &str =
    "they count as working days (Supreme Court, Review No. 1 of 21.04.2020, question 5)";

/// `2021-12-31 (Fri): day off, moved from 03.01.2021`.
fn described(days: &Days) -> String {
    let why = because(&days.reason, days.first != days.last);
    format!("{}: {why}", range(days.first, days.last))
}

fn elapsed(line: &Elapsed) -> String {
    let way = if line.back { "before" } else { "after" };
    let (start, end) = (clock(line.start, line.zone), clock(line.end, line.zone));
    format!(
        "{} {way} {start}: {end} ({}).",
        line.term.to_english(),
        line.zone
    )
}

fn event(line: &Event) -> String {
    let (day, zone) = (line.date, line.zone);
    let way = if line.back { "before" } else { "after" };
    let term = line.term.to_english();
    let Some(moment) = line.moment else {
        return format!("Term: {term} {way} the event of {}.", full_date(day));
    };
    let time = zone::local(moment, zone).format("%H:%M");
    let utc = if moment.date_naive() == day {
        String::new()
    } else {
        format!("; the UTC date is {}", moment.date_naive())
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
            format!(
                "By the Civil Code, art. 191, the term runs from the day after the event: {day}."
            )
        }
        (Start::NextDay, true) => format!(
            "The count back runs from the day before the event (by analogy with the Civil Code, art. 191): {day}."
        ),
        (Start::SameDay, _) => {
            format!("By the regulation's own rule the day of the event is part of the term: {day}.")
        }
    }
}

fn counted(run: &Counted) -> String {
    let (n, reason) = ((run.first_n, run.last_n), run.reason.as_ref());
    let several = n.0 != n.1;
    let note = match reason {
        None => String::new(),
        Some(reason) if reason.kind == DayKind::Decree && several => {
            format!(": {}; {DECREE_WORK_MANY}", because(reason, true))
        }
        Some(reason) if reason.kind == DayKind::Decree => {
            format!(": {}; {DECREE_WORKS}", because(reason, false))
        }
        Some(reason) => format!(": {}", because(reason, several)),
    };
    let (first, last) = (full_date(run.first), full_date(run.last));
    if several {
        format!("Working days {}-{}: {first} to {last}{note}.", n.0, n.1)
    } else {
        format!("Working day {}: {first}{note}.", n.0)
    }
}

fn because(reason: &Reason, several: bool) -> String {
    let mut text = kind(reason.kind, several).to_owned();
    match &reason.note {
        // The note of a working Saturday says by itself that the day works.
        Some(russian) if reason.kind == DayKind::MovedWork => text = note(russian),
        Some(russian) => text = format!("{text}, {}", note(russian)),
        None => {}
    }
    if let Some(scope) = &reason.scope {
        text = format!("{text} [{scope}]");
    }
    text
}

fn span(line: &Span) -> String {
    let (term, start) = (line.term, line.start);
    let clause = match term.unit {
        Unit::Week | Unit::Month | Unit::Year if start == Start::SameDay => {
            "the day of the event is day 1"
        }
        Unit::Year => {
            "it ends on the same month and number of the last year, Civil Code, art. 192, part 1"
        }
        Unit::Month => "it ends on the same number of the last month, Civil Code, art. 192, part 3",
        Unit::Week => "it ends on the same weekday of the last week, Civil Code, art. 192, part 4",
        _ => "days in a row, days off included",
    };
    let way = if line.back { " back" } else { "" };
    let term = term.to_english();
    let (first, last) = (full_date(line.first), full_date(line.last));
    format!("{term}{way}: first day {first}, last day {last} ({clause}).")
}

fn rolled(line: &Rolled) -> String {
    let (from, to) = (line.from, full_date(line.to));
    match (line.direction, line.back) {
        (Direction::Forward, false) => format!(
            "The last day, {from}, does not work: the term ends on the next working day, {to} (Civil Code, art. 193)."
        ),
        (Direction::Back, true) => format!(
            "The latest day, {from}, does not work: act no later than the working day before it, {to} (the forward move of the Civil Code, art. 193, does not apply here)."
        ),
        (Direction::Back, false) => format!(
            "The last day, {from}, does not work: by the regulation's own rule the term ends on the working day before it, {to}."
        ),
        (Direction::Forward, true) => format!(
            "The latest day, {from}, does not work: by the regulation's own rule it moves to the next working day, {to}."
        ),
    }
}

fn ends(line: &Ends) -> String {
    let zone = line.zone;
    let day = full_date(line.date);
    let Some(closes) = line.closes else {
        return format!(
            "The last day is {day}, until 24:00 ({zone}; Civil Code, art. 194, part 1)."
        );
    };
    let hour = closes.format("%H:%M");
    let note = if line.short {
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
        [first, .., last]
            if years.len() > 2 && last.abs_diff(*first) as usize + 1 == years.len() =>
        {
            format!("{first}-{last}")
        }
        _ => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            years.join(", ")
        }
    }
}
