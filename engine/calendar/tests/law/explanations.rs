//! How explanations read, in both languages.

use chrono::NaiveTime;
use chrono_tz::Asia::Novokuznetsk;
use reglament_calendar::{Calendar, DecreeDays, Due, From, Roll, Rule, Start, Term, due};

fn rule(term: &str) -> Rule {
    Rule::new(Term::parse(term).expect("a term"), Novokuznetsk)
}

fn back(term: &str) -> Rule {
    Rule::before(Term::parse(term).expect("a term"), Novokuznetsk)
}

fn date(text: &str) -> From {
    From::Date(text.parse().expect("a date"))
}

fn count(calendar: &Calendar, rule: &Rule, from: From) -> Due {
    due(calendar, rule, from).expect("in range")
}

#[test]
fn explanations_read_like_a_file_note() {
    let russia = Calendar::russia();
    let five = NaiveTime::from_hms_opt(17, 0, 0);
    let evening = From::Moment("2021-10-27T18:30:00Z".parse().expect("an instant"));
    let cases = [
        (
            "plain",
            count(&russia, &rule("5 рабочих дней"), date("2021-10-28")),
        ),
        (
            "decree off",
            count(
                &russia,
                &Rule {
                    decree_days: DecreeDays::Off,
                    ..rule("5 рабочих дней")
                },
                evening,
            ),
        ),
        (
            "back",
            count(&russia, &back("5 рабочих дней"), date("2021-11-11")),
        ),
        (
            "long",
            count(&russia, &rule("30 рабочих дней"), date("2021-10-01")),
        ),
        (
            "rolled",
            count(&russia, &rule("10 календарных дней"), date("2021-10-28")),
        ),
        (
            "decree day",
            count(&russia, &rule("5 дней"), date("2021-10-28")),
        ),
        (
            "rolled back",
            count(&russia, &back("30 дней"), date("2022-01-31")),
        ),
        (
            "early",
            count(
                &russia,
                &Rule {
                    roll: Roll::Previous,
                    ..rule("30 дней")
                },
                date("2021-12-01"),
            ),
        ),
        (
            "late back",
            count(
                &russia,
                &Rule {
                    roll: Roll::Next,
                    ..back("30 дней")
                },
                date("2022-01-31"),
            ),
        ),
        (
            "validity",
            count(
                &russia,
                &Rule {
                    roll: Roll::None,
                    ..rule("2 года")
                },
                date("2021-10-28"),
            ),
        ),
        (
            "clamped",
            count(&russia, &rule("1 год"), date("2020-02-29")),
        ),
        (
            "weeks",
            count(
                &russia,
                &Rule {
                    start: Start::SameDay,
                    ..rule("2 недели")
                },
                date("2021-10-28"),
            ),
        ),
        (
            "short day",
            count(
                &russia,
                &Rule {
                    closes: five,
                    ..rule("1 месяц")
                },
                date("2021-10-03"),
            ),
        ),
        ("exact", count(&russia, &rule("120 минут"), evening)),
        (
            "overlay",
            count(
                &crate::kuzbass(),
                &rule("1 рабочий день"),
                date("2020-12-30"),
            ),
        ),
        (
            "provisional",
            count(&russia, &rule("2 рабочих дня"), date("2027-12-29")),
        ),
        (
            "endless",
            count(&russia, &rule("300 рабочих дней"), date("2020-01-01")),
        ),
    ];
    let texts = cases
        .iter()
        .map(|(name, due)| format!("# {name}\n{}\n\n{}\n\n", due.ru(), due.en()));
    insta::assert_snapshot!(texts.collect::<String>());
}

#[test]
fn due_dates_keep_their_wire_form() {
    let due = count(
        &Calendar::russia(),
        &rule("2 рабочих дня"),
        date("2021-10-29"),
    );
    insta::assert_snapshot!(serde_json::to_string_pretty(&due).expect("json"));
}

#[test]
fn every_note_of_the_embedded_calendars_has_its_english() {
    let russia = Calendar::russia();
    let first: chrono::NaiveDate = "2020-01-01".parse().expect("a date");
    for day in first.iter_days().take(8 * 365) {
        let rule = Rule {
            decree_days: DecreeDays::Off,
            roll: Roll::None,
            ..rule("1 рабочий день")
        };
        let english = count(&russia, &rule, From::Date(day)).en();
        let cyrillic = english
            .chars()
            .find(|c| ('\u{400}'..='\u{4ff}').contains(c));
        assert_eq!(cyrillic, None, "{english}");
    }
}
