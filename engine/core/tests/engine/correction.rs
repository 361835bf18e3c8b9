//! Correcting what was handed in: what is recorded, which dates move with it, and what refuses it.

use chrono::{Duration, NaiveDate};
use reglament_core::*;
use reglament_expression::Value;
use serde_json::{Value as Json, json};

use crate::desk::Desk;

/// Today is Tuesday 12 October 2021. The task is due five working days after `received`, which `counted` passes on.
const BODY: &str = "
data:
  topic: {text: Тема}
  received: {date: Получено}
  counted: {date: Считается с, is: received}
  pages: {integer: Листов, min: 1, max: 100}
  copies: {integer: Копий}
  remark: {text: Замечание}
  agreed: {consent: Согласен}
  scan: {file: Скан}
  made: {text: Составлено}
start:
  role: clerk
  form: [topic, received, pages, copies?, agreed, scan?]
  checks: [{must: pages >= (copies ?? 0), message: Копий больше чем листов}]
  next: [prepare, hold]
steps:
  prepare: {set: Подготовить, basis: none, values: {made: \"'сразу'\"}, next: work}
  work:
    user_task: Работа
    basis: none
    role: clerk
    deadline: {term: 5 рабочих дней, from: counted}
    outcomes: {yes: {title: Да}, back: {title: Вернуть, requires: [remark]}}
    form: [remark?]
    next: both
  hold: {wait: Ждать, basis: none, when: pages > 50, next: both}
  both: {join: Вместе, basis: none, from: [work, hold], next: done}
  done: {end: Конец, basis: none}
";

fn desk() -> Desk {
    let mut desk = Desk::with(BODY);
    let handed_in =
        json!({"topic": "Отпуск", "received": "2021-10-11", "pages": 3, "agreed": true});
    desk.start(handed_in).unwrap();
    desk
}

fn boris() -> Actor {
    Actor::Person("boris".into())
}

fn wish(input: &Json, reason: &str, privileged: bool) -> Command {
    Command::CorrectData {
        input: input.as_object().cloned().unwrap_or_default(),
        reason: reason.to_owned(),
        privileged,
    }
}

fn correct(desk: &mut Desk, input: Json) -> Result<(), Rejection> {
    desk.give(boris(), wish(&input, "Описка", true))
}

fn due(desk: &Desk) -> NaiveDate {
    let task = desk.instance.tasks().values().next();
    task.and_then(|task| task.due.as_ref()).unwrap().date
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, day).unwrap()
}

#[test]
fn what_was_and_what_is_stay_in_the_journal() {
    let mut desk = desk();
    let tasks = desk.instance.tasks().clone();
    let input = json!({"topic": "  Отпуск без содержания ", "copies": "2", "pages": "3"});
    let reason = "  Описка в заявлении ";
    desk.give(boris(), wish(&input, reason, true)).unwrap();
    let Some(Event::Instance(InstanceEvent::DataCorrected {
        before,
        values,
        reason,
        by,
        changes,
    })) = desk.events.last().map(|recorded| recorded.event.clone())
    else {
        panic!("{:?}", desk.events.last());
    };
    let text = |text: &str| Value::Text(text.into());
    let was = [("topic", text("Отпуск")), ("copies", Value::Null)];
    let is = [
        ("topic", text("Отпуск без содержания")),
        ("copies", Value::Number(2.into())),
    ];
    let values_of =
        |rows: [(&str, Value); 2]| rows.map(|(name, value)| (name.into(), value)).into();
    assert_eq!(before, values_of(was));
    assert_eq!(values, values_of(is), "what did not change is not told");
    assert_eq!(reason, "Описка в заявлении");
    assert_eq!(by.get("id"), Some(&text("boris")));
    assert!(changes.is_empty());
    assert_eq!(desk.instance.data()["topic"], text("Отпуск без содержания"));
    assert_eq!(*desk.instance.tasks(), tasks, "nobody's work changes");
    assert_eq!(Instance::replay("p-1".into(), &desk.events), desk.instance);
}

/// When the correction comes, the day that is corrected to, and the due date afterwards.
const DATES: &[(i64, &str, u32)] = &[
    (0, "2021-10-12", 19),
    (0, "2021-10-08", 15),
    // Three days later: what would have been due on the 14th is not moved into the past; the date told to people stays.
    (3, "2021-10-07", 18),
    // The due date has been reached: it stays, whatever it is counted from.
    (8, "2021-10-15", 18),
];

#[test]
fn dates_ahead_are_counted_anew_also_through_computed_fields() {
    for (days, received, expected) in DATES {
        let mut desk = desk();
        assert_eq!(due(&desk), day(18));
        desk.pass(*days);
        correct(&mut desk, json!({"received": received})).unwrap();
        assert_eq!(due(&desk), day(*expected), "{days} {received}");
        let broken = invariants(&desk.instance, desk.definition());
        assert!(broken.is_empty(), "{days} {received}: {broken:?}");
    }
}

#[test]
fn notices_follow_the_date() {
    let body = BODY.replace("from: counted}", "from: counted, remind: [в день срока]}");
    let mut desk = Desk::with(&body);
    let handed_in =
        json!({"topic": "Отпуск", "received": "2021-10-11", "pages": 3, "agreed": true});
    desk.start(handed_in).unwrap();
    let reminder = |desk: &Desk| {
        let mut timers = desk.instance.timers().values();
        let found = timers.find(|timer| timer.purpose == TimerPurpose::Reminder);
        found.map(|timer| timer.at)
    };
    let before = reminder(&desk).unwrap();
    correct(&mut desk, json!({"received": "2021-10-12"})).unwrap();
    assert_eq!(reminder(&desk), Some(before + Duration::days(1)));
}

#[test]
fn conditions_that_hold_now_let_go() {
    let mut desk = desk();
    assert!(desk.instance.token_at("hold").is_some());
    correct(&mut desk, json!({"pages": 60})).unwrap();
    assert!(desk.instance.token_at("hold").is_none());
}

/// What is asked for, the reason, whether the person oversees the process, and the code of the refusal.
fn refusals() -> Vec<(Json, &'static str, bool, &'static str)> {
    vec![
        (
            json!({"topic": "Иное"}),
            "Описка",
            false,
            "correction_not_yours",
        ),
        (
            json!({"topic": "Иное"}),
            "  ",
            true,
            "correction_reason_needed",
        ),
        (json!({}), "Описка", true, "correction_changes_nothing"),
        (
            json!({"topic": "Отпуск"}),
            "Описка",
            true,
            "correction_changes_nothing",
        ),
        (json!({"topic": ""}), "Описка", true, "invalid_form"),
        (json!({"pages": 101}), "Описка", true, "invalid_form"),
        (json!({"received": "вчера"}), "Описка", true, "invalid_form"),
        (json!({"copies": 4}), "Описка", true, "check_failed"),
        // Consents and files are handed in again; what the engine sets, and what nobody has answered yet, nobody corrects.
        (json!({"agreed": false}), "Описка", true, "invalid_form"),
        (json!({"scan": null}), "Описка", true, "invalid_form"),
        (json!({"made": "иначе"}), "Описка", true, "invalid_form"),
        (
            json!({"counted": "2021-10-12"}),
            "Описка",
            true,
            "invalid_form",
        ),
        (json!({"remark": "рано"}), "Описка", true, "invalid_form"),
        (json!({"nothing": 1}), "Описка", true, "invalid_form"),
    ]
}

#[test]
fn what_is_wrong_is_refused_and_changes_nothing() {
    for (input, reason, privileged, code) in refusals() {
        let mut desk = desk();
        let before = desk.instance.clone();
        let refused = desk.give(boris(), wish(&input, reason, privileged));
        let refused = refused.map_err(|rejection| rejection.code());
        assert_eq!(refused, Err(code), "{input} {reason}");
        assert_eq!(desk.instance, before);
    }
    let wish = || wish(&json!({"topic": "Иное"}), "Описка", true);
    for actor in [Actor::System, Actor::Applicant, Actor::Public] {
        let refused = desk().give(actor.clone(), wish());
        assert_eq!(
            refused,
            Err(CorrectionRefusal::NotYours.into()),
            "{actor:?}"
        );
    }
    let long = "я".repeat(MAX_TEXT + 1);
    let refused = desk().give(boris(), self::wish(&json!({"topic": "Иное"}), &long, true));
    assert_eq!(refused.map_err(|why| why.code()), Err("limit_reached"));
}

#[test]
fn an_answer_that_a_button_demanded_may_not_be_emptied() {
    let mut desk = desk();
    desk.complete("anna", Some("back"), json!({"remark": "Не то"}))
        .unwrap();
    let emptied = correct(&mut desk, json!({"remark": ""}));
    assert_eq!(emptied.map_err(|why| why.code()), Err("invalid_form"));
    correct(&mut desk, json!({"remark": "Не та дата"})).unwrap();
    // What may be left empty may be emptied.
    correct(&mut desk, json!({"copies": 1})).unwrap();
    correct(&mut desk, json!({"copies": ""})).unwrap();
    assert_eq!(desk.instance.data()["copies"], Value::Null);
}

#[test]
fn a_case_that_has_ended_stays_as_it_is() {
    let mut desk = desk();
    desk.complete("anna", Some("yes"), json!({})).unwrap();
    correct(&mut desk, json!({"pages": 60})).unwrap();
    assert!(!desk.instance.is_running());
    let refused = correct(&mut desk, json!({"topic": "Иное"}));
    assert_eq!(refused, Err(Rejection::InstanceEnded));
}
