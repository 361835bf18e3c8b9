//! Figures over small registers, one question per row of a table.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod office;
mod trend;

use office::{Office, course, headcount, school, staff};
use reglament_indicator::{Assumption, Missing};

#[test]
fn people_are_counted_once_in_their_year_and_only_when_known() {
    let office = Office::new(
        "",
        [
            headcount("2026-01-01", 40, "2026-01-15", "teachers"),
            course("2026-03-06", "2026-03-10", &["Ильина Вера", "Семёнов Олег"]),
            course(
                "2026-03-31",
                "2026-04-01",
                &["ильина  вера", "СЕМЕНОВ Олег"],
            ),
            course("2026-12-31", "2027-01-11", &["Котов Пётр"]),
            course("2027-01-20", "2027-01-21", &["Ильина Вера"]),
        ],
    );
    // day, year, numerator, value
    let rows = [
        ("2026-03-09", 2026, 0, Some("0")),
        ("2026-03-10", 2026, 2, Some("5")),
        ("2026-06-01", 2026, 2, Some("5")),
        ("2026-12-31", 2026, 2, Some("5")),
        ("2027-01-11", 2026, 3, Some("7.5")),
        ("2027-06-30", 2026, 3, Some("7.5")),
        ("2027-06-30", 2027, 1, Some("2.5")),
        ("2026-01-14", 2026, 0, None),
        ("2027-06-30", 2025, 0, None),
    ];
    for (on, year, numerator, value) in rows {
        let found = office.figure("trained", on, year);
        assert_eq!(found.numerator, numerator, "{on} {year}");
        assert_eq!(
            found.value.map(|v| v.to_string()).as_deref(),
            value,
            "{on} {year}"
        );
    }
    let late = office.figure("trained", "2027-06-30", 2026);
    assert_eq!((late.entries, late.cases.len()), (5, 5));
    assert!(late.forecast.is_none(), "a year that has passed");
}

#[test]
fn without_a_denominator_there_are_no_data() {
    let mut office = Office::new("", [course("2026-03-06", "2026-03-06", &["Ильина Вера"])]);
    let found = office.figure("trained", "2026-04-01", 2026);
    assert_eq!(found.missing, Some(Missing::Denominator));
    assert_eq!(
        (found.value, found.reached, found.numerator),
        (None, None, 1)
    );
    office.add([headcount("2026-01-01", 0, "2026-01-15", "teachers")]);
    let found = office.figure("trained", "2026-04-01", 2026);
    assert_eq!((found.missing, found.value), (Some(Missing::Zero), None));
    let early = office.figure("trained", "2025-12-31", 2025);
    assert_eq!(
        (early.missing, early.target),
        (Some(Missing::NotOpened), None)
    );
}

#[test]
fn the_latest_figure_in_force_is_taken_and_a_correction_wins() {
    let office = Office::new(
        "",
        [
            headcount("2026-01-01", 40, "2026-01-15", "teachers"),
            headcount("2026-01-01", 50, "2026-04-01", "teachers"),
            headcount("2026-09-01", 80, "2026-09-05", "teachers"),
            headcount("2026-09-01", 7, "2026-09-05", "schools"),
        ],
    );
    let rows = [
        ("2026-03-01", "40"),
        ("2026-04-01", "50"),
        ("2026-09-04", "50"),
        ("2026-09-05", "80"),
        ("2027-05-01", "80"),
    ];
    for (on, wanted) in rows {
        let base = office.figure("trained", on, 2026).denominator.unwrap();
        assert_eq!(base.value.to_string(), wanted, "{on}");
    }
}

