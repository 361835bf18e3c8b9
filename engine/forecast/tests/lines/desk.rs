//! A desk with one small process on it, forecast from Friday the 1st of October 2021, 10:00.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, TimeZone, Utc};
use reglament_calendar::{Calendar, local_date};
use reglament_core::{
    Absence, Actor, Ballots, Command, CommandId, Context, Instance, InstanceId, Numbers, Origin,
    Outside, RawInput, Request, StartFacts, decide,
};
use reglament_definition::{Package, compile};
use reglament_forecast::{Asked, Forecast, History, Line, When, forecast, forecast_start};

const ORGANISATION: &str = "
organisation: {name: Управление}
people:
  anna: {name: Алексеева Анна Ивановна, position: специалист, email: anna@example.ru}
  boris: {name: Борисов Борис Ильич, position: начальник, email: boris@example.ru}
roles: {clerk: anna, both: [anna, boris], chief: {holders: [boris], deputies: [anna]}}
";
const CHILD: &str = "process: c
title: Часть
time_zone: Europe/Moscow
calendar: ru
roles: {clerk: Специалист}
start: {child: true}
steps:
  work: {user_task: Работа, role: clerk, deadline: {term: 3 рабочих дня}, next: done}
  done: {end: Готово}
";
const LETTER: &str = "Тема: Срок изменён\n\nСрок изменён.\n";
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Moscow;

pub(crate) struct Desk {
    pub(crate) package: Package,
    pub(crate) calendar: Calendar,
    pub(crate) histories: BTreeMap<String, History>,
    /// By an order.
    pub(crate) absences: Vec<Absence>,
    numbers: Numbers,
    ballots: Ballots,
    outside: Outside,
}

impl Desk {
    pub(crate) fn of(steps: &str) -> Self {
        Self::with("", steps)
    }

    /// With further keys in the head of the process.
    pub(crate) fn with(head: &str, steps: &str) -> Self {
        let process = format!(
            "process: p\ntitle: Проба\ntime_zone: Europe/Moscow\ncalendar: ru\nroles: {{clerk: Специалист, chief: Начальник, both: Оба}}\n\
             data: {{n: {{integer: Число}}}}\nstart: {{role: clerk}}\n{head}steps:\n{steps}\n"
        );
        let files = BTreeMap::from([
            ("organisation.yaml".to_owned(), ORGANISATION.to_owned()),
            ("p/process.yaml".to_owned(), process),
            ("p/child.yaml".to_owned(), CHILD.to_owned()),
            ("p/letters/told.md".to_owned(), LETTER.to_owned()),
        ]);
        let compiled = compile(&files);
        let errors: Vec<_> = compiled
            .diagnostics
            .iter()
            .filter(|d| d.is_error())
            .collect();
        let package = compiled.package.unwrap_or_else(|| panic!("{errors:#?}"));
        Self {
            package,
            calendar: Calendar::russia(),
            histories: BTreeMap::new(),
            absences: Vec::new(),
            numbers: Numbers::default(),
            ballots: Ballots::default(),
            outside: Outside::default(),
        }
    }

    pub(crate) fn now() -> DateTime<Utc> {
        ZONE.with_ymd_and_hms(2021, 10, 1, 10, 0, 0)
            .unwrap()
            .to_utc()
    }

    pub(crate) fn asked<'a>(&'a self, nothing: &'a Nothing<'a>) -> Asked<'a> {
        Asked {
            context: Context {
                definition: &self.package.definitions["p"],
                children: &nothing.definitions,
                calendar: &self.calendar,
                organisation: &self.package.organisation,
                numbers: &self.numbers,
                absences: &self.absences,
                ballots: &self.ballots,
                outside: &self.outside,
                now: Self::now(),
                base_url: "",
            },
            plan: None,
            histories: &self.histories,
            absences: &[],
            recount: false,
            children: &nothing.children,
            messages: &nothing.messages,
            earlier: None,
        }
    }

    pub(crate) fn start(&self) -> Forecast {
        let mut nothing = Nothing::default();
        let child = &self.package.definitions["c"];
        nothing.definitions.insert("c".to_owned(), child);
        forecast_start(self.asked(&nothing), BTreeMap::new(), Self::now())
    }

    /// An instance that has just begun.
    pub(crate) fn instance(&self) -> Instance {
        let mut instance = Instance::new(InstanceId("p-1".into()));
        let facts = StartFacts {
            origin: Origin::Manual,
            input: RawInput::new(),
            given: BTreeMap::new(),
            parent: None,
            links: BTreeMap::new(),
            receipt: "P-1".into(),
        };
        let start = Command::Start(Box::new(facts));
        self.act(&mut instance, Self::now(), start);
        instance
    }

    /// Anna gives a command.
    pub(crate) fn act(&self, instance: &mut Instance, now: DateTime<Utc>, command: Command) {
        self.decide(instance, now, Actor::Person("anna".into()), command);
    }

    /// The next timer comes.
    pub(crate) fn fire(&self, instance: &mut Instance) {
        let timers = instance.timers().iter();
        let next = timers.min_by_key(|(_, timer)| timer.at).unwrap();
        let (timer, at) = (*next.0, next.1.at);
        self.decide(instance, at, Actor::System, Command::FireTimer { timer });
    }

    fn decide(&self, instance: &mut Instance, now: DateTime<Utc>, actor: Actor, command: Command) {
        let nothing = Nothing::default();
        let id = CommandId("c".into());
        let request = Request { id, actor, command };
        let context = Context {
            now,
            ..self.asked(&nothing).context
        };
        let events = decide(&context, instance, &request).unwrap();
        events.iter().for_each(|event| instance.apply(event));
    }

    /// The forecast of a live instance at an instant.
    pub(crate) fn at(&self, instance: &Instance, now: DateTime<Utc>) -> Forecast {
        let nothing = Nothing::default();
        let asked = self.asked(&nothing);
        let context = Context {
            now,
            ..asked.context
        };
        forecast(Asked { context, ..asked }, instance)
    }

    /// Due on the expected line, then the three dates: days of October 2021.
    pub(crate) fn dates(&self, told: &Forecast, step: &str) -> String {
        let (due, done) = match told.step(step) {
            Some(found) => (found.due(Line::Expected), found.done),
            None if step == "END" => (told.due(Line::Expected), told.end),
            None => return "not visited".to_owned(),
        };
        let due = due.map(|due| due.date.day());
        let due = due.map_or("-".to_owned(), |day| format!("{day:02}"));
        let day = |when: When| match when {
            When::Never => "-".to_owned(),
            When::Unknown => "?".to_owned(),
            // A term ends at midnight: the first instant of the next day.
            When::At(at) => format!("{:02}", local_date(at, ZONE).day()),
        };
        let days = Line::ALL.map(|line| day(done.get(line)));
        format!("{due} {}", days.join(" "))
    }
}

#[derive(Default)]
pub(crate) struct Nothing<'a> {
    definitions: BTreeMap<String, &'a reglament_definition::Definition>,
    children: BTreeMap<InstanceId, &'a Instance>,
    messages: BTreeMap<String, reglament_forecast::Sending>,
}
