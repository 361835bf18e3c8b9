//! What deciding costs, without any storage: commands on the certification session with many participants.
//!
//! A decision is pure, so that the same one can be taken again and again; the fastest of several runs is printed.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_core::{
    Actor, Ballots, Command, CommandId, Context, Instance, InstanceId, Numbers, Origin, Outside,
    RawInput, Request, StartFacts, TaskId, decide,
};
use reglament_definition::{Definition, Package};
use serde_json::json;

/// Participants of the session that is measured.
const PARTICIPANTS: [u32; 2] = [0, 40];
/// Runs of which the fastest counts.
const RUNS: usize = 5;

/// Prints the cost of each command.
pub(crate) fn print(times: u32) {
    let files = reglament_tests::processes();
    let package = reglament_definition::compile(&files)
        .package
        .expect("the shipped regulations compile");
    let stage = Stage::new(&package);
    println!("one decision on the certification session (without storage)");
    for participants in PARTICIPANTS {
        let session = stage.session(participants);
        for (what, request) in [
            ("registration", registration(99)),
            ("task", review_of_the_law()),
        ] {
            let time = stage.cost(&session, &request, times);
            println!("  {what:<14}{participants:>4} participants  {time:>10.1?}");
        }
        let clone = fastest(times, || drop(std::hint::black_box(session.clone())));
        println!(
            "  {:<14}{participants:>4} participants  {clone:>10.1?}",
            "copy of state"
        );
    }
}

/// Everything that a decision may know.
struct Stage<'p> {
    definition: &'p Definition,
    children: BTreeMap<String, &'p Definition>,
    package: &'p Package,
    calendar: Calendar,
    numbers: Numbers,
    ballots: Ballots,
    outside: Outside,
    now: DateTime<Utc>,
}

impl<'p> Stage<'p> {
    fn new(package: &'p Package) -> Self {
        let definition = |id: &str| package.definitions.get(id).expect("a shipped process");
        Self {
            definition: definition("certification"),
            children: BTreeMap::from([("participant".to_owned(), definition("participant"))]),
            package,
            calendar: Calendar::russia(),
            numbers: Numbers::default(),
            ballots: Ballots::default(),
            outside: Outside::default(),
            // The second Tuesday of October 2021 in Novokuznetsk, nine in the morning.
            now: "2021-10-12T02:00:00Z".parse().expect("a moment"),
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            definition: self.definition,
            children: &self.children,
            calendar: &self.calendar,
            organisation: &self.package.organisation,
            absences: &[],
            ballots: &self.ballots,
            numbers: &self.numbers,
            outside: &self.outside,
            now: self.now,
            base_url: "https://example.ru",
        }
    }

    /// A session into which so many people have registered.
    fn session(&self, participants: u32) -> Instance {
        let mut session = Instance::new(InstanceId("session".into()));
        let registrations = (0..participants).map(registration);
        for request in std::iter::once(begin()).chain(registrations) {
            let events =
                decide(&self.context(), &session, &request).expect("the command is allowed");
            events.iter().for_each(|event| session.apply(event));
        }
        session
    }

    fn cost(&self, session: &Instance, request: &Request, times: u32) -> Duration {
        let context = self.context();
        fastest(times, || {
            let events = decide(&context, session, request).expect("the command is allowed");
            drop(std::hint::black_box(events));
        })
    }
}

fn fastest(times: u32, mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let began = Instant::now();
        (0..times).for_each(|_| work());
        began.elapsed() / times
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

fn begin() -> Request {
    let facts = StartFacts {
        origin: Origin::Schedule {
            occurrence: "2021-10-12T00:00".into(),
        },
        input: RawInput::new(),
        given: BTreeMap::new(),
        parent: None,
        links: BTreeMap::new(),
        receipt: "SESS-2345".into(),
    };
    request(Actor::System, Command::Start(Box::new(facts)))
}

fn registration(n: u32) -> Request {
    let form = json!({
        "name": {"family": "Ёлкина", "given": "Анна", "patronymic": "Ивановна"}, "position": "директор",
        "school": format!("МБОУ «Гимназия № {n}»"), "email": format!("elkina{n}@example.ru"), "consent": true,
    });
    let command = Command::AddItem {
        step: "registration".into(),
        input: form.as_object().cloned().expect("an object"),
        receipt: format!("PART-{n:04}"),
        reason: None,
    };
    request(Actor::Public, command)
}

fn review_of_the_law() -> Request {
    let command = Command::CompleteTask {
        task: TaskId(1),
        outcome: None,
        input: RawInput::new(),
    };
    request(Actor::Person("tikhonov".into()), command)
}

fn request(actor: Actor, command: Command) -> Request {
    Request {
        id: CommandId("measured".into()),
        actor,
        command,
    }
}
