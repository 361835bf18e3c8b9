//! A person tells those above of a lateness: which rung of the ladder comes next, who learns of it, and what refuses it.
//!
//! The controller alone stands on the first rung, the chief on the second; the head and the controller oversee.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeZone, Utc};
use reglament_core::*;
use serde_json::json;

use crate::desk::Desk;

const ORGANISATION: &str = "
organisation: {name: Управление}
people:
  anna: {name: Алексеева Анна Ивановна, position: специалист, email: anna@example.ru}
  vera: {name: Волкова Вера Львовна, position: контролёр, email: vera@example.ru}
  gleb: {name: Громов Глеб Ильич, position: начальник, email: gleb@example.ru}
  boris: {name: Борисов Борис Ильич, position: руководитель, email: boris@example.ru}
roles: {clerk: anna, controller: vera, chief: gleb, head: boris}
";

const PROCESS: &str = "process: p
title: Проба
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист, controller: Контролёр, chief: Начальник}
start: {role: clerk}
steps:
  work: {user_task: Работа, role: clerk, deadline: DEADLINE, next: done}
  done: {end: Конец}
";

/// Late on 20 October 2021; the first notice that day, the rungs on the 21st and the 25th.
const LADDER: &str = "{term: 5 рабочих дней, suspension: {by: chief, at_most: 60 дней, basis: none}, overdue: {notify: [clerk], \
    ladder: [{after: 2 рабочих дня, notify: [controller]}, {after: 4 рабочих дня, notify: [chief]}]}}";
const NO_LADDER: &str = "{term: 5 рабочих дней, overdue: {notify: [clerk]}}";
const NO_NOTICE: &str = "{term: 5 рабочих дней}";

const OVERDUE: &str = "Тема: Просрочено\n\n{{ task.escalated_by ?? 'лестница' }}{{#if has(task.note)}}: {{ task.note }}{{/if}}\n";

/// An instance at its task.
fn desk(deadline: &str) -> Desk {
    desk_with(deadline, "shared/letters/overdue.md")
}

fn desk_with(deadline: &str, letter: &str) -> Desk {
    let files = [
        ("organisation.yaml", ORGANISATION.to_owned()),
        ("p/process.yaml", PROCESS.replace("DEADLINE", deadline)),
        (letter, OVERDUE.to_owned()),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text));
    let mut desk = Desk::of(&BTreeMap::from(files));
    desk.start(json!({})).unwrap();
    desk
}

/// An hour of October 2021 in Novokuznetsk.
fn october(day: u32, hour: u32) -> DateTime<Utc> {
    let zone = chrono_tz::Asia::Novokuznetsk;
    let local = zone.with_ymd_and_hms(2021, 10, day, hour, 0, 0).unwrap();
    local.with_timezone(&Utc)
}

fn escalate(desk: &mut Desk, by: &str, note: Option<&str>) -> Result<(), Rejection> {
    let command = Command::EscalateTask {
        task: TaskId(1),
        note: note.map(str::to_owned),
    };
    desk.give(Actor::Person(by.into()), command)
}

/// Fires what is due until a moment.
fn run_until(desk: &mut Desk, until: DateTime<Utc>) {
    let next = |desk: &Desk| {
        let timers = desk.instance.timers().iter();
        let next = timers.map(|(id, timer)| (timer.at, *id)).min();
        next.filter(|(at, _)| *at <= until)
    };
    while let Some((at, timer)) = next(desk) {
        desk.now = at;
        desk.give(Actor::System, Command::FireTimer { timer })
            .unwrap();
    }
    desk.now = until;
}

/// Letters so far: day of October, to whom, what they say.
fn letters(desk: &Desk) -> Vec<String> {
    let events = desk.events.iter();
    let letters = events.filter_map(|recorded| match &recorded.event {
        Event::Paper(PaperEvent::LetterQueued { letter }) => Some((recorded.at, letter)),
        _ => None,
    });
    letters
        .map(|(at, letter)| {
            let day = at
                .with_timezone(&chrono_tz::Asia::Novokuznetsk)
                .format("%d");
            let to = letter.to_address.trim_end_matches("@example.ru");
            format!("{day} {to} {}", letter.text.trim())
        })
        .collect()
}

