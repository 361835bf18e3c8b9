//! Counting a year's indicators anew over full registers: twenty thousand entries each, seven indicators.

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use reglament_calendar::Calendar;
use reglament_core::MAX_REGISTER_ROWS;
use reglament_definition::{IndicatorSet, compile};
use reglament_expression::Value;
use reglament_indicator::{Known, evaluate, records};

const PROCESS: &str = "
process: a
title: А
time_zone: Europe/Moscow
calendar: ru
roles: {clerk: Специалист}
start: {role: clerk, next: end}
steps: {end: {end: Конец}}
";
const REGISTERS: &str = "
registers:
  bases: {title: Численность, number: '{n}', columns: {base: {text: Чего}, people: {integer: Сколько}, as_of: {date: На}, source: {text: Источник}}}
  courses:
    title: Курсы
    number: '{n}'
    columns: {person: {person_name: ФИО}, person_id: {text: Номер}, school: {text: Школа}, kind: {text: Вид}, held_on: {date: Когда}, place: {text: Где}}
";
const ORGANISATION: &str =
    "people: {p: {name: Петров Пётр, position: д, email: p@example.ru}}\nroles: {clerk: p}\n";

/// Three shares told apart by number, two by school with a condition, a state, a count.
fn set() -> IndicatorSet {
    let base = "denominator: {register: bases, value: people, as_of: as_of, source: source}";
    let share = |id: &str, keys: &str| {
        format!(
            "  {id}: {{title: {id}, unit: percent, minimum: 10, numerator: {{register: courses, on: held_on, {keys}}}, {base}}}\n"
        )
    };
    let condition = "where: \"row.kind == 'k1' or row.place == 'l2'\"";
    let figures = [
        share("a", "distinct: person_id"),
        share("b", &format!("distinct: person_id, {condition}")),
        share("c", "distinct: person_id, period: to_date"),
        share("d", &format!("distinct: school, {condition}")),
        share("e", "distinct: [school, kind]"),
        share(
            "f",
            &format!("distinct: school, period: state, {condition}"),
        ),
        "  g: {title: g, unit: count, numerator: {register: courses, on: held_on}}\n".to_owned(),
    ];
    let indicators = format!(
        "indicators: k\ntitle: П\nprocess: a\nopened_on: 2021-01-01\nfigures:\n{}",
        figures.concat()
    );
    let files = [
        ("r/process.yaml", PROCESS),
        ("r/indicators.yaml", &indicators),
        ("registers.yaml", REGISTERS),
        ("organisation.yaml", ORGANISATION),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let package = compile(&files.into_iter().collect()).package.unwrap();
    package.indicators["k"].clone()
}

fn registers(from: NaiveDate) -> BTreeMap<String, Vec<Value>> {
    let courses = (0..MAX_REGISTER_ROWS).map(|n| {
        let held = from + Days::new((n % 365) as u64);
        Value::record([
            ("number", Value::from(n.to_string())),
            ("instance", Value::from(format!("a-{n}"))),
            ("registered_on", Value::Date(held)),
            (
                "person",
                Value::person("Ильина", "Вера", &format!("Петровна {n}")),
            ),
            ("person_id", Value::from(format!("{:011}", n % 15_000))),
            ("school", Value::from(format!("Школа № {}", n % 600))),
            ("kind", Value::from(format!("k{}", n % 3))),
            ("held_on", Value::Date(held)),
            ("place", Value::from(format!("l{}", n % 4))),
        ])
    });
    let bases = Value::record([
        ("number", Value::from("1")),
        ("instance", Value::from("b-1")),
        ("registered_on", Value::Date(from)),
        ("people", Value::from(20_000)),
        ("as_of", Value::Date(from)),
        ("source", Value::from("форма ОО-1")),
    ]);
    BTreeMap::from([
        ("courses".to_owned(), courses.collect()),
        ("bases".to_owned(), vec![bases]),
    ])
}

/// Prints how long a year takes, and the list that expressions are handed.
pub(crate) fn print(rounds: usize) {
    let (set, calendar) = (set(), Calendar::russia());
    let from = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    let registers = registers(from);
    let known = Known {
        registers: &registers,
        calendar: &calendar,
    };
    let on = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
    let median = |work: &dyn Fn()| {
        let mut times: Vec<_> = (0..rounds.max(1))
            .map(|_| {
                let begun = Instant::now();
                work();
                begun.elapsed()
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let year = median(&|| assert_eq!(evaluate(&set, known, on, 2021).figures.len(), 7));
    let list = median(&|| assert_eq!(records(&set, known, on).len(), 7));
    println!(
        "seven indicators over {MAX_REGISTER_ROWS} entries: a year {:.1} ms, as a list for expressions {:.1} ms",
        year.as_secs_f64() * 1_000.0,
        list.as_secs_f64() * 1_000.0
    );
}
