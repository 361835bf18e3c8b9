//! Random straight lines of tasks and waits: when every person uses the whole term, the instance ends exactly at the latest
//! date of its forecast.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use reglament_calendar::Calendar;
use reglament_core::{
    Actor, Ballots, Command, Context, Instance, Numbers, Origin, Outside, RawInput, StartFacts,
    Status,
};
use reglament_definition::{Package, compile};
use reglament_forecast::{Asked, Line, When, forecast};
use reglament_scenario::World;

const TERMS: [&str; 7] = [
    "1 рабочий день",
    "5 рабочих дней",
    "10 календарных дней",
    "1 месяц",
    "2 недели",
    "36 часов",
    "90 минут",
];

const ORGANISATION: &str = "
organisation: {name: Управление}
people: {anna: {name: Алексеева Анна Ивановна, position: специалист, email: anna@example.ru}}
roles: {clerk: anna}
";

fn package(tape: &[u8]) -> Package {
    let mut steps = String::new();
    let mut task: Option<usize> = None;
    for (n, byte) in tape.iter().enumerate() {
        let term = TERMS[usize::from(*byte) % TERMS.len()];
        let from = match task.filter(|_| byte & 8 != 0) {
            Some(before) => format!(", from: s{before}.effective_on"),
            None => String::new(),
        };
        let closes = if byte & 16 != 0 {
            ", closes: \"17:00\""
        } else {
            ""
        };
        let next = n + 1;
        steps += &if byte & 32 != 0 {
            format!("  s{n}: {{wait: Ждать, term: {term}{from}{closes}, next: s{next}}}\n")
        } else {
            task = Some(n);
            format!(
                "  s{n}: {{user_task: Сделать, role: clerk, deadline: {{term: {term}{from}{closes}}}, next: s{next}}}\n"
            )
        };
    }
    let end = tape.len();
    let process = format!(
        "process: p\ntitle: Проба\ntime_zone: Asia/Novokuznetsk\ncalendar: ru\nroles: {{clerk: Специалист}}\n\
         start: {{role: clerk}}\nsteps:\n{steps}  s{end}: {{end: Конец}}\n"
    );
    let files = BTreeMap::from([
        ("organisation.yaml".to_owned(), ORGANISATION.to_owned()),
        ("p/process.yaml".to_owned(), process.clone()),
    ]);
    compile(&files)
        .package
        .unwrap_or_else(|| panic!("{process}"))
}

/// Starts, then does every task in the last second of its term; gives the instance at its start and when it ended.
fn played(package: &Package, at: DateTime<Utc>) -> (Instance, DateTime<Utc>) {
    let mut world = World::new(package, &Calendar::russia(), at, false);
    let facts = StartFacts {
        origin: Origin::Manual,
        input: RawInput::new(),
        given: BTreeMap::new(),
        parent: None,
        links: BTreeMap::new(),
        receipt: "P-1".into(),
    };
    let anna = || Actor::Person("anna".into());
    let id = world.start("p", anna(), facts).unwrap();
    let begun = world.instance(&id).unwrap().clone();
    for _ in 0..100 {
        let instance = world.instance(&id).unwrap();
        if let Status::Ended { .. } = instance.status() {
            return (begun, *instance.last_at());
        }
        let open = instance.tasks().iter().next();
        let open = open.map(|(task, fact)| (*task, fact.due.as_ref().unwrap().at));
        match open {
            Some((task, due)) => {
                let last = (due - TimeDelta::seconds(1)).max(world.now());
                world.advance(last).unwrap();
                let done = Command::CompleteTask {
                    task,
                    outcome: None,
                    input: RawInput::new(),
                };
                world.execute(&id, anna(), done).unwrap();
            }
            None => {
                let next = instance
                    .timers()
                    .values()
                    .map(|timer| timer.at)
                    .min()
                    .unwrap();
                world.advance(next).unwrap();
            }
        }
    }
    panic!("the instance does not end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_latest_date_is_when_everybody_uses_the_whole_term(
        tape in prop::collection::vec(any::<u8>(), 1..9),
        hours in 0i64..24 * 700,
    ) {
        let package = package(&tape);
        let began: DateTime<Utc> = "2021-01-11T03:20:00Z".parse().unwrap();
        let at = began + TimeDelta::hours(hours);
        let (instance, ended) = played(&package, at);
        let (nothing, numbers, calendar) = (BTreeMap::new(), Numbers::default(), Calendar::russia());
        let asked = Asked {
            context: Context {
                definition: &package.definitions["p"], children: &BTreeMap::new(), calendar: &calendar,
                organisation: &package.organisation, numbers: &numbers, absences: &[], ballots: &Ballots::default(), outside: &Outside::default(), now: at, base_url: "",
            },
            plan: None, histories: &BTreeMap::new(), absences: &[], recount: false,
            children: &BTreeMap::new(), messages: &nothing, earlier: None,
        };
        let told = forecast(asked, &instance);
        prop_assert_eq!(told.end.get(Line::Latest), When::At(ended));
        // Without history everybody is expected to use the whole term; nobody can be faster than at once.
        prop_assert_eq!(told.end.expected, When::At(ended));
        prop_assert!(told.end.earliest.at().unwrap() <= ended);
    }
}
