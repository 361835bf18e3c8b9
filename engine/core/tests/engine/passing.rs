//! Going on without a step that is stuck: by whom, which way, and that the instance stays sound.

use reglament_core::{
    Actor, Command, Event, IncidentEvent, IncidentId, PassingRefusal, Rejection, invariants,
    ways_on,
};
use serde_json::json;

use crate::desk::Desk;

/// `n` is 0, so that whatever divides by it fails.
const HEAD: &str = "
data: {n: {integer: Число}, m: {decimal: Ещё}, done_by: {text: Кем}}
start: {role: clerk, form: [n], next: stuck}
steps:
  done: {end: Конец, basis: none}
";

/// Steps that some of the rows lead to.
const MORE: &[(&str, &str)] = &[
    (
        "aside",
        "{user_task: В сторону, basis: none, role: clerk, next: done}",
    ),
    (
        "quietly",
        "{set: Тихо, basis: none, values: {done_by: \"'я'\"}, next: done}",
    ),
];

/// A stuck step, the ways on from it, and where the instance stands after each.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    (
        "{mail: Письмо, basis: none, letter: hello, role: clerk, next: done}",
        &[("done", "")],
    ),
    (
        "{set: Посчитать, basis: none, values: {m: 10 / n}, next: [aside, quietly]}",
        &[("aside quietly", "aside")],
    ),
    (
        "{document: Бумага, basis: none, template: paper, data: {x: 10 / n}, register: book, next: aside}",
        &[("aside", "aside")],
    ),
    (
        "{decision: Куда, basis: none, cases: [{when: 10 / n > 1, next: aside}], otherwise: done}",
        &[("aside", "aside"), ("done", "")],
    ),
    (
        "{user_task: Решить, basis: none, role: chief, not_by: \"['boris', 'vera']\", outcomes: {yes: {title: Да, next: aside}, no: {title: Нет}}, next: done}",
        &[("aside", "aside"), ("done", "")],
    ),
    (
        "{wait: Ждать, basis: none, when: 10 / n > 1, next: aside}",
        &[("aside", "aside")],
    ),
];

fn stuck(step: &str) -> Desk {
    let more = MORE.iter().filter(|(id, _)| step.contains(id));
    let more: String = more.map(|(id, text)| format!("  {id}: {text}\n")).collect();
    let mut desk = Desk::with(&format!("{HEAD}  stuck: {step}\n{more}"));
    desk.start(json!({"n": 0})).unwrap();
    assert_eq!(desk.instance.incidents().len(), 1, "{step} is not stuck");
    desk
}

fn pass(desk: &mut Desk, to: &str, reason: &str) -> Result<(), Rejection> {
    let command = Command::PassIncident {
        incident: IncidentId(1),
        to: to.split_whitespace().map(str::to_owned).collect(),
        reason: reason.to_owned(),
        privileged: true,
    };
    desk.give(Actor::Person("boris".into()), command)
}

#[test]
fn every_way_on_is_taken_and_leaves_the_instance_sound() {
    for (step, ways) in ROWS {
        let known = stuck(step);
        let definition = known.definition();
        let found = ways_on(definition, definition.step("stuck").unwrap());
        let expected: Vec<String> = ways.iter().map(|(way, _)| (*way).to_owned()).collect();
        let found: Vec<String> = found.iter().map(|way| way.join(" ")).collect();
        assert_eq!(found, expected, "{step}");
        for (way, stands) in *ways {
            let mut desk = stuck(step);
            pass(&mut desk, way, "  Решено без этого  ").unwrap();
            assert!(desk.instance.incidents().is_empty(), "{step} {way}");
            let at = desk
                .instance
                .tokens()
                .values()
                .map(|token| token.step.as_str());
            assert_eq!(at.collect::<Vec<_>>().join(" "), *stands, "{step} {way}");
            let broken = invariants(&desk.instance, desk.definition());
            assert!(broken.is_empty(), "{step} {way}: {broken:?}");
            let passed = desk
                .events
                .iter()
                .find_map(|recorded| match &recorded.event {
                    Event::Incident(IncidentEvent::Passed {
                        step, to, reason, ..
                    }) => Some((
                        recorded.actor.clone(),
                        step.clone(),
                        to.join(" "),
                        reason.clone(),
                    )),
                    _ => None,
                });
            let boris = Actor::Person("boris".into());
            let told = (
                boris,
                "stuck".into(),
                (*way).to_owned(),
                "Решено без этого".into(),
            );
            assert_eq!(passed, Some(told));
            assert!(
                desk.instance.documents().is_empty(),
                "nothing of the step was made"
            );
        }
    }
}

const JOINED: &str = "
data: {n: {integer: Число}, m: {decimal: Ещё}}
start: {role: clerk, form: [n], next: [left, right]}
steps:
  left: {set: Левая, basis: none, values: {m: 10 / n}, next: both}
  right: {user_task: Правая, basis: none, role: clerk, next: both}
  both: {join: Вместе, basis: none, from: [left, right], next: done}
  done: {end: Конец, basis: none}
";

#[test]
fn a_join_gets_the_flow_of_the_step_that_was_skipped() {
    for left_first in [true, false] {
        let mut desk = Desk::with(JOINED);
        desk.start(json!({"n": 0})).unwrap();
        if left_first {
            pass(&mut desk, "both", "Без счёта").unwrap();
            assert!(desk.instance.is_running(), "the other branch is awaited");
            desk.complete("anna", None, json!({})).unwrap();
        } else {
            desk.complete("anna", None, json!({})).unwrap();
            pass(&mut desk, "both", "Без счёта").unwrap();
        }
        assert!(!desk.instance.is_running());
        assert!(desk.instance.incidents().is_empty());
    }
}

#[test]
fn whoever_may_not_or_says_too_little_moves_nothing() {
    let mail = ROWS[0].0;
    let give = |actor: Actor, to: &str, reason: &str, incident: u32, privileged: bool| {
        let mut desk = stuck(mail);
        let command = Command::PassIncident {
            incident: IncidentId(incident),
            to: to.split_whitespace().map(str::to_owned).collect(),
            reason: reason.to_owned(),
            privileged,
        };
        let before = desk.events.len();
        let refused = desk.give(actor, command).unwrap_err();
        assert_eq!(desk.events.len(), before);
        refused.code()
    };
    let boris = || Actor::Person("boris".into());
    let rows = [
        (boris(), "done", "Так", 1, false, "passing_not_yours"),
        (Actor::System, "done", "Так", 1, true, "passing_not_yours"),
        (
            Actor::Applicant,
            "done",
            "Так",
            1,
            true,
            "passing_not_yours",
        ),
        (boris(), "done", " \n", 1, true, "passing_reason_needed"),
        (boris(), "aside", "Так", 1, true, "passing_way_unknown"),
        (boris(), "", "Так", 1, true, "passing_way_unknown"),
        (boris(), "done", "Так", 2, true, "incident_closed"),
    ];
    for (actor, to, reason, incident, privileged, code) in rows {
        let name = format!("{actor:?} {to} {reason:?} {incident}");
        assert_eq!(
            give(actor, to, reason, incident, privileged),
            code,
            "{name}"
        );
    }
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
fn an_incident_that_holds_no_step_leads_nowhere() {
    let mut desk = Desk::with(CIRCLE);
    desk.start(json!({})).unwrap();
    let refused = pass(&mut desk, "done", "Хватит").unwrap_err();
    assert_eq!(refused, PassingRefusal::NoWayOn.into());
}
