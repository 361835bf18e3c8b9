//! What an ended instance teaches: how long steps took that were done, which events interrupted, and nothing from what
//! was swept away unfinished.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{Command, IncidentId, Instance, RawInput, TaskId};
use reglament_forecast::History;

use crate::desk::Desk;

/// Begins now, is played by `acts` (task, hours later) and teaches the desk.
fn taught(steps: &str, acts: &[(u32, i64)]) -> (Desk, Instance) {
    let mut desk = Desk::of(steps);
    let mut instance = desk.instance();
    for (task, hours) in acts {
        let done = Command::CompleteTask {
            task: TaskId(*task),
            outcome: None,
            input: RawInput::new(),
        };
        desk.act(&mut instance, later(*hours), done);
    }
    let definition = desk.package.definitions["p"].clone();
    let history = desk.histories.entry("p".into()).or_default();
    history.learn(&definition, &instance);
    (desk, instance)
}

fn later(hours: i64) -> DateTime<Utc> {
    Desk::now() + TimeDelta::hours(hours)
}

#[test]
fn a_wait_that_the_end_swept_away_says_nothing_about_its_message() {
    let steps = "  f: {set: F, values: {n: \"1\"}, next: [a, m]}
  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  m: {wait: M, message: answer, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 20 рабочих дней}, next: y}
  y: {end: Y}
  z: {end: Z, terminates: true}";
    let (desk, instance) = taught(steps, &[(1, 72)]);
    assert!(!instance.is_running());
    let told = desk.start();
    assert_eq!(desk.dates(&told, "a"), "08 01 04 08");
    assert_eq!(desk.dates(&told, "m"), "- 01 ? ?", "{told:#?}");
    assert_eq!(desk.dates(&told, "END"), "- 01 04 08");
}

#[test]
fn a_task_that_another_made_superfluous_says_nothing() {
    let steps = "  f: {set: F, values: {n: \"1\"}, next: [a, b]}
  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: j}
  b: {user_task: B, role: clerk, deadline: {term: 5 рабочих дней}, next: j}
  j: {join: J, from: [a, b], wait_for: any, next: z}
  z: {end: Z}";
    let (desk, _) = taught(steps, &[(1, 24)]);
    let told = desk.start();
    assert_eq!(desk.dates(&told, "a"), "08 01 02 08");
    assert_eq!(desk.dates(&told, "b"), "08 01 08 08", "{told:#?}");
}

#[test]
fn an_event_that_usually_interrupts_is_expected() {
    let steps = "  a: {user_task: A, role: clerk, deadline: {term: 9 рабочих дней}, on: [{term: 2 рабочих дня, next: b}], next: z}
  b: {user_task: B, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}";
    let mut desk = Desk::of(steps);
    let mut instance = desk.instance();
    desk.fire(&mut instance);
    let definition = desk.package.definitions["p"].clone();
    let history = desk.histories.entry("p".into()).or_default();
    history.learn(&definition, &instance);
    history.took("a", 60);
    history.was_interrupted("a", 0, 60);
    let told = desk.start();
    assert_eq!(desk.dates(&told, "b"), "07 06 07 07", "{told:#?}");
    assert_eq!(desk.dates(&told, "END"), "- 01 07 07");
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    let wanted = "«A»: путь «B» – самый частый: 2 из 3.".to_owned();
    assert!(ru.contains(&wanted), "{ru:#?}");
}

#[test]
fn what_was_skipped_says_nothing() {
    let steps = "  f: {set: F, values: {n: \"0\"}, next: d}
  d: {decision: D, cases: [{when: 10 / n > 1, next: b}], otherwise: z}
  b: {user_task: B, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}";
    let desk = Desk::of(steps);
    let mut instance = desk.instance();
    let skip = Command::PassIncident {
        incident: IncidentId(1),
        to: vec!["b".into()],
        reason: "Решено без этого".into(),
        privileged: true,
    };
    desk.act(&mut instance, later(1), skip);
    assert!(instance.token_at("b").is_some(), "{instance:#?}");
    let mut history = History::default();
    history.learn(&desk.package.definitions["p"].clone(), &instance);
    assert_eq!(history, History::default(), "nobody decided");
}
