//! Terms that are more than a date: suspended, extended, answered by silence, of the whole instance, of the whole process.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_calendar::{Term, Unit};
use reglament_core::{Command, Instance, RawInput, TaskId, TermOwner};
use reglament_forecast::{Forecast, Late, late};

use crate::desk::Desk;

const TASK: TermOwner = TermOwner::Task(TaskId(1));

fn said(told: &Forecast) -> Vec<String> {
    told.said().into_iter().map(|(ru, _)| ru).collect()
}

fn assert_said(told: &Forecast, wanted: &str) {
    let said = said(told);
    assert!(
        said.iter().any(|one| one == wanted),
        "{wanted} in {said:#?}"
    );
}

fn days_later(days: i64) -> DateTime<Utc> {
    Desk::now() + TimeDelta::days(days)
}

/// Head, steps, and for each step wanted: due (expected line), done earliest, expected, latest. Days of October 2021; the
/// instance begins on Friday the 1st at 10:00.
#[allow(clippy::type_complexity, reason = "a table of cases")]
const CASES: &[(&str, &str, &str, &[(&str, &str)])] = &[
    (
        "silence gives the answer on the day after the last one, others may answer before",
        "",
        "  a: {user_task: A, role: clerk, deadline: {term: 2 рабочих дня}, silence: {outcome: yes, basis: none}, outcomes: {no: {title: Нет, next: b}, yes: {title: Да, next: c}}}
  b: {user_task: B, role: clerk, deadline: {term: 9 рабочих дней}, next: z}
  c: {user_task: C, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}",
        &[("a", "05 01 06 06"), ("b", "- 01 - 19"), ("c", "07 01 07 07"), ("END", "- 01 07 19")],
    ),
    (
        "the term of the whole bounds the latest end, and nothing else",
        "deadline: {term: 10 календарных дней}\n",
        "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  z: {end: Z}",
        &[("b", "15 01 15 15"), ("END", "11 01 15 11")],
    ),
    (
        "the term of the whole runs from a step that lies ahead, and its date can be read",
        "deadline: {term: 10 календарных дней, from: a.completed_on}\n",
        "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: x}
  x: {user_task: X, role: clerk, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 1 день, before: instance.due_on}, next: z}
  z: {end: Z}",
        &[("a", "08 01 08 08"), ("b", "15 01 15 15"), ("END", "18 01 15 15")],
    ),
    (
        "a term of the process ends everything open",
        "on: {slow: {title: Долго, term: 6 календарных дней, next: late}}\n",
        "  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  c: {end: C}
  late: {user_task: L, role: clerk, deadline: {term: 2 рабочих дня}, next: c}
  z: {end: Z}",
        &[("a", "06 01 06 06"), ("b", "13 01 08 08"), ("late", "12 - 12 12"), ("z", "- 01 - -"), ("END", "- 01 12 12")],
    ),
    (
        "a term of the process after the end changes nothing",
        "on: {slow: {title: Долго, term: 2 месяца, next: late}}\n",
        "  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: z}
  late: {end: L}
  z: {end: Z}",
        &[("a", "06 01 06 06"), ("late", "not visited"), ("END", "- 01 06 06")],
    ),
    (
        "a term that does not interrupt begins a branch, for which the end waits",
        "on: {slow: {title: Долго, term: 4 календарных дня, interrupting: false, next: look}}\n",
        "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: z}
  look: {user_task: L, role: clerk, deadline: {term: 5 рабочих дней}, next: y}
  y: {end: Y}
  z: {end: Z}",
        &[("a", "08 01 08 08"), ("look", "13 - 13 13"), ("END", "- 01 13 13")],
    ),
    (
        "what nobody bounds is bounded by a term of the process",
        "on: {slow: {title: Долго, term: 4 календарных дня, next: late}}\n",
        "  m: {wait: M, message: answer, next: z}
  late: {end: L}
  z: {end: Z}",
        &[("m", "- 01 06 06"), ("late", "- - 06 06"), ("END", "- 01 06 06")],
    ),
];

#[test]
fn terms_give_the_dates_of_the_table() {
    for (what, head, steps, wanted) in CASES {
        let desk = Desk::with(head, steps);
        let told = desk.start();
        for (step, dates) in *wanted {
            assert_eq!(desk.dates(&told, step), *dates, "{what}: {step}\n{told:#?}");
        }
        // A live instance has the same ahead of it.
        let live = desk.at(&desk.instance(), Desk::now());
        for (step, dates) in *wanted {
            assert_eq!(
                desk.dates(&live, step),
                *dates,
                "{what}, live: {step}\n{live:#?}"
            );
        }
    }
}

#[test]
fn what_is_assumed_about_terms_is_said() {
    let steps = "  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, silence: {outcome: yes, basis: none}, outcomes: {yes: {title: Да, next: z}}}
  late: {end: L}
  z: {end: Z}";
    let events = "deadline: {term: 1 день}\non:\n  slow: {title: Долго, term: 2 дня, next: late}\n  never: {title: Никогда, term: 2 года, next: late}\n";
    let told = Desk::with(events, steps).start();
    assert_said(&told, "«A»: срок пройдёт, и молчание означает «Да».");
    assert_said(
        &told,
        "дело не закончится до срока события «Долго»; событие наступит после 04.10.2021.",
    );
    assert_said(
        &told,
        "считается, что срок события «Никогда» не успеет пройти.",
    );
    let whole: Vec<Late> = late(&told)
        .into_iter()
        .filter(|late| late.step == reglament_forecast::WHOLE)
        .collect();
    assert_eq!(whole.len(), 1, "{whole:#?}");
}