#[test]
fn nothing_is_rounded_up_to_the_minimum() {
    let people: Vec<String> = (0..9_999).map(|n| format!("Человек {n}")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    let office = Office::new(
        "",
        [
            headcount("2027-01-01", 100_000, "2027-01-15", "teachers"),
            course("2027-03-06", "2027-03-06", &people),
        ],
    );
    let found = office.figure("trained", "2027-12-31", 2027);
    assert_eq!(found.value.unwrap().to_string(), "9.99");
    assert_eq!(
        (found.target.unwrap().to_string().as_str(), found.reached),
        ("10", Some(false))
    );
}

#[test]
fn year_one_has_its_own_minimum() {
    let office = Office::new("", []);
    let rows = [
        ("2026-12-31", 2026, Some("5")),
        ("2027-12-31", 2027, Some("10")),
        ("2028-01-10", 2026, Some("5")),
    ];
    for (on, year, target) in rows {
        let found = office
            .figure("trained", on, year)
            .target
            .map(|t| t.to_string());
        assert_eq!(found.as_deref(), target, "{on} {year}");
    }
    // Twelve months from 1 March 2026.
    let office = Office::new("year_kind: since_opening", []);
    let rows = [
        ("2027-02-28", 2026),
        ("2027-03-01", 2027),
        ("2026-02-28", 2025),
    ];
    for (on, year) in rows {
        assert_eq!(office.year_of(on), year, "{on}");
    }
    let report = office.report("2027-02-10", 2026);
    let year = report.year.unwrap();
    assert_eq!(
        (year.from.to_string(), year.until.to_string(), year.first),
        ("2026-03-01".into(), "2027-02-28".into(), true)
    );
}

#[test]
fn a_state_is_the_latest_entry_of_each() {
    let office = Office::new(
        "",
        [
            headcount("2026-01-01", 4, "2026-01-15", "schools"),
            school("Школа № 1", "joined", "2026-02-01"),
            school("Школа №2", "joined", "2026-02-01"),
            school("школа № 1", "left", "2026-06-01"),
            school("Школа № 3", "joined", "2026-07-01"),
        ],
    );
    let rows = [
        ("2026-03-02", 2, "50"),
        ("2026-06-01", 1, "25"),
        ("2026-12-31", 2, "50"),
    ];
    for (on, numerator, value) in rows {
        let found = office.figure("mentoring", on, 2026);
        assert_eq!(
            (found.numerator, found.value.unwrap().to_string().as_str()),
            (numerator, value),
            "{on}"
        );
    }
    let forecast = office
        .figure("mentoring", "2026-03-02", 2026)
        .forecast
        .unwrap();
    assert_eq!(forecast.assumption, Assumption::Unchanged);
}

#[test]
fn trained_people_who_have_left_do_not_count() {
    let office = Office::new(
        "",
        [
            staff("Ильина Вера", "appointed", "2026-01-10"),
            staff("Семёнов Олег", "appointed", "2026-01-10"),
            staff("Котов Пётр", "appointed", "2026-01-10"),
            course(
                "2026-03-06",
                "2026-03-06",
                &["Ильина Вера", "Семенов Олег", "Чужой Иван"],
            ),
            staff("Ильина Вера", "dismissed", "2026-05-01"),
        ],
    );
    let rows = [("2026-04-01", 2, "66.66"), ("2026-05-01", 1, "50")];
    for (on, numerator, value) in rows {
        let found = office.figure("own", on, 2026);
        assert_eq!(
            (found.numerator, found.value.unwrap().to_string().as_str()),
            (numerator, value),
            "{on}"
        );
        assert_eq!(found.cases.len(), numerator, "{on}");
    }
}

#[test]
fn a_parameter_chooses_between_new_and_cumulative() {
    let rows = [
        headcount("2026-01-01", 10, "2026-01-15", "teachers"),
        course("2026-04-06", "2026-04-06", &["Ильина Вера"]),
        course("2027-03-06", "2027-03-06", &["Семёнов Олег"]),
    ];
    let new = Office::new("", rows.clone()).figure("trained", "2027-12-31", 2027);
    let cumulative = Office::new("count: to_date", rows);
    let all = cumulative.figure("trained", "2027-12-31", 2027);
    assert_eq!((new.numerator, all.numerator), (1, 2));
    // One before the year stays, one of 90 days becomes four.
    let forecast = cumulative
        .figure("trained", "2027-03-31", 2027)
        .forecast
        .unwrap();
    assert_eq!(forecast.value.to_string(), "50.55");
}

#[test]
fn the_forecast_names_its_assumption_and_stays_a_share() {
    let office = Office::new(
        "",
        [
            headcount("2026-01-01", 40, "2026-01-15", "teachers"),
            course("2026-03-06", "2026-03-06", &["Ильина Вера", "Семёнов Олег"]),
            course("2026-03-07", "2026-03-07", &["Котов Пётр"]),
        ],
    );
    // From 1 March to 31 March: 31 of 306 days; 3 of 40 trained.
    let found = office.figure("trained", "2026-03-31", 2026);
    let forecast = found.forecast.unwrap();
    assert_eq!((forecast.passed, forecast.days), (31, 306));
    assert_eq!(forecast.assumption, Assumption::CalendarDays);
    assert_eq!(forecast.value.to_string(), "74.03");
    assert_eq!(forecast.reached, Some(true));
    let few = office
        .figure("trained", "2026-03-07", 2026)
        .forecast
        .unwrap();
    assert_eq!(
        few.value.to_string(),
        "100",
        "no share grows above the whole"
    );
    let courses = office
        .figure("courses", "2026-03-31", 2026)
        .forecast
        .unwrap();
    assert_eq!(courses.assumption, Assumption::WorkingDays);
    assert!(courses.days > 200 && courses.passed > 18, "{courses:?}");
    assert_eq!(office.figure("courses", "2026-12-31", 2026).forecast, None);
}

#[test]
fn what_cannot_be_judged_is_told() {
    let office = Office::new(
        "",
        [
            headcount("2026-01-01", 40, "2026-01-15", "teachers"),
            course("", "2026-03-06", &["Ильина Вера"]),
            course("2026-03-06", "2026-03-06", &["", "Котов Пётр"]),
        ],
    );
    let found = office.figure("trained", "2026-03-31", 2026);
    assert_eq!((found.numerator, found.unjudged), (1, 2));
}
