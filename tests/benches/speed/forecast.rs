//! What if, over many live instances in memory: the same question about each, as things stand and changed.
//!
//! The instances are made by the core itself; reading them from a store is measured elsewhere.

use std::{collections::BTreeMap, time::Instant};

use chrono::NaiveDate;
use reglament_calendar::Calendar;
use reglament_core::{
    Absence, Actor, Ballots, Command, CommandId, Context, Instance, InstanceId, Numbers, Origin,
    Outside, RawInput, Request, StartFacts, decide,
};
use reglament_forecast::{Asked, Plan, Prepared, WhatIf, late};

/// Prints how long it takes to ask about so many.
pub(crate) fn print(count: usize) {
    let package = reglament_definition::compile(&reglament_tests::processes()).package;
    let package = package.expect("the shipped regulations compile");
    let definition = package
        .definitions
        .get("certification")
        .expect("a shipped process");
    let (calendar, numbers) = (Calendar::russia(), Numbers::default());
    let plan = Plan::of(definition);
    let asked = Asked {
        context: Context {
            definition,
            // Every participant is a live instance of its own.
            children: &BTreeMap::new(),
            calendar: &calendar,
            organisation: &package.organisation,
            numbers: &numbers,
            absences: &[],
            ballots: &Ballots::default(),
            outside: &Outside::default(),
            now: "2021-10-12T02:00:00Z".parse().expect("a moment"),
            base_url: "https://example.ru",
        },
        plan: Some(&plan),
        histories: &BTreeMap::new(),
        absences: &[],
        recount: false,
        children: &BTreeMap::new(),
        messages: &BTreeMap::new(),
        earlier: None,
    };
    let instances: Vec<Instance> = (0..count).map(|n| begun(&asked.context, n)).collect();
    let day = |day| NaiveDate::from_ymd_opt(2021, 10, day).expect("a date");
    let what = WhatIf {
        absences: vec![Absence {
            person: "tikhonov".into(),
            from: day(12),
            until: day(31),
            substitutes: Vec::new(),
            order: String::new(),
        }],
        days_off: vec![day(22)],
        ..WhatIf::default()
    };
    let prepared = Prepared::of(&what, &calendar);
    let began = Instant::now();
    let shifts: usize = instances
        .iter()
        .map(|instance| prepared.compare(asked, instance).len())
        .sum();
    let spent = began.elapsed();
    let before = late(&reglament_forecast::forecast(asked, &instances[0])).len();
    println!(
        "what-if over {count} live instances of {} steps: {spent:.2?}, {:.1?} each ({shifts} shifts, {before} late before)",
        definition.steps.len(),
        spent / u32::try_from(count).unwrap_or(u32::MAX).max(1),
    );
}

fn begun(context: &Context<'_>, n: usize) -> Instance {
    let mut instance = Instance::new(InstanceId(format!("session-{n}")));
    let facts = StartFacts {
        origin: Origin::Schedule {
            occurrence: "2021-10-12T00:00".into(),
        },
        input: RawInput::new(),
        given: BTreeMap::new(),
        parent: None,
        links: BTreeMap::new(),
        receipt: format!("S-{n}"),
    };
    let request = Request {
        id: CommandId(format!("start-{n}")),
        actor: Actor::System,
        command: Command::Start(Box::new(facts)),
    };
    let events = decide(context, &instance, &request).expect("the command is allowed");
    events.iter().for_each(|event| instance.apply(event));
    instance
}
