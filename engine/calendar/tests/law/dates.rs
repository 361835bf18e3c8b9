//! Month ends, n-th weekdays, local days in zones with gaps and folds.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use reglament_calendar::{
    Calendar, DecreeDays, end_of_local_day, last_working_day_of_month, local_date, month_end,
    nth_weekday, start_of_day, working_days_between,
};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn months_end_and_weekdays_repeat() {
    for (from, end) in [
        ("2021-10-28", "2021-10-31"),
        ("2024-02-01", "2024-02-29"),
        ("2021-02-28", "2021-02-28"),
        ("2021-12-31", "2021-12-31"),
    ] {
        assert_eq!(month_end(date(from)), date(end));
    }
    assert_eq!(month_end(NaiveDate::MAX), NaiveDate::MAX);
    let nth = |year, month, weekday, n| nth_weekday(year, month, weekday, n);
    assert_eq!(nth(2022, 3, Weekday::Tue, 2), Some(date("2022-03-08")));
    assert_eq!(nth(2021, 10, Weekday::Thu, 3), Some(date("2021-10-21")));
    assert_eq!(nth(2021, 10, Weekday::Fri, 5), Some(date("2021-10-29")));
    assert_eq!(nth(2021, 10, Weekday::Mon, 5), None);
    assert_eq!(nth(2021, 13, Weekday::Mon, 1), None);
    assert_eq!(nth(2021, 10, Weekday::Mon, 0), None);
    assert_eq!(nth(2021, 10, Weekday::Mon, 255), None);
    assert_eq!(nth(i32::MAX, 10, Weekday::Mon, 1), None);
}

#[test]
fn months_have_a_last_working_day() {
    let calendar = Calendar::russia();
    let last = |text, decree| last_working_day_of_month(&calendar, date(text), decree);
    assert_eq!(
        last("2021-12-01", DecreeDays::Working),
        Some(date("2021-12-30"))
    );
    assert_eq!(
        last("2021-10-01", DecreeDays::Working),
        Some(date("2021-10-29"))
    );
    assert_eq!(
        last("2020-04-15", DecreeDays::Working),
        Some(date("2020-04-30"))
    );
    // Every day of April 2020 was non-working by decree.
    assert_eq!(last("2020-04-15", DecreeDays::Off), None);
    assert_eq!(last("2300-04-15", DecreeDays::Off), None);
}

#[test]
fn working_days_between_dates() {
    let calendar = Calendar::russia();
    let between = |a, b| working_days_between(&calendar, a, b, DecreeDays::Working);
    let (a, b) = (date("2021-10-28"), date("2021-11-08"));
    assert_eq!((between(a, b), between(b, a), between(a, a)), (5, -5, 0));
    assert_eq!(between(date("2019-12-31"), date("2020-12-31")), 248);
    assert!(between(NaiveDate::MIN, NaiveDate::MAX) > 45_000);
    assert_eq!(between(NaiveDate::MIN, date("1900-01-01")), 0);
}

/// Zone, date, first instant, first instant after.
const DAYS: [(&str, &str, &str, &str); 10] = [
    (
        "Asia/Novokuznetsk",
        "2021-10-28",
        "2021-10-27T17:00:00Z",
        "2021-10-28T17:00:00Z",
    ),
    (
        "Europe/Moscow",
        "2011-12-28",
        "2011-12-27T20:00:00Z",
        "2011-12-28T20:00:00Z",
    ),
    (
        "Europe/Moscow",
        "2021-12-28",
        "2021-12-27T21:00:00Z",
        "2021-12-28T21:00:00Z",
    ),
    (
        "Asia/Krasnoyarsk",
        "2011-12-28",
        "2011-12-27T16:00:00Z",
        "2011-12-28T16:00:00Z",
    ),
    (
        "Europe/Berlin",
        "2024-03-31",
        "2024-03-30T23:00:00Z",
        "2024-03-31T22:00:00Z",
    ),
    // Midnight does not exist: the clock goes from 23:59 to 01:00.
    (
        "America/Sao_Paulo",
        "2018-11-04",
        "2018-11-04T03:00:00Z",
        "2018-11-05T02:00:00Z",
    ),
    // Midnight comes twice: the hour after it is repeated.
    (
        "America/Havana",
        "2024-11-03",
        "2024-11-03T04:00:00Z",
        "2024-11-04T05:00:00Z",
    ),
    // The day before ends at the first of the two midnights.
    (
        "America/Havana",
        "2024-11-02",
        "2024-11-02T04:00:00Z",
        "2024-11-03T04:00:00Z",
    ),
    // One minute after midnight the clock went back to 23:01 of the day before.
    (
        "America/St_Johns",
        "2010-11-06",
        "2010-11-06T02:30:00Z",
        "2010-11-07T03:30:00Z",
    ),
    // The day never was: Samoa crossed the date line.
    (
        "Pacific/Apia",
        "2011-12-30",
        "2011-12-30T10:00:00Z",
        "2011-12-30T10:00:00Z",
    ),
];

#[test]
fn local_days_start_and_end() {
    for (zone, day, start, end) in DAYS {
        let tz: Tz = zone.parse().expect("a zone");
        let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let found = (start_of_day(date(day), tz), end_of_local_day(date(day), tz));
        assert_eq!(found, (instant(start), instant(end)), "{zone} {day}");
    }
}

#[test]
fn an_evening_in_utc_is_tomorrow_in_kuzbass() {
    let moment = "2021-10-27T18:30:00Z".parse().expect("an instant");
    assert_eq!(
        local_date(moment, chrono_tz::Asia::Novokuznetsk),
        date("2021-10-28")
    );
    assert_eq!(
        local_date(moment, chrono_tz::Europe::Moscow),
        date("2021-10-27")
    );
}

#[test]
fn every_zone_starts_and_ends_every_day() {
    let mut instant = date("2011-01-01");
    while instant < date("2013-01-01") {
        for tz in chrono_tz::TZ_VARIANTS {
            let (start, end) = (start_of_day(instant, tz), end_of_local_day(instant, tz));
            assert!(start <= end, "{tz} {instant}");
            if start < end {
                let tick = TimeDelta::nanoseconds(1);
                assert_eq!(local_date(start, tz), instant, "{tz}");
                assert!(local_date(start - tick, tz) < instant, "{tz} {instant}");
                assert_eq!(local_date(end - tick, tz), instant, "{tz}");
                assert!(local_date(end, tz) > instant, "{tz} {instant}");
            }
        }
        instant += TimeDelta::days(1);
    }
}

#[test]
fn extreme_dates_do_not_panic() {
    for tz in [
        chrono_tz::Asia::Kamchatka,
        chrono_tz::America::Adak,
        chrono_tz::UTC,
    ] {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(start_of_day(day, tz) < end_of_local_day(day, tz));
        }
        for moment in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            local_date(moment, tz);
        }
    }
}
