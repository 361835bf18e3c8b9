//! Tables of small definitions and the dates that they must give.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod desk;
mod learnt;
mod terms;
mod what_if;

use desk::Desk;

/// Steps, what they are, and for each step wanted: due (expected line), done earliest, expected, latest. Days of October 2021;
/// the instance begins on Friday the 1st at 10:00. `?` unknown, `-` never.
#[allow(clippy::type_complexity, reason = "a table of cases")]
const CASES: &[(&str, &str, &[(&str, &str)])] = &[
    (
        "a straight line: whole terms add up over weekends",
        "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 2 рабочих дня, from: a.effective_on}, next: z}
  z: {end: Z}",
        &[("a", "08 01 08 08"), ("b", "12 01 12 12"), ("z", "- 01 12 12")],
    ),
    (
        "no term counts as nothing, a declared duration as itself",
        "  a: {user_task: A, role: clerk, next: b}
  b: {user_task: B, role: clerk, expected: 2 рабочих дня, deadline: {term: 10 рабочих дней}, next: z}
  z: {end: Z}",
        &[("a", "- 01 01 01"), ("b", "15 01 05 15"), ("z", "- 01 05 15")],
    ),
    (
        "a decision: the shortest way, the first with work, the longest",
        "  d: {decision: D, cases: [{when: n > 1, next: a}], otherwise: z}
  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: z}
  z: {end: Z}",
        &[("a", "06 01 06 06"), ("z", "- 01 06 06")],
    ),
    (
        "known data decide what is expected; a person may still change them",
        "  s: {set: S, values: {n: \"0\"}, next: t}
  t: {user_task: T, role: clerk, form: [n?], next: d}
  d: {decision: D, cases: [{when: n > 1, next: a}], otherwise: z}
  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: z}
  z: {end: Z}",
        &[("a", "- 01 - 06"), ("z", "- 01 01 06")],
    ),
    (
        "the quickest way to an end that ends everything is enough for the earliest",
        "  f: {set: F, values: {n: \"1\"}, next: [a, m]}
  a: {user_task: A, role: clerk, form: [n?], deadline: {term: 2 рабочих дня}, next: d}
  d: {decision: D, cases: [{when: n > 5, next: z}], otherwise: w}
  w: {wait: W, term: 5 рабочих дней, next: z}
  m: {wait: M, message: answer, next: y}
  y: {end: Y}
  z: {end: Z, terminates: true}",
        &[("w", "- 09 13 13"), ("END", "- 01 13 13")],
    ),
    (
        "what one of several ways sets is not certain",
        "  f: {user_task: F, role: clerk, outcomes: {yes: {title: Да, next: s}, no: {title: Нет, next: t}}}
  s: {set: S, values: {n: \"1\"}, next: d}
  t: {set: T, values: {n: \"2\"}, next: d}
  d: {decision: D, cases: [{when: n == 1, next: a}], otherwise: b}
  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: z}
  b: {user_task: B, role: clerk, deadline: {term: 2 рабочих дня}, next: z}
  z: {end: Z}",
        &[("a", "06 01 06 06"), ("b", "- 01 - 05"), ("END", "- 01 06 06")],
    ),
    (
        "a child joins when the window closes, whatever stands behind it",
        "  e: {for_each: E, process: c, window: {closes: \"date('2021-10-05')\"}, next: q}
  q: {for_each: Q, process: c, each: \"x in [1, 2]\", next: k}
  k: {call: K, process: c, next: z}
  z: {end: Z}",
        &[("e", "- 06 11 11"), ("q", "- 06 14 14"), ("k", "- 06 19 19")],
    ),
    (
        "data that nobody can change decide on every line",
        "  s: {set: S, values: {n: \"0\"}, next: d}
  d: {decision: D, cases: [{when: n > 1, next: a}, {when: n == 0, next: b}], otherwise: c}
  a: {user_task: A, role: clerk, deadline: {term: 3 рабочих дня}, next: z}
  b: {user_task: B, role: clerk, deadline: {term: 2 рабочих дня}, next: z}
  c: {user_task: C, role: clerk, deadline: {term: 9 рабочих дней}, next: z}
  z: {end: Z}",
        &[("a", "not visited"), ("b", "05 01 05 05"), ("c", "not visited"), ("END", "- 01 05 05")],
    ),
    (
        "a join waits for the slower, any for the faster",
        "  f: {set: F, values: {n: \"1\"}, next: [a, b, c]}
  a: {user_task: A, role: clerk, deadline: {term: 1 рабочий день}, next: j}
  b: {user_task: B, role: clerk, deadline: {term: 3 рабочих дня}, next: j}
  c: {user_task: C, role: clerk, deadline: {term: 7 рабочих дней}, next: k}
  j: {join: J, from: [a, b], next: k}
  k: {join: K, from: [j, c], wait_for: any, next: z}
  z: {end: Z}",
        &[("j", "- 01 06 06"), ("k", "- 01 06 06"), ("z", "- 01 06 06")],
    ),
    (
        "waits: a date, a term, a message",
        "  u: {wait: U, until: \"date('2021-10-11')\", next: t}
  t: {wait: T, term: 3 рабочих дня, next: m}
  m: {wait: M, message: answer, next: z}
  z: {end: Z}",
        &[("u", "- 11 11 11"), ("t", "- 15 15 15"), ("m", "- 15 ? ?"), ("z", "- 15 ? ?")],
    ),
    (
        "the first of several is bounded by the term",
        "  w: {wait: W, first: [{message: answer, next: a}, {term: 2 рабочих дня, next: b}]}
  a: {user_task: A, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  b: {user_task: B, role: clerk, deadline: {term: 4 рабочих дня}, next: z}
  z: {end: Z}",
        &[("w", "- 01 06 06"), ("a", "- 01 - 07"), ("b", "12 06 12 12"), ("z", "- 01 12 12")],
    ),
    (
        "a boundary term bounds what may last for ever",
        "  m: {wait: M, message: answer, on: [{term: 2 рабочих дня, next: late}], next: z}
  late: {user_task: L, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}",
        &[("m", "- 01 06 06"), ("late", "07 06 07 07"), ("z", "- 01 07 07")],
    ),
    (
        "a bounded loop is walked to its bound, and beyond it elsewhere",
        "  a: {user_task: A, role: clerk, deadline: {term: 1 рабочий день}, repeat: {max: 3, then: over}, outcomes: {ok: {title: Да, next: z}, no: {title: Нет, next: a}}}
  over: {user_task: O, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}",
        &[("a", "04 01 04 06"), ("over", "- 01 - 07"), ("z", "- 01 04 07")],
    ),
    (
        "a call takes as long as its child",
        "  k: {call: K, process: c, next: z}
  z: {end: Z}",
        &[("k", "- 01 06 06"), ("z", "- 01 06 06")],
    ),
    (
        "people one after another each have the whole term",
        "  a: {user_task: A, each: person in holders('both'), one_by_one: true, deadline: {term: 2 рабочих дня}, next: z}
  z: {end: Z}",
        &[("a", "05 01 07 07"), ("z", "- 01 07 07")],
    ),
    (
        "children of a list come side by side, or one after another",
        "  e: {for_each: E, process: c, each: \"x in [1, 2]\", next: q}
  q: {for_each: Q, process: c, each: \"x in [1, 2]\", one_by_one: true, next: z}
  z: {end: Z}",
        &[("e", "- 01 06 06"), ("q", "- 01 14 14")],
    ),
    (
        "a side branch does not bound the step, and is waited for at the end",
        "  a: {user_task: A, role: clerk, deadline: {term: 5 рабочих дней}, on: [{term: 1 рабочий день, interrupting: false, next: s}], next: z}
  s: {user_task: S, role: clerk, deadline: {term: 10 рабочих дней}, next: y}
  y: {end: Y}
  z: {end: Z}",
        &[("a", "08 01 08 08"), ("s", "19 05 19 19"), ("END", "- 01 19 19")],
    ),
    (
        "an end that ends everything does not wait for the rest",
        "  f: {set: F, values: {n: \"1\"}, next: [a, m]}
  a: {user_task: A, role: clerk, deadline: {term: 2 рабочих дня}, next: z}
  m: {wait: M, message: answer, next: y}
  y: {end: Y}
  z: {end: Z, terminates: true}",
        &[("z", "- 01 05 05"), ("y", "- 01 ? ?"), ("END", "- 01 05 05")],
    ),
];

#[test]
fn small_definitions_give_the_dates_of_the_table() {
    for (what, steps, wanted) in CASES {
        let desk = Desk::of(steps);
        let told = desk.start();
        for (step, dates) in *wanted {
            assert_eq!(desk.dates(&told, step), *dates, "{what}: {step}\n{told:#?}");
        }
    }
}

#[test]
fn every_assumption_is_named() {
    let desk = Desk::of(
        "  a: {user_task: A, role: clerk, next: m}
  m: {wait: M, message: answer, next: b}
  b: {user_task: B, role: clerk, deadline: {term: 1 день}, repeat: {reason: Можно снова}, outcomes: {ok: {title: Да, next: z}, no: {title: Нет, next: b}}}
  z: {end: Z}",
    );
    let told = desk.start();
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    for wanted in [
        "«A»: срок не задан – считается 0.",
        "«M»: ждёт сообщения «answer» – дата неизвестна.",
        "«B»: повторение без предела – считается один проход.",
    ] {
        assert!(ru.iter().any(|said| said == wanted), "{wanted} in {ru:#?}");
    }
    let en: Vec<String> = told.said().into_iter().map(|(_, en)| en).collect();
    assert!(
        en.iter()
            .any(|said| said == "`A`: no term is set: 0 is counted."),
        "{en:#?}"
    );
}

#[test]
fn history_gives_the_middle_duration_and_the_usual_way() {
    let mut desk = Desk::of(
        "  a: {user_task: A, role: clerk, deadline: {term: 10 рабочих дней}, outcomes: {ok: {title: Да, next: z}, no: {title: Нет, next: b}}}
  b: {user_task: B, role: clerk, deadline: {term: 1 рабочий день}, next: z}
  z: {end: Z}",
    );
    let history = desk.histories.entry("p".into()).or_default();
    for days in [1, 4, 30] {
        history.took("a", days * 24 * 60);
        history.went("a", "no");
    }
    let told = desk.start();
    assert_eq!(desk.dates(&told, "a"), "15 01 05 15");
    assert_eq!(desk.dates(&told, "b"), "06 01 06 18");
    let ru: Vec<String> = told.said().into_iter().map(|(ru, _)| ru).collect();
    assert!(
        ru.contains(&"«A»: длительность – по истории 3 дел.".to_owned()),
        "{ru:#?}"
    );
    assert!(
        ru.contains(&"«A»: путь «Нет» – самый частый: 3 из 3.".to_owned()),
        "{ru:#?}"
    );
}
