//! Acts about terms where stories do not reach: nothing happens without the notice, signatures share their term, the term
//! of the whole case bounds those of its tasks, the journal reads back.

use reglament_calendar::Term;
use reglament_core::{
    Actor, Command, Event, Instance, InstanceId, RawInput, Rejection, TaskId, TermEvent, TermOwner,
    read_event, write_event,
};
use serde_json::json;

use crate::desk::Desk;

const PAPER: &str = "
data: {n: {integer: Число}}
deadline: {term: 40 дней, remind: [за 1 рабочий день], overdue: {notify: [chief]}}
start: {role: clerk, form: [n], next: paper}
steps:
  paper:
    user_task: Подписать бумагу
    signed_by: [clerk, chief]
    deadline:
      term: 30 дней
      extension: {by: chief, at_most: 30 дней, times: 3, basis: none, notice: {letter: hello, role: clerk}, document: {template: paper, register: book, data: {why: act.reason}}}
      suspension: {by: chief, at_most: 10 дней, basis: none}
    next: vote
  vote:
    user_task: Согласовать
    role: chief
    deadline: {term: 1 день}
    outcomes:
      yes: {title: Да, next: done}
      no: {title: Нет, next: done}
    silence: {outcome: yes, basis: none}
  done: {end: Конец}
";

fn extend(desk: &mut Desk, owner: TermOwner, days: &str) -> Result<(), Rejection> {
    let command = Command::ExtendTerm {
        owner,
        term: Term::parse(days).unwrap(),
        reason: "нужно".into(),
    };
    desk.give(Actor::Person("boris".into()), command)
}

fn suspend(desk: &mut Desk) -> Result<(), Rejection> {
    let command = Command::SuspendTerm {
        owner: TermOwner::Task(TaskId(1)),
        reason: "ждём".into(),
    };
    desk.give(Actor::Person("boris".into()), command)
}

fn due(desk: &Desk, task: u32) -> String {
    let due = desk.instance.tasks()[&TaskId(task)].due.as_ref().unwrap();
    due.date.to_string()
}

#[test]
fn without_its_notice_there_is_no_extension() {
    let mut desk = Desk::with(PAPER);
    desk.start(json!({"n": "0"})).unwrap();
    let before = desk.instance.clone();
    let refused = extend(&mut desk, TermOwner::Task(TaskId(1)), "5 дней").unwrap_err();
    assert_eq!(refused.code(), "cannot_evaluate");
    assert_eq!(desk.instance, before);
}

#[test]
fn signatures_share_their_term_and_its_papers_are_not_those_of_the_step() {
    let mut desk = Desk::with(PAPER);
    desk.start(json!({"n": "5"})).unwrap();
    extend(&mut desk, TermOwner::Task(TaskId(2)), "5 дней").unwrap();
    assert_eq!(
        (due(&desk, 1), due(&desk, 2)),
        ("2021-11-16".into(), "2021-11-16".into())
    );
    let steps = desk.instance.steps();
    assert_eq!(steps["paper"].number, None);
    assert_eq!(steps["paper.extension"].number.as_deref(), Some("1"));
    assert_eq!(steps["paper"].due_on.unwrap().to_string(), "2021-11-16");
}

#[test]
fn no_task_outlives_the_term_of_the_whole_case() {
    let mut desk = Desk::with(PAPER);
    desk.start(json!({"n": "5"})).unwrap();
    let refused = extend(&mut desk, TermOwner::Task(TaskId(1)), "30 дней").unwrap_err();
    assert_eq!(refused.code(), "term_beyond_instance");
    assert!(refused.ru().contains("22.11.2021") && refused.en().contains("2021-11-22"));
    for owner in [TermOwner::Instance, TermOwner::Task(TaskId(9))] {
        let refused = extend(&mut desk, owner, "1 день").unwrap_err();
        assert!(["term_act_not_allowed", "term_not_open"].contains(&refused.code()));
    }
    let recompute = desk.give(Actor::Person("boris".into()), Command::Recompute);
    assert_eq!(recompute.unwrap_err().code(), "term_act_not_allowed");
    desk.give(Actor::System, Command::Recompute).unwrap();
    assert!(
        !desk
            .events
            .iter()
            .any(|e| matches!(e.event, Event::Term(TermEvent::Recomputed { .. })))
    );
}

#[test]
fn every_event_about_terms_reads_back_and_replays() {
    let mut desk = Desk::with(PAPER);
    desk.start(json!({"n": "5"})).unwrap();
    extend(&mut desk, TermOwner::Task(TaskId(1)), "3 дня").unwrap();
    suspend(&mut desk).unwrap();
    desk.pass(4);
    let command = Command::ResumeTerm {
        owner: TermOwner::Task(TaskId(1)),
        reason: Some("принесли".into()),
        input: RawInput::new(),
    };
    desk.give(Actor::Person("vera".into()), command.clone())
        .unwrap_err();
    desk.give(Actor::Person("boris".into()), command).unwrap();
    // 14 November is thirty and three days after 12 October; of the four days of the suspension the first was not yet a
    // day of the term.
    assert_eq!(due(&desk, 2), "2021-11-17");
    desk.complete("anna", None, json!({})).unwrap();
    desk.complete("boris", None, json!({})).unwrap();
    desk.pass(60);
    while let Some((at, timer)) = desk
        .instance
        .timers()
        .iter()
        .map(|(id, t)| (t.at, *id))
        .min()
    {
        desk.now = desk.now.max(at);
        desk.give(Actor::System, Command::FireTimer { timer })
            .unwrap();
    }
    assert_eq!(
        desk.instance.steps()["vote"].outcome.as_deref(),
        Some("yes")
    );
    assert!(!desk.instance.is_running());
    let mut again = Instance::new(InstanceId::from("p-1"));
    for recorded in &desk.events {
        let stored = write_event(&recorded.event);
        assert_eq!(read_event(&stored).unwrap(), recorded.event);
        again.apply(recorded);
    }
    assert_eq!(again, desk.instance);
    assert_eq!(Instance::restore(again.snapshot()), Some(again));
}