fn rungs(desk: &Desk) -> Vec<u32> {
    let timers = desk.instance.timers().values();
    let rungs = timers.filter_map(|timer| match timer.purpose {
        TimerPurpose::Rung(rung) => Some(rung),
        _ => None,
    });
    rungs.collect()
}

/// Who asks on which day of October and at which hour; the letters by the end of the month.
type Case = (&'static [(&'static str, u32, u32)], &'static [&'static str]);

/// Who asks on which day and hour; whom the ladder and the person have told by the end of it.
#[test]
fn the_lowest_rung_that_is_left_comes_sooner_and_is_not_told_twice() {
    let vera = "Волкова Вера Львовна";
    let table: [Case; 6] = [
        (
            &[],
            &["20 anna лестница", "21 vera лестница", "25 gleb лестница"],
        ),
        // The head is not on the ladder: its first rung comes sooner.
        (
            &[("boris", 20, 8)],
            &[
                "20 vera Борисов Борис Ильич",
                "20 anna лестница",
                "25 gleb лестница",
            ],
        ),
        // Whoever asks is not written to: the next rung is told, and the ladder keeps the rung of the asker.
        (
            &[("vera", 20, 8)],
            &[
                "20 gleb Волкова Вера Львовна",
                "20 anna лестница",
                "21 vera лестница",
            ],
        ),
        (
            &[("boris", 20, 10), ("boris", 21, 10)],
            &[
                "20 anna лестница",
                "20 vera Борисов Борис Ильич",
                "21 gleb Борисов Борис Ильич",
            ],
        ),
        // Nothing of the ladder is left: its last rung once more.
        (
            &[("vera", 26, 10)],
            &[
                "20 anna лестница",
                "21 vera лестница",
                "25 gleb лестница",
                "26 gleb Волкова Вера Львовна",
            ],
        ),
        (
            &[("anna", 20, 10)],
            &[
                "20 anna лестница",
                "20 vera Алексеева Анна Ивановна",
                "25 gleb лестница",
            ],
        ),
    ];
    for (acts, expected) in table {
        let mut desk = desk(LADDER);
        for (by, day, hour) in acts {
            run_until(&mut desk, october(*day, *hour));
            escalate(&mut desk, by, None).unwrap();
            assert_eq!(invariants(&desk.instance, desk.definition()), vec![]);
        }
        run_until(&mut desk, october(31, 12));
        assert_eq!(letters(&desk), expected, "{acts:?}");
    }
    let mut desk = desk(NO_LADDER);
    run_until(&mut desk, october(20, 10));
    escalate(&mut desk, "vera", Some(" проверка ")).unwrap();
    let told = format!("20 boris {vera}: проверка");
    assert_eq!(
        letters(&desk)[1..],
        [told],
        "without a ladder, the other overseer"
    );
}

#[test]
fn what_happened_is_recorded_and_reads_back() {
    let mut desk = desk(LADDER);
    run_until(&mut desk, october(20, 8));
    let before = desk.instance.clone();
    let first = desk.events.len();
    escalate(&mut desk, "vera", Some("комиссия в пятницу")).unwrap();
    let new = desk.events[first..].to_vec();
    let told: Vec<&Event> = new.iter().map(|recorded| &recorded.event).collect();
    assert!(matches!(
        told[0],
        Event::Timer(TimerEvent::Cancelled { .. })
    ));
    let expected = TaskEvent::Escalated {
        task: TaskId(1),
        by: "vera".into(),
        on: "2021-10-20".parse().unwrap(),
        rung: Some(1),
        to: BTreeSet::from(["chief".to_owned()]),
        note: Some("комиссия в пятницу".into()),
    };
    assert_eq!(*told[1], Event::Task(expected));
    let purposes: Vec<_> = effects(&before, &desk.instance, &new)
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Letter { purpose, task, .. } => Some((purpose, task)),
            _ => None,
        })
        .collect();
    assert_eq!(purposes, [(LetterPurpose::Overdue, Some(TaskId(1)))]);
    let task = &desk.instance.tasks()[&TaskId(1)];
    assert_eq!(task.overdue, 0, "the first notice is still the first");
    let mut again = Instance::new(InstanceId::from("p-1"));
    for recorded in &desk.events {
        let stored = write_event(&recorded.event);
        assert_eq!(read_event(&stored).unwrap(), recorded.event);
        again.apply(recorded);
    }
    assert_eq!(again, desk.instance);
    assert_eq!(Instance::restore(again.snapshot()), Some(again));
}

