//! The trend of an indicator: which periods there are, what each tells, what was entered late.

use reglament_indicator::{Counts, Every, Missing};

use crate::office::{Office, course, headcount};

/// `until value target` of every point.
fn told(office: &Office, id: &str, on: &str, every: Every, year: i32) -> Vec<String> {
    let trend = office.trend(id, on, every, year).unwrap();
    let points = trend.points.iter().map(|point| {
        let value = point
            .value
            .map_or("-".to_owned(), |value| value.to_string());
        let target = point
            .target
            .map_or("-".to_owned(), |target| target.to_string());
        format!("{} {value} {target}", point.until)
    });
    points.collect()
}

fn office(parameter: &str) -> Office {
    Office::new(
        parameter,
        [
            headcount("2026-01-01", 40, "2026-01-15", "teachers"),
            course("2026-03-06", "2026-03-10", &["Ильина Вера"]),
            // Held in April, entered in June.
            course("2026-04-20", "2026-06-01", &["Котов Пётр", "Семёнов Олег"]),
            course("2027-01-20", "2027-01-21", &["Ильина Вера"]),
        ],
    )
}

#[test]
fn months_of_a_year_tell_the_figure_of_their_last_day() {
    let office = office("");
    let found = told(&office, "trained", "2026-06-10", Every::Month, 2026);
    let expected = [
        "2026-03-31 2.5 5",
        "2026-04-30 7.5 5",
        "2026-05-31 7.5 5",
        "2026-06-30 7.5 5",
    ];
    assert_eq!(found, expected, "the set was opened in March");
    let before = told(&office, "trained", "2026-05-31", Every::Month, 2026);
    assert_eq!(before[1], "2026-04-30 2.5 5", "nobody had entered it yet");
    let trend = office
        .trend("trained", "2026-06-10", Every::Month, 2026)
        .unwrap();
    let last = trend.points.last().unwrap();
    assert_eq!(last.at.to_string(), "2026-06-10", "the month runs");
    assert_eq!(
        (last.numerator, last.entries, last.reached),
        (3, 3, Some(true))
    );
    assert_eq!(trend.counts, Counts::SinceYear);
    let april = office.figure_at("trained", "2026-06-10", "2026-04-30", 2026);
    assert_eq!(
        (april.value, april.cases.len()),
        (trend.points[1].value, 3),
        "the way to its cases"
    );
    let same = office.figure("trained", "2026-06-10", 2026);
    assert_eq!(
        (trend.figure.value, trend.figure.numerator),
        (same.value, same.numerator)
    );
}

#[test]
fn quarters_and_years_have_the_target_of_their_year() {
    let office = office("");
    let quarters = told(&office, "trained", "2026-12-31", Every::Quarter, 2026);
    let expected = [
        "2026-03-31 2.5 5",
        "2026-06-30 7.5 5",
        "2026-09-30 7.5 5",
        "2026-12-31 7.5 5",
    ];
    assert_eq!(quarters, expected);
    let years = told(&office, "trained", "2027-02-01", Every::Year, 2027);
    assert_eq!(years, ["2026-12-31 7.5 5", "2027-12-31 2.5 10"]);
    let months = told(&office, "trained", "2027-02-01", Every::Month, 2027);
    assert_eq!(months, ["2027-01-31 2.5 10", "2027-02-28 2.5 10"]);
}

#[test]
fn a_year_since_the_opening_has_months_from_its_first_day() {
    let office = office("year_kind: since_opening, count: to_date");
    let quarters = told(&office, "trained", "2027-02-01", Every::Quarter, 2026);
    let expected = [
        "2026-05-31 7.5 5",
        "2026-08-31 7.5 5",
        "2026-11-30 7.5 5",
        "2027-02-28 7.5 5",
    ];
    assert_eq!(quarters, expected);
    let trend = office
        .trend("trained", "2027-02-01", Every::Quarter, 2026)
        .unwrap();
    assert_eq!(trend.counts, Counts::SinceOpening);
}

#[test]
fn there_is_nothing_before_the_opening_and_no_value_without_data() {
    let office = office("");
    for (on, every, year) in [
        ("2026-02-28", Every::Month, 2026),
        ("2026-02-28", Every::Year, 2026),
        ("2026-06-10", Every::Month, 2025),
        ("2026-06-10", Every::Quarter, 2027),
    ] {
        assert!(
            told(&office, "trained", on, every, year).is_empty(),
            "{on} {year}"
        );
    }
    let bare = Office::new("", [course("2026-03-06", "2026-03-06", &["Ильина Вера"])]);
    let trend = bare
        .trend("trained", "2026-04-01", Every::Month, 2026)
        .unwrap();
    assert_eq!(trend.points[0].missing, Some(Missing::Denominator));
    assert_eq!(
        (trend.points[0].value, trend.points[0].numerator),
        (None, 1)
    );
    let other = office.trend("other", "2026-04-01", Every::Month, 2026);
    assert_eq!(other, None, "no such indicator");
}
