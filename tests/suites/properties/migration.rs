//! A thousand random pairs of editions with an instance somewhere in the older one: it goes over and is sound and can
//! still be driven to its end, or it is refused with a reason. Every edition is sound by construction, so that whatever
//! goes wrong afterwards is the migration's doing.

use std::collections::BTreeMap;

use chrono::{Duration, TimeZone, Utc};
use reglament_calendar::Calendar;
use reglament_core::*;
use reglament_definition::{DataKind, Definition, Organisation};
use reglament_edition::{Refused, plan};
use serde_json::json;

use super::editions::{Edition, definition, organisation};
use super::generate::Tape;

const CASES: u64 = 1_000;
/// Actions within which an instance of these small editions ends.
const ENOUGH: usize = 400;

static CALENDAR: std::sync::OnceLock<Calendar> = std::sync::OnceLock::new();

struct Desk {
    definition: Definition,
    organisation: Organisation,
    calendar: &'static Calendar,
    instance: Instance,
    journal: Vec<Recorded>,
    now: chrono::DateTime<Utc>,
    commands: u32,
}

impl Desk {
    fn open(definition: Definition) -> Self {
        let mut desk = Self {
            definition,
            organisation: organisation(),
            calendar: CALENDAR.get_or_init(Calendar::russia),
            instance: Instance::new(InstanceId::from("main")),
            journal: Vec::new(),
            now: Utc.with_ymd_and_hms(2021, 10, 12, 2, 0, 0).unwrap(),
            commands: 0,
        };
        let start = StartFacts {
            origin: Origin::Public,
            input: RawInput::new(),
            given: BTreeMap::new(),
            parent: None,
            links: BTreeMap::new(),
            receipt: "R".into(),
        };
        let started = desk.give(Actor::Public, Command::Start(Box::new(start)));
        started.expect("a random edition can be started");
        desk
    }

    fn give(&mut self, actor: Actor, command: Command) -> Result<(), String> {
        self.commands += 1;
        let request = Request {
            id: CommandId(format!("c{}", self.commands)),
            actor,
            command,
        };
        let context = Context {
            definition: &self.definition,
            children: &BTreeMap::new(),
            calendar: self.calendar,
            organisation: &self.organisation,
            numbers: &Numbers::default(),
            absences: &[],
            ballots: &Ballots::default(),
            now: self.now,
            base_url: "https://example.ru",
            outside: &Outside::default(),
        };
        let events = decide(&context, &self.instance, &request).map_err(|why| why.to_string())?;
        for recorded in &events {
            self.instance.apply(recorded);
            let stored = write_event(&recorded.event);
            assert_eq!(read_event(&stored).as_ref(), Ok(&recorded.event));
        }
        self.journal.extend(events);
        let broken = invariants(&self.instance, &self.definition);
        match broken.first() {
            Some((_, en)) => Err(format!("broken: {en}")),
            None => Ok(()),
        }
    }

    fn replays(&self) -> Result<(), String> {
        let replayed = Instance::replay(self.instance.id().clone(), &self.journal);
        if replayed == self.instance {
            Ok(())
        } else {
            Err("replay gives another instance".into())
        }
    }

    /// Something that people, clocks or others may do now.
    fn act(&mut self, tape: &mut Tape<'_>) -> Result<(), String> {
        let tasks: Vec<TaskId> = self.instance.tasks().keys().copied().collect();
        let timers: Vec<_> = self
            .instance
            .timers()
            .iter()
            .map(|(id, t)| (*id, t.at))
            .collect();
        match tape.below(8) {
            0..=4 if !tasks.is_empty() => self.complete(tasks[tape.below(tasks.len())], tape),
            5 => {
                let n = reglament_expression::Value::Number(3.into());
                let news = Command::Receive {
                    message: "news".into(),
                    from: InstanceId::from("x"),
                    data: BTreeMap::from([("n".to_owned(), n)]),
                };
                self.give(Actor::System, news)
            }
            _ if !timers.is_empty() => {
                let (timer, at) = timers[tape.below(timers.len())];
                self.now = self.now.max(at);
                self.give(Actor::System, Command::FireTimer { timer })
            }
            _ => {
                self.now += Duration::hours(5);
                Ok(())
            }
        }
    }

    fn complete(&mut self, id: TaskId, tape: &mut Tape<'_>) -> Result<(), String> {
        let task = &self.instance.tasks()[&id];
        let excluded = self.instance.excluded(task);
        let candidacy = Candidacy::of_task(task, &excluded);
        let doers = eligible(&self.organisation, &[], self.now.date_naive(), &candidacy);
        let doer = doers.get(tape.below(doers.len().max(1)));
        let person = doer.expect("somebody may do the task").person.clone();
        let step = self.definition.step(&task.step).expect("invariants hold");
        let reglament_definition::StepKind::UserTask(asked) = &step.kind else {
            return Err("a task of no user task".into());
        };
        let outcome = asked.outcomes.get(tape.below(asked.outcomes.len().max(1)));
        let answer = RawInput::from_iter(asked.form.fields.iter().map(|field| {
            let number = tape.below(40);
            let dated = self
                .definition
                .field(&field.name)
                .is_some_and(|f| f.kind == DataKind::Date);
            let value = if dated {
                json!("01.02.2021")
            } else {
                json!(number)
            };
            (field.name.clone(), value)
        }));
        let command = Command::CompleteTask {
            task: id,
            outcome: outcome.map(|outcome| outcome.id.clone()),
            input: answer,
        };
        self.give(Actor::Person(person), command)
    }

