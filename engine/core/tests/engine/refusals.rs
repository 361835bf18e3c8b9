//! Refusals: each code, and that a refused command changes nothing.

use reglament_core::{Actor, Command, IncidentId, InstanceId, Origin, RawInput, TaskId, TimerId};
use serde_json::json;

use crate::desk::Desk;

const WORK: &str = "
data: {n: {integer: Число}, reason: {text: Причина}}
start: {role: clerk, form: [n?], next: work}
on:
  withdrawal: {title: Отозвать, applicant: true, when: not has(n), next: done, basis: none}
steps:
  work:
    user_task: Решить
    basis: none
    role: [clerk, chief]
    form: [n, reason?]
    checks: [{must: n < 10, message: {ru: Слишком много, en: Too many}}]
    outcomes:
      accept: {title: Принять}
      refuse: {title: Отказать, requires: [reason]}
    not_by: \"['boris']\"
    deadline: {term: 5 рабочих дней, remind: [в день срока], overdue: {notify: [chief]}}
    next: done
  done: {end: Конец, basis: none}
";

fn task(by: &str, outcome: Option<&str>, input: serde_json::Value) -> (Actor, Command) {
    let input = input.as_object().cloned().unwrap_or_default();
    let outcome = outcome.map(str::to_owned);
    (
        Actor::Person(by.into()),
        Command::CompleteTask {
            task: TaskId(1),
            outcome,
            input,
        },
    )
}

#[test]
fn every_refusal_has_its_code_and_changes_nothing() {
    let item = Command::AddItem {
        step: "work".into(),
        input: RawInput::new(),
        receipt: "C".into(),
        reason: None,
    };
    let news = Command::ReportItem {
        step: "work".into(),
        item: InstanceId::from("x"),
        values: Default::default(),
    };
    let event = |event: &str| Command::RaiseEvent {
        event: event.into(),
        reason: None,
    };
    let rows: Vec<((Actor, Command), &str)> = vec![
        (task("anna", Some("accept"), json!({})), "invalid_form"),
        (
            task("anna", Some("accept"), json!({"n": 50})),
            "check_failed",
        ),
        (task("anna", None, json!({"n": 5})), "unknown_outcome"),
        (
            task("anna", Some("perhaps"), json!({"n": 5})),
            "unknown_outcome",
        ),
        (
            task("anna", Some("refuse"), json!({"n": 5})),
            "invalid_form",
        ),
        (
            task("boris", Some("accept"), json!({"n": 5})),
            "conflict_of_interest",
        ),
        (
            task("nobody", Some("accept"), json!({"n": 5})),
            "not_your_task",
        ),
        (
            (Actor::Public, task("", Some("accept"), json!({"n": 5})).1),
            "not_your_task",
        ),
        (
            (Actor::System, Command::FireTimer { timer: TimerId(1) }),
            "timer_not_due",
        ),
        (
            (Actor::System, Command::FireTimer { timer: TimerId(9) }),
            "timer_closed",
        ),
        ((Actor::Public, item), "step_not_open"),
        ((Actor::System, news), "step_not_open"),
        (
            (Actor::Person("anna".into()), event("withdrawal")),
            "event_not_allowed",
        ),
        ((Actor::Applicant, event("unknown")), "event_not_allowed"),
        (
            (
                Actor::Person("anna".into()),
                Command::ResolveIncident {
                    incident: IncidentId(1),
                },
            ),
            "incident_closed",
        ),
    ];
    for ((actor, command), code) in rows {
        let mut desk = Desk::with(WORK);
        desk.start(json!({})).unwrap();
        let before = desk.instance.clone();
        let refused = desk.give(actor, command.clone()).expect_err(code);
        assert_eq!(refused.code(), code, "{command:?}");
        assert!(!refused.ru().is_empty() && !refused.en().is_empty());
        assert_eq!(
            desk.instance, before,
            "a refused command changed something: {command:?}"
        );
    }
}

#[test]
fn starts_are_refused_to_those_who_may_not() {
    let rows = [
        (Actor::Person("boris".into()), Origin::Manual),
        (Actor::Public, Origin::Public),
        (Actor::Public, Origin::Manual),
        (Actor::System, Origin::Parent),
        (
            Actor::System,
            Origin::Schedule {
                occurrence: "2021-10-12T00:00".into(),
            },
        ),
    ];
    for (actor, origin) in rows {
        let refused = Desk::with(WORK)
            .start_by(actor.clone(), origin.clone(), json!({}))
            .expect_err("started");
        assert_eq!(refused.code(), "start_not_allowed", "{actor:?} {origin:?}");
    }
}

#[test]
fn an_ended_instance_refuses_quietly() {
    let mut desk = Desk::with(WORK);
    let (actor, command) = task("anna", Some("accept"), json!({"n": 5}));
    assert_eq!(
        desk.give(actor.clone(), command.clone())
            .expect_err("not started")
            .code(),
        "not_started"
    );
    desk.start(json!({})).unwrap();
    assert_eq!(
        desk.start(json!({})).expect_err("started twice").code(),
        "already_started"
    );
    desk.give(actor.clone(), command.clone()).unwrap();
    assert!(!desk.instance.is_running());
    assert_eq!(
        desk.give(actor, command).expect_err("done twice").code(),
        "task_closed"
    );
    let fire = Command::FireTimer { timer: TimerId(1) };
    assert_eq!(
        desk.give(Actor::System, fire)
            .expect_err("fired after the end")
            .code(),
        "timer_closed"
    );
}
