//! Runs every row of `due.txt`; all failing rows are shown together.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use reglament_calendar::{Calendar, DecreeDays, Due, From, Roll, Rule, Start, Term, due};

const TABLE: &str = include_str!("due.txt");

#[test]
fn due_dates_follow_the_table() {
    let rows = TABLE
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'));
    let failures: Vec<String> = rows.filter_map(failure).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn failure(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let [event, term, options, date, checks, why] = cells[..] else {
        return Some(format!("six cells needed: {row}"));
    };
    let (calendar, rule) = rule(term, options);
    let found = due(&calendar, &rule, from(event));
    let found = found.map_or_else(|error| error.en(), |due| shown(&due));
    let nominal = if checks.contains("nominal=") {
        String::new()
    } else {
        format!("nominal={date} ")
    };
    let wanted = format!("{date} | {nominal}{checks}");
    (found != wanted).then(|| format!("{event} {term} {options} ({why}): {found}, not {wanted}"))
}

fn shown(due: &Due) -> String {
    let at = due.at.format("%Y-%m-%dT%H:%MZ");
    let provisional = if due.provisional { " provisional" } else { "" };
    format!(
        "{} | nominal={} at={at}{provisional}",
        due.date, due.nominal
    )
}

pub(crate) fn from(event: &str) -> From {
    match event.strip_suffix('Z') {
        Some(_) => {
            let full = event.replace('Z', ":00Z");
            From::Moment(full.parse::<DateTime<Utc>>().expect("an instant"))
        }
        None => From::Date(event.parse::<NaiveDate>().expect("a date")),
    }
}

pub(crate) fn rule(term: &str, options: &str) -> (Calendar, Rule) {
    let options: Vec<&str> = options.split_whitespace().collect();
    let zone = value(&options, "zone=")
        .unwrap_or("Asia/Novokuznetsk")
        .parse()
        .expect("a zone");
    let term = Term::parse(term).expect("a term");
    let back = options.contains(&"back");
    let mut rule = if back {
        Rule::before(term, zone)
    } else {
        Rule::new(term, zone)
    };
    rule.start = if options.contains(&"same") {
        Start::SameDay
    } else {
        Start::NextDay
    };
    rule.roll = value(&options, "roll=").map_or(rule.roll, roll);
    if options.contains(&"decree=off") {
        rule.decree_days = DecreeDays::Off;
    }
    let hour = |text| NaiveTime::parse_from_str(text, "%H:%M").expect("an hour");
    rule.closes = value(&options, "closes=").map(hour);
    let overlaid = options.contains(&"overlay=kuzbass");
    let calendar = if overlaid {
        crate::kuzbass()
    } else {
        Calendar::russia()
    };
    (calendar, rule)
}

fn roll(name: &str) -> Roll {
    match name {
        "none" => Roll::None,
        "next" => Roll::Next,
        "previous" => Roll::Previous,
        other => panic!("unknown roll {other}"),
    }
}

fn value<'a>(options: &[&'a str], key: &str) -> Option<&'a str> {
    options.iter().find_map(|option| option.strip_prefix(key))
}
