//! A small office: its registers, a set of indicators over them, rows in the words of the tests.

use std::collections::BTreeMap;

use reglament_calendar::Calendar;
use reglament_definition::{Package, compile};
use reglament_expression::Value;
use reglament_indicator::{
    Every, Figure, Known, Report, Trend, evaluate, evaluate_at, trend, year_of,
};

const PROCESS: &str = "
process: a
title: А
time_zone: Europe/Moscow
calendar: ru
roles: {clerk: Специалист}
parameters:
  count: {choice: Как считать, options: {year: Новых, to_date: Накопленным итогом}, value: year}
  year_kind: {choice: Что такое год, options: {calendar: Календарный, since_opening: 12 месяцев}, value: calendar}
start: {role: clerk, next: end}
steps: {end: {end: Конец}}
";
const REGISTERS: &str = "
registers:
  bases: {title: Численность, number: '{n}', columns: {base: {text: Чего}, people: {integer: Сколько}, as_of: {date: На}, source: {text: Источник}}}
  courses: {title: Курсы, number: '{n}', columns: {held_on: {date: Проведён}, participants: {list: Участники, of: {person: {text: ФИО}}}}}
  schools: {title: Школы, number: '{n}', columns: {school: {text: Школа}, state: {text: Состояние}}}
  staff: {title: Сотрудники, number: '{n}', columns: {person: {text: ФИО}, act: {text: Что}}}
";
const INDICATORS: &str = "
indicators: centre
title: Показатели
process: a
opened_on: 2026-03-01
years: year_kind
figures:
  trained:
    title: Доля обученных
    unit: percent
    minimum: {first_year: 5, later: 10}
    numerator: {register: courses, each: participants, distinct: person, on: held_on, period: count}
    denominator: {register: bases, where: \"row.base == 'teachers'\", value: people, as_of: as_of, source: source}
  courses:
    title: Курсы
    unit: count
    minimum: 2
    numerator: {register: courses, on: held_on}
    forecast: working_days
  mentoring:
    title: Доля школ с наставниками
    unit: percent
    minimum: 10
    numerator: {register: schools, distinct: school, period: state, where: \"row.state == 'joined'\"}
    denominator: {register: bases, where: \"row.base == 'schools'\", value: people, as_of: as_of, source: source}
  own:
    title: Доля обученных сотрудников
    unit: percent
    numerator: {register: courses, each: participants, distinct: person, on: held_on, period: to_date, among_denominator: true}
    denominator: {register: staff, distinct: person, period: state, where: \"row.act == 'appointed'\"}
";

/// An entry of a register.
pub(crate) type Row = (&'static str, Value);

/// The registers and the set.
pub(crate) struct Office {
    package: Package,
    registers: BTreeMap<String, Vec<Value>>,
}

impl Office {
    /// With a parameter set, `name: value`, unless it is empty.
    pub(crate) fn new(parameter: &str, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut organisation = "people: {p: {name: Петров Пётр, position: д, email: p@example.ru}}\nroles: {clerk: p}\n".to_owned();
        if !parameter.is_empty() {
            organisation += &format!("parameters: {{a: {{{parameter}}}}}\n");
        }
        let files = [
            ("r/process.yaml", PROCESS),
            ("r/indicators.yaml", INDICATORS),
            ("registers.yaml", REGISTERS),
            ("organisation.yaml", &organisation),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let compiled = compile(&files.into_iter().collect());
        let package = compiled
            .package
            .unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
        let mut office = Self {
            package,
            registers: BTreeMap::new(),
        };
        office.add(rows);
        office
    }

    pub(crate) fn add(&mut self, rows: impl IntoIterator<Item = Row>) {
        for (register, mut row) in rows {
            let rows = self.registers.entry(register.to_owned()).or_default();
            if let Value::Record(fields) = &mut row {
                fields.insert("number".into(), Value::from((rows.len() + 1).to_string()));
                fields.insert("instance".into(), Value::from("a-1"));
            }
            rows.push(row);
        }
    }

    pub(crate) fn report(&self, on: &str, year: i32) -> Report {
        let calendar = Calendar::russia();
        let known = Known {
            registers: &self.registers,
            calendar: &calendar,
        };
        evaluate(
            &self.package.indicators["centre"],
            known,
            on.parse().unwrap(),
            year,
        )
    }

    pub(crate) fn figure(&self, id: &str, on: &str, year: i32) -> Figure {
        let mut figures = self.report(on, year).figures.into_iter();
        figures.find(|figure| figure.id == id).unwrap()
    }

    /// The figures of an earlier day as they are known now.
    pub(crate) fn figure_at(&self, id: &str, on: &str, at: &str, year: i32) -> Figure {
        let calendar = Calendar::russia();
        let known = Known {
            registers: &self.registers,
            calendar: &calendar,
        };
        let days = (on.parse().unwrap(), Some(at.parse().unwrap()));
        let report = evaluate_at(&self.package.indicators["centre"], known, days, year);
        let mut figures = report.figures.into_iter();
        figures.find(|figure| figure.id == id).unwrap()
    }

    /// An indicator over time; none when there is no such indicator.
    pub(crate) fn trend(&self, id: &str, on: &str, every: Every, year: i32) -> Option<Trend> {
        let calendar = Calendar::russia();
        let known = Known {
            registers: &self.registers,
            calendar: &calendar,
        };
        let set = &self.package.indicators["centre"];
        trend(set, id, known, on.parse().unwrap(), (every, year))
    }

    pub(crate) fn year_of(&self, on: &str) -> i32 {
        year_of(&self.package.indicators["centre"], on.parse().unwrap())
    }
}

fn date(text: &str) -> Value {
    text.parse().map_or(Value::Null, Value::Date)
}

/// How many people or schools there were on a day, entered later.
pub(crate) fn headcount(as_of: &str, people: i64, entered: &str, base: &str) -> Row {
    let row = [
        ("base", Value::from(base)),
        ("people", Value::from(people)),
        ("as_of", date(as_of)),
        ("source", Value::from("форма ОО-1")),
        ("registered_on", date(entered)),
    ];
    ("bases", Value::record(row))
}

/// A course held on one day and entered on another.
pub(crate) fn course(held_on: &str, entered: &str, people: &[&str]) -> Row {
    let people = people.iter();
    let people = people.map(|person| Value::record([("person", Value::from(*person))]));
    let row = [
        ("held_on", date(held_on)),
        ("participants", Value::List(people.collect())),
        ("registered_on", date(entered)),
    ];
    ("courses", Value::record(row))
}

/// A school that joins or leaves.
pub(crate) fn school(school: &str, state: &str, on: &str) -> Row {
    let row = [
        ("school", Value::from(school)),
        ("state", Value::from(state)),
        ("registered_on", date(on)),
    ];
    ("schools", Value::record(row))
}

/// Somebody who is appointed or dismissed.
pub(crate) fn staff(person: &str, act: &str, on: &str) -> Row {
    let row = [
        ("person", Value::from(person)),
        ("act", Value::from(act)),
        ("registered_on", date(on)),
    ];
    ("staff", Value::record(row))
}
