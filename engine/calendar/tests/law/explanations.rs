//! How explanations read, in both languages.

use reglament_calendar::{Calendar, Due, From, Rule, Term, due};

use crate::due_table;

/// Name | event | term | options, as in `due.txt`.
const CASES: &str = "\
plain | 2021-10-28 | 5 рабочих дней |
decree off | 2021-10-27T18:30Z | 5 рабочих дней | decree=off
back | 2021-11-11 | 5 рабочих дней | back
long | 2021-10-01 | 30 рабочих дней |
rolled | 2021-10-28 | 10 календарных дней |
decree day | 2021-10-28 | 5 дней |
rolled back | 2022-01-31 | 30 дней | back
early | 2021-12-01 | 30 дней | roll=previous
late back | 2022-01-31 | 30 дней | back roll=next
validity | 2021-10-28 | 2 года | roll=none
clamped | 2020-02-29 | 1 год |
weeks | 2021-10-28 | 2 недели | same
short day | 2021-10-03 | 1 месяц | closes=17:00
exact | 2021-10-27T18:30Z | 120 минут |
overlay | 2020-12-30 | 1 рабочий день | overlay=kuzbass
provisional | 2027-12-29 | 2 рабочих дня |
working Saturday | 2021-02-19 | 2 рабочих дня |
unpublished years | 2018-12-01 | 2400 рабочих дней |
";

fn count(calendar: &Calendar, rule: &Rule, from: From) -> Due {
    due(calendar, rule, from).expect("in range")
}

#[test]
fn explanations_read_like_a_file_note() {
    let mut texts = String::new();
    for row in CASES.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [name, event, term, options] = cells[..] else {
            panic!("four cells needed: {row}")
        };
        let (calendar, rule) = due_table::rule(term, options);
        let due = count(&calendar, &rule, due_table::from(event));
        texts += &format!("# {name}\n{}\n\n{}\n\n", due.ru(), due.en());
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn due_dates_keep_their_wire_form() {
    let (calendar, rule) = due_table::rule("2 рабочих дня", "");
    let due = count(&calendar, &rule, due_table::from("2021-10-29"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&due).expect("json"));
}

#[test]
fn rules_keep_their_wire_form() {
    let (_, rule) = due_table::rule("30 дней", "back closes=17:30 decree=off same");
    let json = serde_json::to_string(&rule).expect("json");
    insta::assert_snapshot!(json);
    assert_eq!(serde_json::from_str::<Rule>(&json).expect("a rule"), rule);
    let short = r#"{"term":"5 дней","roll":"next","zone":"Europe/Kirov"}"#;
    let default = Rule::new(
        Term::parse("5 дней").expect("a term"),
        chrono_tz::Europe::Kirov,
    );
    assert_eq!(
        serde_json::from_str::<Rule>(short).expect("a rule"),
        default
    );
    assert!(serde_json::from_str::<Rule>(&short.replace("Kirov", "Vyatka")).is_err());
}

#[test]
fn every_note_of_the_embedded_calendars_has_its_english() {
    let russia = Calendar::russia();
    let first: chrono::NaiveDate = "2020-01-01".parse().expect("a date");
    for day in first.iter_days().take(8 * 365) {
        let (_, rule) = due_table::rule("1 рабочий день", "decree=off");
        let english = count(&russia, &rule, From::Date(day)).en();
        let cyrillic = english
            .chars()
            .find(|c| ('\u{400}'..='\u{4ff}').contains(c));
        assert_eq!(cyrillic, None, "{english}");
    }
}
