//! Other circumstances on a live instance: absences, days off, another edition.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_core::Absence;
use reglament_forecast::{Edition, Prepared, Shift, WhatIf};

use crate::desk::{Desk, Nothing};

const TASK: &str = "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  z: {end: Z}";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, day).unwrap()
}

fn absent(person: &str, from: u32, to: u32, substitute: Option<&str>) -> WhatIf {
    let absence = Absence {
        person: person.into(),
        from: day(from),
        until: day(to),
        substitutes: substitute.into_iter().map(str::to_owned).collect(),
        order: String::new(),
    };
    WhatIf {
        absences: vec![absence],
        ..WhatIf::default()
    }
}

fn shifts(desk: &Desk, what: &WhatIf) -> Vec<Shift> {
    let nothing = Nothing::default();
    let prepared = Prepared::of(what, &desk.calendar);
    prepared.compare(desk.asked(&nothing), &desk.instance())
}

fn told(shifts: &[Shift]) -> Vec<String> {
    let one = |shift: &Shift| {
        let days = |late: &Option<reglament_forecast::Late>| late.as_ref().map_or(0, |l| l.days);
        let step = shift.after.as_ref().or(shift.before.as_ref());
        let step = step.map(|late| late.step.clone()).unwrap_or_default();
        format!("{step} {} -> {}", days(&shift.before), days(&shift.after))
    };
    shifts.iter().map(one).collect()
}

#[test]
fn who_is_absent_makes_late_unless_somebody_stands_in() {
    // Due on Friday the 8th; back on Monday the 18th.
    let cases = [
        (TASK, absent("anna", 1, 17, None), vec!["a 0 -> 10"]),
        (TASK, absent("anna", 1, 17, Some("boris")), vec![]),
        (TASK, absent("boris", 1, 17, None), vec![]),
        (TASK, absent("anna", 1, 6, None), vec![]),
    ];
    for (steps, what, wanted) in cases {
        assert_eq!(told(&shifts(&Desk::of(steps), &what)), wanted, "{what:?}");
    }
    // The deputy of a role does the work of its absent holder.
    let chief = TASK.replace("role: clerk", "role: chief");
    assert!(shifts(&Desk::of(&chief), &absent("boris", 1, 17, None)).is_empty());
}

#[test]
fn an_absence_by_an_order_counts_as_things_stand() {
    let mut desk = Desk::of(TASK);
    desk.absences = absent("anna", 1, 17, None).absences;
    let told = desk.at(&desk.instance(), Desk::now());
    assert_eq!(desk.dates(&told, "a"), "08 18 18 08", "{told:#?}");
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    let wanted = "«A»: исполнители отсутствуют – шаг ждёт до 18.10.2021.".to_owned();
    assert!(ru.contains(&wanted), "{ru:#?}");
    desk.absences = absent("anna", 1, 17, Some("boris")).absences;
    let told = desk.at(&desk.instance(), Desk::now());
    assert_eq!(desk.dates(&told, "a"), "08 01 08 08");
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    let wanted = "«A»: исполнителя замещает Борисов Борис Ильич.".to_owned();
    assert!(ru.contains(&wanted), "{ru:#?}");
    // Another supposition comes on top.
    assert_eq!(told_late(&desk, "boris"), ["a 0 -> 10"]);
}

fn told_late(desk: &Desk, person: &str) -> Vec<String> {
    told(&shifts(desk, &absent(person, 1, 17, None)))
}

#[test]
fn a_working_day_off_and_a_day_off_that_works_move_a_holiday() {
    let mut desk = Desk::of(TASK);
    let history = desk.histories.entry("p".into()).or_default();
    history.took("a", 10 * 24 * 60);
    let what = WhatIf {
        days_off: vec![day(8)],
        days_working: vec![day(9)],
        ..WhatIf::default()
    };
    // The fifth working day is Saturday the 9th then: two days late instead of three.
    assert_eq!(told(&shifts(&desk, &what)), ["a 3 -> 2"]);
}

#[test]
fn a_day_off_moves_the_due_date_of_what_is_open() {
    let mut desk = Desk::of(TASK);
    let history = desk.histories.entry("p".into()).or_default();
    // Usually done on the 11th, one working day late; were the 8th a day off, it would be in time.
    history.took("a", 10 * 24 * 60);
    let what = WhatIf {
        days_off: vec![day(8)],
        ..WhatIf::default()
    };
    assert_eq!(told(&shifts(&desk, &what)), ["a 3 -> 0"]);
}

#[test]
fn another_edition_counts_only_for_what_begins_after_it_is_in_force() {
    let steps = "  a: {user_task: A, role: clerk, deadline: {term: 2 рабочих дня}, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  z: {end: Z}";
    let mut desk = Desk::of(steps);
    let history = desk.histories.entry("p".into()).or_default();
    history.took("a", 2 * 24 * 60);
    history.took("b", 6 * 24 * 60);
    let shorter = Desk::of(&steps.replace("5 рабочих дней", "2 рабочих дня"));
    let edition = |from: u32| WhatIf {
        edition: Some(Edition {
            definitions: shorter.package.definitions.clone(),
            from: day(from),
        }),
        ..WhatIf::default()
    };
    // b begins on the 3rd and is done on the 9th; due on the 8th by the former term, on the 5th by the other.
    assert_eq!(told(&shifts(&desk, &edition(2))), ["b 1 -> 4"]);
    assert_eq!(told(&shifts(&desk, &edition(20))), Vec::<String>::new());
    let renamed = Desk::of(&steps.replace("  a:", "  c:"));
    let lost = WhatIf {
        edition: Some(Edition {
            definitions: BTreeMap::clone(&renamed.package.definitions),
            from: day(2),
        }),
        ..WhatIf::default()
    };
    let nothing = Nothing::default();
    let prepared = Prepared::of(&lost, &desk.calendar);
    let told = prepared.forecast(desk.asked(&nothing), &desk.instance());
    let said: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    assert!(
        said.contains(&"дело остаётся на своей редакции: в новой нет шага «A».".to_owned()),
        "{said:#?}"
    );
}