/// Reminders and notices are planned anew by another edition; what a person has told stays told.
#[test]
fn another_edition_does_not_tell_a_rung_twice() {
    let mut desk = desk(LADDER);
    run_until(&mut desk, october(20, 8));
    escalate(&mut desk, "boris", None).unwrap();
    assert_eq!(rungs(&desk), [1]);
    let plan = MigrationPlan {
        seq: *desk.instance.seq(),
        remind: BTreeSet::from([TaskId(1)]),
        ..MigrationPlan::default()
    };
    let command = Command::Migrate {
        to: desk.next_version(),
        plan: Box::new(plan),
    };
    desk.give(Actor::System, command).unwrap();
    assert_eq!(rungs(&desk), [1]);
    run_until(&mut desk, october(31, 12));
    let vera = letters(&desk);
    let vera = vera
        .iter()
        .filter(|letter| letter.contains(" vera "))
        .count();
    assert_eq!(vera, 1, "{:?}", letters(&desk));
}

/// The deadline, who asks and when, with which note; the code.
type Refused<'a> = (&'a str, &'a str, DateTime<Utc>, Option<&'a str>, &'a str);

#[test]
fn every_refusal_has_its_words_and_changes_nothing() {
    let late = october(20, 10);
    let long = "я".repeat(MAX_TEXT + 1);
    let rows: [Refused; 8] = [
        (LADDER, "vera", october(19, 23), None, "not_late"),
        (LADDER, "nobody", late, None, "may_not_escalate"),
        (LADDER, "vera", late, Some(&long), "limit_reached"),
        (NO_LADDER, "anna", october(19, 10), None, "not_late"),
        (NO_NOTICE, "anna", late, None, "may_not_escalate"),
        (NO_NOTICE, "vera", late, None, "done"),
        (NO_LADDER, "vera", late, None, "done"),
        (LADDER, "gleb", october(26, 10), None, "nobody_above"),
    ];
    for (deadline, by, at, note, code) in rows {
        let mut desk = desk(deadline);
        run_until(&mut desk, at);
        let before = desk.instance.clone();
        match escalate(&mut desk, by, note) {
            Ok(()) => assert_eq!(code, "done", "{deadline} {by}"),
            Err(refused) => {
                assert_eq!(refused.code(), code, "{deadline} {by}");
                assert_ne!(refused.ru(), refused.en());
                assert_eq!(desk.instance, before, "{code}");
            }
        }
    }
    let mut silent = desk_with(NO_NOTICE, "shared/letters/reminder.md");
    silent.now = late;
    let refused = escalate(&mut silent, "vera", None).unwrap_err();
    assert_eq!(refused.code(), "no_overdue_letter");
    assert!(refused.ru().contains("overdue") && refused.en().contains("overdue"));
}

#[test]
fn once_a_day_whoever_asks_and_only_while_the_term_runs() {
    let mut desk = desk(LADDER);
    run_until(&mut desk, october(20, 10));
    escalate(&mut desk, "boris", None).unwrap();
    let again = escalate(&mut desk, "vera", None).unwrap_err();
    assert_eq!(again.code(), "escalated_today");
    let by_clock = Command::EscalateTask {
        task: TaskId(1),
        note: None,
    };
    let refused = desk.give(Actor::System, by_clock).unwrap_err();
    assert_eq!(refused.code(), "may_not_escalate");
    desk.complete("anna", None, json!({})).unwrap();
    let closed = escalate(&mut desk, "boris", None).unwrap_err();
    assert_eq!(closed.code(), "task_closed");

    let mut held = self::desk(LADDER);
    let suspend = Command::SuspendTerm {
        owner: TermOwner::Task(TaskId(1)),
        reason: "ждём".into(),
    };
    held.now = october(14, 10);
    held.give(Actor::Person("gleb".into()), suspend).unwrap();
    held.now = october(27, 10);
    let refused = escalate(&mut held, "vera", None).unwrap_err();
    assert_eq!(refused.code(), "not_late");
}