    fn drive(&mut self, tape: &mut Tape<'_>, most: usize) -> Result<(), String> {
        for _ in 0..most {
            if !self.instance.is_running() {
                break;
            }
            self.act(tape)?;
        }
        Ok(())
    }
}

/// What became of one case.
enum Verdict {
    Ended,
    Moved(usize),
    Refused(Refused),
}

fn case(seed: u64) -> Result<Verdict, String> {
    let bytes = noise(seed, 2_500);
    let mut tape = Tape::new(&bytes);
    let mut edition = Edition::random(&mut tape);
    let old = definition(&edition, 1);
    let mut desk = Desk::open(old.clone());
    let actions = tape.below(12);
    desk.drive(&mut tape, actions)
        .map_err(|why| format!("before: {why}"))?;
    if !desk.instance.is_running() {
        return Ok(Verdict::Ended);
    }
    let (mapping, only_forms) = edition.change(&mut tape);
    let new = definition(&edition, 2);
    let terms = if tape.chance(50) {
        Terms::Keep
    } else {
        Terms::Recount
    };
    let before = desk.instance.clone();
    let planned = match plan(&old, &new, &mapping, &desk.instance, terms) {
        Ok(planned) => planned,
        Err(refused) if only_forms => {
            return Err(format!("a change of forms was refused: {refused:?}"));
        }
        Err(refused) if refused.0.is_empty() => return Err("refused without a reason".into()),
        Err(refused) => return Ok(Verdict::Refused(refused)),
    };
    let story = format!(
        "{mapping:?} {planned:?}\nbefore {:?} {:?}\nold {}\nnew {}",
        before.tokens(),
        before.arrived(),
        sketch(&old),
        sketch(&new)
    );
    desk.definition = new.clone();
    let command = Command::Migrate {
        to: new.reference.clone(),
        plan: Box::new(planned),
    };
    let events = desk.journal.len();
    desk.give(Actor::Person("anna".into()), command)
        .map_err(|why| format!("the migration itself: {why}\n{story}"))?;
    desk.replays()?;
    let event = desk.journal[events..]
        .iter()
        .find_map(|recorded| match &recorded.event {
            Event::Instance(InstanceEvent::Migrated { terms, .. }) => Some(terms.clone()),
            _ => None,
        });
    let moved = event.ok_or("no event tells of the migration")?;
    no_term_is_lost(&before, &desk.instance, &moved, terms)?;
    desk.drive(&mut tape, ENOUGH)
        .map_err(|why| format!("after: {why}\n{story}"))?;
    if desk.instance.is_running() {
        let (tokens, held) = (desk.instance.tokens(), desk.instance.arrived());
        return Err(format!(
            "never ends: {tokens:?} {held:?} {:?}\n{story}",
            desk.instance.incidents()
        ));
    }
    desk.replays()?;
    Ok(Verdict::Moved(moved.len()))
}

/// Kept terms stay to the second; every other one stands in the table.
fn no_term_is_lost(
    before: &Instance,
    after: &Instance,
    moved: &[MovedTerm],
    terms: Terms,
) -> Result<(), String> {
    for (id, task) in before.tasks() {
        let Some(now) = after.tasks().get(id) else {
            continue;
        };
        let told = moved
            .iter()
            .any(|term| term.task == Some(*id) && term.changes());
        if task.due != now.due && (terms == Terms::Keep || !told) {
            return Err(format!("the term of {id} was reset silently"));
        }
    }
    Ok(())
}

fn sketch(definition: &Definition) -> String {
    let steps = definition
        .steps
        .iter()
        .map(|step| format!("{}:{} -> {:?}", step.id, step.kind.key(), step.targets()));
    let steps: Vec<String> = steps.collect();
    format!("{:?} {}", definition.start.next, steps.join("; "))
}

fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut byte = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..length).map(|_| byte()).collect()
}

#[test]
fn a_thousand_instances_go_over_and_end_or_are_refused_for_a_reason() {
    let (mut moved, mut refused, mut shifted) = (0, 0, 0);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut seed, mut cases) = (0, 0);
    while cases < CASES {
        seed += 1;
        match case(seed) {
            Err(why) => panic!("seed {seed}: {why}"),
            Ok(Verdict::Ended) => continue,
            Ok(Verdict::Moved(terms)) => {
                moved += 1;
                shifted += usize::from(terms > 0);
            }
            Ok(Verdict::Refused(why)) => {
                refused += 1;
                for reason in &why.0 {
                    *reasons.entry(reason.code).or_default() += 1;
                }
            }
        }
        cases += 1;
    }
    println!("moved {moved} (terms {shifted}), refused {refused}: {reasons:?}");
    assert!(
        moved > 400 && refused > 100 && shifted > 20,
        "{moved} {refused} {shifted}"
    );
    let wanted = [
        "step_gone",
        "kind_changed",
        "join_would_starve",
        "step_would_repeat",
        "join_flows",
        "signatures_changed",
        "people_changed",
        "vote_changed",
        "timer_gone",
        "wait_changed",
        "field_kind",
    ];
    let missing: Vec<_> = wanted
        .iter()
        .filter(|code| !reasons.contains_key(**code))
        .collect();
    assert!(
        missing.is_empty(),
        "never refused for {missing:?}: {reasons:?}"
    );
}
