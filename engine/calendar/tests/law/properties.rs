//! The engine against the slow counter, and what must hold for every date.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Asia::Novokuznetsk;
use proptest::prelude::*;
use reglament_calendar::{
    Calendar, DecreeDays, Due, DueError, From, Roll, Rule, Start, Term, Unit, due, local_date,
    working_days_between,
};

use crate::slow_counter::{SlowCounter, months_away};

static WORKING: LazyLock<SlowCounter> = LazyLock::new(|| SlowCounter::new(false));
static OFF: LazyLock<SlowCounter> = LazyLock::new(|| SlowCounter::new(true));

fn slow(decree_days: DecreeDays) -> &'static SlowCounter {
    if decree_days == DecreeDays::Off {
        &OFF
    } else {
        &WORKING
    }
}

/// Dates far enough from the ends of the published years for the terms used here.
fn date() -> impl Strategy<Value = NaiveDate> {
    (0..1800_i64).prop_map(|days| {
        NaiveDate::from_ymd_opt(2021, 6, 1).expect("a date") + TimeDelta::days(days)
    })
}

fn decree() -> impl Strategy<Value = DecreeDays> {
    prop::sample::select(vec![DecreeDays::Working, DecreeDays::Off])
}

fn unit() -> impl Strategy<Value = (Unit, u32)> {
    prop_oneof![
        (Just(Unit::CalendarDay), 1..200_u32),
        (Just(Unit::Week), 1..30_u32),
        (Just(Unit::Month), 1..12_u32),
        (Just(Unit::Year), 1..2_u32),
    ]
}

fn rule(unit: Unit, count: u32, back: bool, decree_days: DecreeDays) -> Rule {
    let term = Term::new(count, unit);
    let rule = if back {
        Rule::before(term, Novokuznetsk)
    } else {
        Rule::new(term, Novokuznetsk)
    };
    Rule {
        decree_days,
        ..rule
    }
}

fn holds(due: &Due) -> Result<(), TestCaseError> {
    prop_assert!(!due.provisional);
    let last = due.at - TimeDelta::nanoseconds(1);
    prop_assert_eq!(local_date(last, Novokuznetsk), due.date);
    prop_assert!(due.explanation.len() <= 61);
    let json = serde_json::to_string(due).expect("json");
    prop_assert_eq!(
        &serde_json::from_str::<Due>(&json).expect("a due date"),
        due
    );
    let english = due.en();
    let cyrillic = english
        .chars()
        .any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    prop_assert!(!cyrillic, "{}", english);
    Ok(())
}

proptest! {
    #[test]
    fn working_days_agree_with_the_slow_counter(
        date in date(), count in 1..120_u32, back: bool, decree_days in decree(),
    ) {
        let calendar = Calendar::russia();
        let rule = rule(Unit::WorkingDay, count, back, decree_days);
        let found = due(&calendar, &rule, From::Date(date)).expect("in range");
        let wanted = slow(decree_days).nth(date, count as usize, back);
        prop_assert_eq!(Some(found.date), wanted);
        if !back {
            let between = working_days_between(&calendar, date, found.date, decree_days);
            prop_assert_eq!(between, i64::from(count));
        }
        holds(&found)?;
    }

    #[test]
    fn calendar_terms_agree_with_the_slow_counter(
        date in date(), (unit, count) in unit(), back: bool, decree_days in decree(),
    ) {
        let found = due(&Calendar::russia(), &rule(unit, count, back, decree_days), From::Date(date));
        let found = found.expect("in range");
        let sign = if back { -1 } else { 1 };
        let count = count as i32 * sign;
        let nominal = match unit {
            Unit::Year => months_away(date, count * 12),
            Unit::Month => months_away(date, count),
            Unit::Week => date + TimeDelta::weeks(count.into()),
            _ => date + TimeDelta::days(count.into()),
        };
        prop_assert_eq!(found.nominal, nominal);
        prop_assert_eq!(Some(found.date), slow(decree_days).rolled(nominal, back));
        holds(&found)?;
    }

    #[test]
    fn a_start_on_the_events_day_is_never_later(
        date in date(), (unit, count) in unit(), back: bool,
    ) {
        let next = Rule { roll: Roll::None, ..rule(unit, count, back, DecreeDays::Working) };
        let same = Rule { start: Start::SameDay, ..next.clone() };
        let nominal = |rule| due(&Calendar::russia(), &rule, From::Date(date)).map(|due| due.nominal);
        let (next, same) = (nominal(next).expect("in range"), nominal(same).expect("in range"));
        let sooner = if back { same >= next } else { same <= next };
        prop_assert!(sooner, "{} {}", same, next);
        prop_assert!((same - next).num_days().abs() <= 1);
    }

    #[test]
    fn no_input_panics(
        days in any::<i32>(), seconds in any::<i64>(), count in any::<u32>(), (unit, _) in unit(),
        exact: bool, back: bool, same: bool,
    ) {
        let unit = if exact { Unit::Minute } else { unit };
        let mut rule = rule(unit, count, back, DecreeDays::Off);
        rule.start = if same { Start::SameDay } else { Start::NextDay };
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
        let moment = DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MIN_UTC);
        for from in [From::Date(date), From::Moment(moment)] {
            let _ = due(&Calendar::russia(), &rule, from);
        }
    }
}

#[test]
fn beyond_the_supported_years_is_an_error_in_both_languages() {
    let calendar = Calendar::russia();
    let cases = [
        (Unit::WorkingDay, 100_000, "2021-10-28"),
        (Unit::CalendarDay, 100_000, "2021-10-28"),
        (Unit::Month, u32::MAX, "2021-10-28"),
        (Unit::Year, 400, "2021-10-28"),
        (Unit::Hour, u32::MAX, "2021-10-28"),
        (Unit::CalendarDay, 1, "2004-12-31"),
        (Unit::WorkingDay, 1, "2199-12-31"),
        (Unit::CalendarDay, 1, "2199-12-31"),
    ];
    for (unit, count, from) in cases {
        let from = From::Date(from.parse().expect("a date"));
        let rule = rule(unit, count, false, DecreeDays::Working);
        let error = due(&calendar, &rule, from).expect_err("out of range");
        let DueError::OutOfRange { term } = &error;
        assert_eq!(*term, rule.term);
        assert!(error.ru().contains("2005–2199") && error.en().contains("2005-2199"));
        assert_eq!(error.code(), "due.out_of_range");
    }
}

#[test]
fn a_hand_made_empty_term_ends_on_the_day_of_the_event() {
    for unit in [Unit::WorkingDay, Unit::CalendarDay, Unit::Month, Unit::Hour] {
        let rule = rule(unit, 0, false, DecreeDays::Working);
        let day = "2021-10-28".parse().expect("a date");
        let found = due(&Calendar::russia(), &rule, From::Date(day)).expect("in range");
        assert_eq!(found.date, day, "{unit:?}");
    }
}
