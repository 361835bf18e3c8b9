//! A desk with one small regulation on it: compiles the YAML, keeps one instance, gives commands.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, TimeZone, Utc};
use reglament_calendar::Calendar;
use reglament_core::*;
use reglament_definition::{DefinitionRef, Package, compile};

const ORGANISATION: &str = "
organisation: {name: Управление}
people:
  anna: {name: Алексеева Анна Ивановна, position: специалист, email: anna@example.ru}
  boris: {name: Борисов Борис Ильич, position: начальник, email: boris@example.ru}
  vera: {name: Волкова Вера Львовна, position: заместитель, email: vera@example.ru}
roles:
  clerk: anna
  chief: {holders: [boris], deputies: [vera]}
";

const REGISTERS: &str = "
registers:
  book: {title: Журнал, number: \"{n}\", yearly: true, columns: {}}
";

/// A child whose course the tests tell with `Command::EndItem`.
const CHILD: &str = "
process: child
title: Часть
time_zone: Asia/Novokuznetsk
calendar: ru
start: {child: true, next: done}
steps:
  done: {end: Конец, basis: none}
";

const NOTICE: &str = "Тема: {{ task.title }}\n\n{{ task.due_on }}\n";

/// One instance and everything it needs.
pub(crate) struct Desk {
    package: Package,
    calendar: Calendar,
    pub(crate) instance: Instance,
    pub(crate) now: DateTime<Utc>,
    pub(crate) events: Vec<Recorded>,
    commands: u32,
    pub(crate) absences: Vec<Absence>,
    pub(crate) ballots: Ballots,
}

impl Desk {
    /// A desk with the process `p`, made of a head and steps.
    pub(crate) fn with(body: &str) -> Self {
        let process = format!(
            "process: p\ntitle: Проба\ntime_zone: Asia/Novokuznetsk\ncalendar: ru\nroles: {{clerk: Специалист, chief: Начальник}}\n{body}"
        );
        let files = BTreeMap::from([
            ("organisation.yaml".to_owned(), ORGANISATION.to_owned()),
            ("registers.yaml".to_owned(), REGISTERS.to_owned()),
            ("p/process.yaml".to_owned(), process),
            ("child/process.yaml".to_owned(), CHILD.to_owned()),
            (
                "p/letters/hello.md".to_owned(),
                "Тема: Привет\n\n{{ 10 / n }}\n".to_owned(),
            ),
            ("shared/letters/reminder.md".to_owned(), NOTICE.to_owned()),
            ("shared/letters/overdue.md".to_owned(), NOTICE.to_owned()),
            (
                "p/documents/paper.typ".to_owned(),
                "// title: Бумага\n".to_owned(),
            ),
        ]);
        Self::of(&files)
    }

    /// A desk with files of one's own, one of which is the process `p`.
    pub(crate) fn of(files: &BTreeMap<String, String>) -> Self {
        let compiled = compile(files);
        let errors: Vec<_> = compiled
            .diagnostics
            .iter()
            .filter(|d| d.is_error())
            .map(|d| &d.en)
            .collect();
        let package = compiled.package.unwrap_or_else(|| panic!("{errors:#?}"));
        Self {
            package,
            calendar: Calendar::russia(),
            instance: Instance::new(InstanceId::from("p-1")),
            now: Utc.with_ymd_and_hms(2021, 10, 12, 3, 0, 0).unwrap(),
            events: Vec::new(),
            commands: 0,
            absences: Vec::new(),
            ballots: Ballots::default(),
        }
    }

    /// Starts by the clerk's hand.
    pub(crate) fn start(&mut self, input: serde_json::Value) -> Result<(), Rejection> {
        self.start_by(Actor::Person("anna".into()), Origin::Manual, input)
    }

    pub(crate) fn start_by(
        &mut self,
        actor: Actor,
        origin: Origin,
        input: serde_json::Value,
    ) -> Result<(), Rejection> {
        let facts = StartFacts {
            origin,
            input: input.as_object().cloned().unwrap_or_default(),
            given: BTreeMap::new(),
            parent: None,
            links: BTreeMap::new(),
            receipt: "R1".into(),
        };
        self.give(actor, Command::Start(Box::new(facts)))
    }

    /// A person does the only open task.
    pub(crate) fn complete(
        &mut self,
        by: &str,
        outcome: Option<&str>,
        input: serde_json::Value,
    ) -> Result<(), Rejection> {
        let task = self
            .instance
            .tasks()
            .keys()
            .next()
            .copied()
            .unwrap_or(TaskId(1));
        let input = input.as_object().cloned().unwrap_or_default();
        let outcome = outcome.map(str::to_owned);
        self.give(
            Actor::Person(by.into()),
            Command::CompleteTask {
                task,
                outcome,
                input,
            },
        )
    }

    /// The same process as another version.
    pub(crate) fn next_version(&mut self) -> DefinitionRef {
        let definition = self.package.definitions.get_mut("p").unwrap();
        definition.reference.version += 1;
        definition.reference.clone()
    }

    pub(crate) fn definition(&self) -> &reglament_definition::Definition {
        &self.package.definitions["p"]
    }

    pub(crate) fn give(&mut self, actor: Actor, command: Command) -> Result<(), Rejection> {
        self.commands += 1;
        let children = self
            .package
            .definitions
            .iter()
            .map(|(id, d)| (id.clone(), d))
            .collect();
        let context = Context {
            definition: &self.package.definitions["p"],
            children: &children,
            calendar: &self.calendar,
            organisation: &self.package.organisation,
            absences: &self.absences,
            ballots: &self.ballots,
            numbers: &Numbers::default(),
            outside: &Outside::default(),
            now: self.now,
            base_url: "http://localhost",
        };
        let request = Request {
            id: CommandId(format!("c{}", self.commands)),
            actor,
            command,
        };
        let events = decide(&context, &self.instance, &request)?;
        for recorded in &events {
            self.instance.apply(recorded);
        }
        self.events.extend(events);
        Ok(())
    }

    pub(crate) fn pass(&mut self, days: i64) {
        self.now += Duration::days(days);
    }
}