const STANDING: &str = "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней, suspension: {by: clerk, at_most: 10 календарных дней, basis: none}}, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 1 рабочий день, from: a.due_on}, next: z}
  z: {end: Z}";

fn suspend(desk: &Desk, instance: &mut Instance, owner: TermOwner, now: DateTime<Utc>) {
    let reason = "Ждём документов".to_owned();
    desk.act(instance, now, Command::SuspendTerm { owner, reason });
}

#[test]
fn a_suspended_term_runs_again_when_the_longest_suspension_is_over() {
    let desk = Desk::of(STANDING);
    let instance = desk.instance();
    assert_eq!(
        desk.dates(&desk.at(&instance, Desk::now()), "a"),
        "08 01 08 08"
    );
    // Stands still from Monday the 4th to the 14th; five working days were left.
    let mut instance = instance;
    suspend(&desk, &mut instance, TASK, days_later(3));
    let told = desk.at(&instance, days_later(5));
    assert_eq!(desk.dates(&told, "a"), "21 06 21 21", "{told:#?}");
    assert_eq!(desk.dates(&told, "b"), "22 06 22 22");
    assert_said(
        &told,
        "«A»: срок приостановлен – считается, что он возобновится 15.10.2021.",
    );
    assert_eq!(late(&told), Vec::new());

    let endless = Desk::of(&STANDING.replace("at_most: 10 календарных дней, ", ""));
    let mut instance = endless.instance();
    suspend(&endless, &mut instance, TASK, days_later(3));
    let told = endless.at(&instance, days_later(5));
    assert_eq!(endless.dates(&told, "a"), "- 06 ? ?", "{told:#?}");
    assert_eq!(endless.dates(&told, "END"), "- 06 ? ?");
    assert_said(
        &told,
        "«A»: срок приостановлен без предела – дата неизвестна.",
    );
}

#[test]
fn what_counts_from_a_suspended_term_moves_with_it() {
    let head = "deadline: {term: 20 календарных дней, suspension: {by: clerk, at_most: 5 календарных дней, basis: none}}\n";
    let steps = "  x: {user_task: X, role: clerk, next: a}
  a: {user_task: A, role: clerk, deadline: {term: 1 день, before: instance.due_on}, next: z}
  z: {end: Z}";
    let desk = Desk::with(head, steps);
    let mut instance = desk.instance();
    let done = Command::CompleteTask {
        task: TaskId(1),
        outcome: None,
        input: RawInput::new(),
    };
    desk.act(&mut instance, Desk::now(), done);
    let before = desk.at(&instance, Desk::now());
    assert_eq!(desk.dates(&before, "END"), "21 01 20 20", "{before:#?}");
    suspend(&desk, &mut instance, TermOwner::Instance, days_later(3));
    let told = desk.at(&instance, days_later(4));
    // Suspended on the 4th for five days, which end on Monday the 11th: eight days are added.
    assert_eq!(desk.dates(&told, "END"), "29 05 28 28", "{told:#?}");
    assert_eq!(desk.dates(&told, "a"), "28 05 28 28");
}

#[test]
fn an_extension_and_a_suspension_that_is_over_shift_what_is_usual() {
    let steps = STANDING.replace(
        "suspension:",
        "extension: {by: clerk, at_most: 10 рабочих дней, basis: none, notice: {letter: told, role: chief}}, suspension:",
    );
    let mut desk = Desk::of(&steps);
    let history = desk.histories.entry("p".into()).or_default();
    history.took("a", 3 * 24 * 60);
    let mut instance = desk.instance();
    let usual = desk.at(&instance, Desk::now());
    assert_eq!(desk.dates(&usual, "a"), "08 01 04 08");
    let term = Term::new(5, Unit::WorkingDay);
    let extend = Command::ExtendTerm {
        owner: TASK,
        term,
        reason: "Сложное дело".to_owned(),
    };
    desk.act(&mut instance, days_later(3), extend);
    let told = desk.at(&instance, days_later(3));
    // Due a week later, and so is what is expected: on Monday the 11th instead of the 4th.
    assert_eq!(desk.dates(&told, "a"), "15 04 11 15", "{told:#?}");
    assert_said(
        &told,
        "«A»: срок продлён или приостанавливался – к обычной длительности добавлено дней: 7.",
    );
    suspend(&desk, &mut instance, TASK, days_later(4));
    let input = RawInput::new();
    let resume = Command::ResumeTerm {
        owner: TASK,
        reason: None,
        input,
    };
    desk.act(&mut instance, days_later(6), resume);
    let told = desk.at(&instance, days_later(6));
    assert_eq!(desk.dates(&told, "a"), "19 07 15 19", "{told:#?}");
}
