//! Incidents: a step that cannot go on says why, holds its token, and goes on when somebody has mended it.

use reglament_core::{Actor, Command, IncidentId, Rejection};
use serde_json::json;

use crate::desk::Desk;

const DIVIDES: &str = "
data: {n: {integer: Число}, mail: {email: Почта}}
start: {role: clerk, form: [n, mail?], next: letter}
steps:
  letter: {mail: Письмо, basis: none, letter: hello, to: \"mail ?? 'x@example.ru'\", next: done}
  done: {end: Конец, basis: none}
";

#[test]
fn a_failing_expression_is_an_incident_and_never_a_loss() {
    let mut desk = Desk::with(DIVIDES);
    desk.start(json!({"n": 0})).unwrap();
    let incident = desk
        .instance
        .incidents()
        .values()
        .next()
        .expect("an incident")
        .clone();
    assert_eq!(
        (incident.step.as_str(), incident.code.as_str()),
        ("letter", "expression_failed")
    );
    assert!(incident.ru.contains("ноль"), "{}", incident.ru);
    assert!(
        desk.instance.token_at("letter").is_some(),
        "the token was lost"
    );
    let again = Command::ResolveIncident {
        incident: IncidentId(1),
    };
    desk.give(Actor::Person("anna".into()), again).unwrap();
    assert_eq!(
        desk.instance.incidents().len(),
        1,
        "trying again without mending raises it again"
    );
    assert!(desk.instance.is_running());
}

const CIRCLE: &str = "
data: {n: {integer: Число}}
start: {role: clerk, form: [n?], next: up}
steps:
  up: {set: Прибавить, basis: none, values: {n: (n ?? 0) + 1}, next: again}
  again: {decision: Ещё?, basis: none, cases: [{when: n > 0, next: up}], otherwise: done}
  done: {end: Конец, basis: none}
";

#[test]
fn a_process_that_goes_round_in_circles_is_stopped() {
    let mut desk = Desk::with(CIRCLE);
    desk.start(json!({})).unwrap();
    let codes: Vec<&str> = desk
        .instance
        .incidents()
        .values()
        .map(|incident| incident.code.as_str())
        .collect();
    assert_eq!(codes, ["budget_used_up"]);
    assert!(desk.events.len() < reglament_core::MAX_EVENTS_PER_COMMAND + 10);
}

const EXCLUDED: &str = "
data: {n: {integer: Число}}
start: {role: clerk, form: [n?], next: sign}
steps:
  sign: {user_task: Подписать, basis: none, role: chief, not_by: \"['boris', 'vera']\", next: done}
  done: {end: Конец, basis: none}
";

#[test]
fn a_task_that_nobody_may_do_is_an_incident() {
    let mut desk = Desk::with(EXCLUDED);
    desk.start(json!({})).unwrap();
    let codes: Vec<&str> = desk
        .instance
        .incidents()
        .values()
        .map(|incident| incident.code.as_str())
        .collect();
    assert_eq!(codes, ["task_without_candidate"]);
    assert!(desk.instance.tasks().is_empty());
}

#[test]
fn the_deputy_acts_when_every_holder_is_excluded() {
    let body = EXCLUDED.replace("['boris', 'vera']", "['boris']");
    let mut desk = Desk::with(&body);
    desk.start(json!({})).unwrap();
    desk.pass(1);
    assert_eq!(
        desk.complete("boris", None, json!({}))
            .expect_err("signed")
            .code(),
        "conflict_of_interest"
    );
    desk.complete("vera", None, json!({})).unwrap();
    assert!(!desk.instance.is_running());
}

const QUEUE: &str = "
data: {n: {integer: Число}}
start: {role: clerk, form: [n?], next: [first, second, third]}
steps:
  first: {set: Раз, basis: none, values: {n: \"1\"}, next: ask}
  second: {set: Два, basis: none, values: {n: \"2\"}, next: ask}
  third: {set: Три, basis: none, values: {n: \"3\"}, next: ask}
  ask: {call: Спросить, basis: none, process: child, next: done}
  done: {end: Конец, basis: none}
";

/// Of tokens that queue at a step each can be tried again once the one at work has ended: they do not wait for each other.
#[test]
fn tokens_that_queue_at_a_step_with_children_go_on_one_after_another() {
    let mut desk = Desk::with(QUEUE);
    desk.start(json!({})).unwrap();
    assert_eq!(queued(&desk), 2);
    let next = first(&desk);
    try_again(&mut desk, next).unwrap();
    assert_eq!(queued(&desk), 2, "the first is at work");
    for left in [1, 0] {
        end_child(&mut desk).unwrap();
        // The last one to come first: the order is a person's choice.
        let next = *desk.instance.incidents().keys().next_back().unwrap();
        try_again(&mut desk, next).unwrap();
        assert_eq!(queued(&desk), left, "one goes on, the others wait");
    }
    end_child(&mut desk).unwrap();
    assert!(!desk.instance.is_running());
}

fn queued(desk: &Desk) -> usize {
    let incidents = desk.instance.incidents().values();
    incidents
        .filter(|incident| incident.code == "step_occupied")
        .count()
}

fn first(desk: &Desk) -> IncidentId {
    *desk.instance.incidents().keys().next().unwrap()
}

fn try_again(desk: &mut Desk, incident: IncidentId) -> Result<(), Rejection> {
    let command = Command::ResolveIncident { incident };
    desk.give(Actor::Person("anna".into()), command)
}

fn end_child(desk: &mut Desk) -> Result<(), Rejection> {
    let mut items = desk.instance.items()["ask"].items.iter();
    let running = items.find(|item| item.outcome.is_none()).unwrap();
    let command = Command::EndItem {
        step: "ask".to_owned(),
        item: running.item.clone(),
        outcome: "done".to_owned(),
        error: None,
    };
    desk.give(Actor::System, command)
}
