//! Extensions and suspensions in every order, from every day of 2020-2027, against a count day by day that knows nothing
//! of the crate: a purse of days that empties while the term runs.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc, Weekday};
use reglament_calendar::{Calendar, From, Rule, Term, TermAct, Unit, due_with, start_of_day};

use crate::slow_counter::SlowCounter;

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Moscow;

/// One letter per act: extension, suspension, resumption; a digit is the number of days since the start.
const ORDERS: [&str; 18] = [
    "E2",
    "S3 R9",
    "S0 R4",
    "S4 R4",
    "E2 S5 R12",
    "S2 E4 R9",
    "S2 R9 E9",
    "S2 R6 E7 S8 R15",
    "E1 E2 S3 R8",
    "E1 S3 E4 R8",
    "E1 S3 R8 E8",
    "S1 E2 E3 R8",
    "S1 E2 R8 E8",
    "S1 R8 E8 E9",
    "S1 R3 S4 R9 E9",
    "S1 R3 S4 E5 R9",
    "S1 E2 R3 S4 R9",
    "E0 S1 R3 S4 R9",
];

#[derive(Clone, Copy, PartialEq)]
enum Act {
    Extend,
    Suspend,
    Resume,
}

fn acts(order: &str) -> Vec<(Act, u64)> {
    let one = |word: &str| {
        let (kind, day) = word.split_at(1);
        let act = match kind {
            "E" => Act::Extend,
            "S" => Act::Suspend,
            _ => Act::Resume,
        };
        (act, day.parse().expect("a number of days"))
    };
    order.split(' ').map(one).collect()
}

/// For each day since the start: whether the term runs on it.
fn running(acts: &[(Act, u64)]) -> Vec<bool> {
    let runs = |since: u64| {
        let before = acts.iter().filter(|(_, when)| *when <= since);
        before.fold(true, |runs, (act, _)| match act {
            Act::Suspend => false,
            Act::Resume => true,
            Act::Extend => runs,
        })
    };
    (0..400).map(runs).collect()
}

/// Walks the days after the start. A day on which the term runs takes one out of the purse; the day that takes the last
/// one is the end. An extension puts days in, on whatever day it comes.
fn slow_end(start: usize, purse: usize, running: &[bool], works: &[bool]) -> usize {
    let counts = |since: &usize| running[*since] && works[start + since];
    let last = (1..).filter(counts).nth(purse - 1);
    start + last.expect("the tables are long enough")
}

fn noon(start: NaiveDate, days: u64) -> DateTime<Utc> {
    start_of_day(start + Days::new(days), ZONE) + Duration::hours(12)
}

fn told(start: NaiveDate, more: Term, acts: &[(Act, u64)]) -> Vec<TermAct> {
    let act = |(act, days): &(Act, u64)| match act {
        Act::Extend => TermAct::Extended { term: more },
        Act::Suspend => TermAct::Suspended {
            at: noon(start, *days),
        },
        Act::Resume => TermAct::Resumed {
            at: noon(start, *days),
        },
    };
    acts.iter().map(act).collect()
}

/// Whether each day works, from 1 January 2020 to the middle of 2028: that year has no table, only holidays by law.
fn working_days(first: NaiveDate) -> Vec<bool> {
    let slow = SlowCounter::new(false);
    let last = NaiveDate::from_ymd_opt(2028, 6, 30).expect("a date");
    let days = first.iter_days().take_while(|day| day.year() <= 2027);
    let table: BTreeSet<NaiveDate> = days.filter(|day| slow.works(*day)).collect();
    let works = |day: NaiveDate| {
        let holiday = match (day.month(), day.day()) {
            (1, n) => n <= 8,
            (2, n) => n == 23,
            (3, n) => n == 8,
            (5, n) => n == 1 || n == 9,
            (6, n) => n == 12,
            _ => false,
        };
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        table.contains(&day) || day.year() == 2028 && !holiday && !weekend
    };
    let days = first.iter_days().take_while(|day| *day <= last);
    days.map(works).collect()
}

/// Compares the end of `term` in every order of acts from every day of 2020-2027; `end` gives the slow end as a day
/// number from the purse and the days on which the term runs.
fn compare(term: Term, more: Term, end: impl Fn(usize, usize, &[bool], &[bool]) -> usize) {
    let calendar = Calendar::russia();
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
    let works = working_days(first);
    let rule = Rule::new(term, ZONE);
    for order in ORDERS {
        let acts = acts(order);
        let extended = acts.iter().filter(|(act, _)| *act == Act::Extend).count();
        let days = term.count + more.count * u32::try_from(extended).expect("few acts");
        let purse = usize::try_from(days).expect("few days");
        let running = running(&acts);
        for (number, start) in first.iter_days().take(2922).enumerate() {
            let quick = due_with(
                &calendar,
                &rule,
                From::Date(start),
                &told(start, more, &acts),
            );
            let quick = quick.expect("within the years").date;
            let slow = end(number, purse, &running, &works);
            let slow = first + Days::new(u64::try_from(slow).expect("a day"));
            assert_eq!(quick, slow, "{term} from {start}: {order}");
        }
    }
}

#[test]
fn working_days_in_every_order_of_acts() {
    let (ten, five) = (
        Term::new(10, Unit::WorkingDay),
        Term::new(5, Unit::WorkingDay),
    );
    compare(ten, five, slow_end);
}

#[test]
fn calendar_days_in_every_order_of_acts() {
    let thirty = Term::new(30, Unit::CalendarDay);
    compare(thirty, thirty, |start, purse, running, works| {
        let every = vec![true; works.len()];
        let nominal = slow_end(start, purse, running, &every);
        (nominal..)
            .find(|day| works[*day])
            .expect("a working day comes")
    });
}

/// The last day was moved off a day off and is itself the day of the suspension: it is not lost.
#[test]
fn a_moved_last_day_is_still_left_after_a_suspension() {
    let start = NaiveDate::from_ymd_opt(2021, 9, 30).expect("a date");
    let rule = Rule::new(Term::new(30, Unit::CalendarDay), ZONE);
    let acts = |resumed: u64| {
        [
            TermAct::Suspended {
                at: noon(start, 32),
            },
            TermAct::Resumed {
                at: noon(start, resumed),
            },
        ]
    };
    let end = |resumed: u64| {
        let due = due_with(
            &Calendar::russia(),
            &rule,
            From::Date(start),
            &acts(resumed),
        );
        due.expect("within the years")
    };
    // Nominally Saturday 30 October, so Monday 1 November; suspended on that Monday.
    assert_eq!(end(32).date.to_string(), "2021-11-01");
    assert_eq!(end(32).nominal.to_string(), "2021-10-30");
    assert_eq!(end(40).date.to_string(), "2021-11-09");
}

#[test]
fn hours_are_kept_to_the_minute() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
    let rule = Rule::new(Term::new(14, Unit::Hour), ZONE);
    let acts = [
        TermAct::Suspended {
            at: at("2024-03-01T09:30:00Z"),
        },
        TermAct::Resumed {
            at: at("2024-03-04T06:00:00Z"),
        },
        TermAct::Extended {
            term: Term::new(2, Unit::Hour),
        },
    ];
    let from = From::Moment(at("2024-03-01T06:00:00Z"));
    let due = due_with(&Calendar::russia(), &rule, from, &acts).expect("within the years");
    assert_eq!(due.at, at("2024-03-04T18:30:00Z"));
    assert!(due.ru().contains("приостановлен") && due.en().contains("suspended"));
}
