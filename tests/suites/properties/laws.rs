//! What must hold after every command, refused or not.

use std::collections::{BTreeMap, VecDeque};

use chrono::{TimeZone, Utc};
use reglament_calendar::Calendar;
use reglament_core::*;
use reglament_definition::Package;
use serde_json::json;

use super::generate::Tape;

pub(super) struct Machine<'p> {
    pub(super) package: &'p Package,
    pub(super) calendar: Calendar,
    pub(super) instances: BTreeMap<InstanceId, Instance>,
    pub(super) journals: BTreeMap<InstanceId, Vec<Recorded>>,
    pub(super) numbers: Numbers,
    pub(super) absences: Vec<Absence>,
    pub(super) ballots: BTreeMap<InstanceId, Ballots>,
    pub(super) now: chrono::DateTime<Utc>,
    pub(super) commands: u32,
}

/// Drives random commands; the message of the first broken law otherwise.
pub(super) fn hold(package: &Package, tape: &mut Tape<'_>) -> Result<(), String> {
    watch(package, tape, &mut BTreeMap::new())
}

/// The same, counting the kinds of events seen.
pub(super) fn watch(
    package: &Package,
    tape: &mut Tape<'_>,
    seen: &mut BTreeMap<String, usize>,
) -> Result<(), String> {
    watch_by(package, tape, seen, |machine, tape| machine.step(tape))
}

/// The same with other commands.
pub(super) fn watch_by(
    package: &Package,
    tape: &mut Tape<'_>,
    seen: &mut BTreeMap<String, usize>,
    step: impl Fn(&mut Machine<'_>, &mut Tape<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let mut machine = Machine {
        package,
        calendar: Calendar::russia(),
        instances: BTreeMap::new(),
        journals: BTreeMap::new(),
        numbers: Numbers::default(),
        absences: super::people::absences(tape),
        ballots: BTreeMap::new(),
        now: Utc.with_ymd_and_hms(2021, 10, 12, 2, 0, 0).unwrap(),
        commands: 0,
    };
    let main = InstanceId::from("main");
    let input = RawInput::from_iter([("n".to_owned(), json!(tape.below(40)))]);
    machine.give(&main, Some("main"), Actor::Public, start(input))?;
    while !tape.ended() && machine.events() < ENOUGH {
        step(&mut machine, tape)?;
    }
    machine.replays()?;
    for recorded in machine.journals.values().flatten() {
        let stored = write_event(&recorded.event).e;
        let written = stored.as_object().expect("an event is written as one key");
        let name = written.keys().next().cloned().unwrap_or_default();
        *seen.entry(name).or_default() += 1;
    }
    Ok(())
}

fn start(input: RawInput) -> Command {
    Command::Start(Box::new(StartFacts {
        origin: Origin::Public,
        input,
        given: BTreeMap::new(),
        parent: None,
        links: BTreeMap::new(),
        receipt: "R".into(),
    }))
}

/// Events after which a run has shown what it can. Instances that send each other messages can double their tokens with
/// each of them, and every command may then spend its whole budget.
const ENOUGH: usize = 3_000;
/// Commands after which instances no longer answer each other.
const ENOUGH_COMMANDS: u32 = 150;

impl Machine<'_> {
    fn events(&self) -> usize {
        self.journals.values().map(Vec::len).sum()
    }

    /// Whether the run has shown what it can: what instances still ask of each other is left.
    fn is_enough(&self) -> bool {
        self.commands >= ENOUGH_COMMANDS || self.events() >= ENOUGH
    }

    /// The journals, written and read, lead to the instances. Asked once: each command continues from what the one
    /// before it left, by the same `apply`.
    fn replays(&self) -> Result<(), String> {
        for (id, journal) in &self.journals {
            let read = journal.iter().map(|recorded| {
                let event = read_event(&write_event(&recorded.event)).ok()?;
                Some(Recorded {
                    event,
                    ..recorded.clone()
                })
            });
            let read: Option<Vec<Recorded>> = read.collect();
            let again = read.map(|read| Instance::replay(id.clone(), read.iter()));
            if again.as_ref() != self.instances.get(id) {
                return Err(format!("broken: replay gives the same instance: {id}"));
            }
        }
        Ok(())
    }

    fn step(&mut self, tape: &mut Tape<'_>) -> Result<(), String> {
        let ids: Vec<InstanceId> = self.instances.keys().cloned().collect();
        let id = ids[tape.below(ids.len())].clone();
        let (actor, command) = self.command(&id, tape);
        self.give(&id, None, actor, command)
    }

    /// Gives a command and then, in order, everything that instances ask of each other because of it.
    pub(super) fn give(
        &mut self,
        id: &InstanceId,
        process: Option<&str>,
        actor: Actor,
        command: Command,
    ) -> Result<(), String> {
        let mut wanted: VecDeque<Effect> = self.one(id, process, actor, command)?.into();
        while let Some(effect) = wanted.pop_front() {
            let more = match effect {
                Effect::StartChild {
                    instance,
                    process,
                    facts,
                    ..
                } => self.one(
                    &instance,
                    Some(&process),
                    Actor::System,
                    Command::Start(facts),
                )?,
                Effect::Command { to, command, .. } if !self.is_enough() => {
                    self.one(&to, None, Actor::System, command)?
                }
                _ => Vec::new(),
            };
            wanted.extend(more);
        }
        if !self.is_enough() {
            self.families()?;
        }
        Ok(())
    }

    /// Nobody waits for a child that does not run, and no child runs for a parent that does not want it.
    fn families(&self) -> Result<(), String> {
        let runs = |id: &InstanceId| self.instances.get(id).is_some_and(Instance::is_running);
        for parent in self.instances.values() {
            for (step, list) in parent.items() {
                for item in list.items.iter().filter(|item| item.outcome.is_none()) {
                    if parent.token_at(step).is_some() && !runs(&item.item) {
                        return Err(format!("{} waits for {} in vain", parent.id(), item.item));
                    }
                }
            }
        }
        for child in self.instances.values().filter(|child| runs(child.id())) {
            let parent = child.parent().as_ref();
            let ended = parent.is_some_and(|parent| !runs(&parent.instance));
            if ended && child.cancelling().is_none() {
                return Err(format!("{} runs on without its parent", child.id()));
            }
        }
        Ok(())
    }

    fn one(
        &mut self,
        id: &InstanceId,
        process: Option<&str>,
        actor: Actor,
        command: Command,
    ) -> Result<Vec<Effect>, String> {
        self.commands += 1;
        let request = Request {
            id: CommandId(format!("c{}", self.commands)),
            actor,
            command,
        };
        let before = self
            .instances
            .get(id)
            .cloned()
            .unwrap_or_else(|| Instance::new(id.clone()));
        let process = process
            .map(str::to_owned)
            .or_else(|| before.definition().as_ref().map(|d| d.process.clone()));
        let definitions = self
            .package
            .definitions
            .iter()
            .map(|(id, d)| (id.clone(), d))
            .collect();
        let no_ballots = Ballots::default();
        let context = Context {
            definition: &self.package.definitions[&process.ok_or("no process")?],
            children: &definitions,
            calendar: &self.calendar,
            organisation: &self.package.organisation,
            absences: &self.absences,
            ballots: self.ballots.get(id).unwrap_or(&no_ballots),
            numbers: &self.numbers,
            outside: &Outside::default(),
            now: self.now,
            base_url: "http://localhost",
        };
        let untouched = before.clone();
        let first = decide(&context, &before, &request);
        law(
            first == decide(&context, &before, &request),
            "equal inputs give equal answers",
            &request,
        )?;
        law(before == untouched, "deciding changes nothing", &request)?;
        let Ok(events) = first else {
            return Ok(Vec::new());
        };
        law(
            before.status() == &Status::New || before.is_running(),
            "nothing happens after the end",
            &request,
        )?;
        if let Some(ballot) = ballot(context.definition, &before, &request) {
            self.ballots
                .entry(id.clone())
                .or_default()
                .drop_in(ballot, 1);
        }
        law(
            nobody_excluded(&before, &events),
            "an excluded person neither acts nor is acted for",
            &request,
        )?;
        let mut after = before.clone();
        for recorded in &events {
            law(
                recorded.seq == after.seq() + 1,
                "the journal has no gaps",
                &request,
            )?;
            law(
                &recorded.at >= after.last_at(),
                "time never runs backwards",
                &request,
            )?;
            let read = read_event(&write_event(&recorded.event));
            law(
                read.as_ref() == Ok(&recorded.event),
                "an event reads as it was written",
                &request,
            )?;
            after.apply(recorded);
        }
        let wanted = effects(&before, &after, &events);
        self.keep(id, &request, after, events)?;
        Ok(wanted)
    }

    fn keep(
        &mut self,
        id: &InstanceId,
        request: &Request,
        after: Instance,
        events: Vec<Recorded>,
    ) -> Result<(), String> {
        for recorded in &events {
            if let Event::Paper(PaperEvent::NumberAssigned {
                register,
                year,
                number,
                ..
            }) = &recorded.event
            {
                law(
                    *number == self.numbers.last(register, *year) + 1,
                    "numbers have no gaps",
                    request,
                )?;
                self.numbers.record(register, *year, *number);
            }
        }
        let journal = self.journals.entry(id.clone()).or_default();
        journal.extend(events);
        law(
            Instance::restore(after.snapshot()).as_ref() == Some(&after),
            "a snapshot restores",
            request,
        )?;
        law(
            !after.data().contains_key("double"),
            "computed data are never stored",
            request,
        )?;
        let idle = after.tokens().is_empty() && after.incidents().is_empty();
        law(
            !after.is_running() || !idle,
            "an instance without tokens has ended or says why not",
            request,
        )?;
        let ended = matches!(
            after.status(),
            Status::Ended { .. } | Status::Cancelled { .. }
        );
        let busy = !after.tokens().is_empty()
            || !after.tasks().is_empty()
            || !after.timers().is_empty()
            || !after.jobs().is_empty();
        law(
            !(ended && busy),
            "an ended instance has nothing open",
            request,
        )?;
        let orphan = after
            .tasks()
            .values()
            .any(|task| !after.tokens().contains_key(&task.token));
        law(!orphan, "every task belongs to a token", request)?;
        let orphan = after
            .jobs()
            .values()
            .any(|job| !after.tokens().contains_key(&job.token));
        law(!orphan, "every job belongs to a token", request)?;
        let stray = after.timers().values().any(|timer| {
            let own = timer.token;
            own.is_some_and(|token| !after.tokens().contains_key(&token))
        });
        law(
            !stray,
            "every timer belongs to a token or to the instance",
            request,
        )?;
        self.instances.insert(id.clone(), after);
        Ok(())
    }
}

/// Whether nobody who was excluded did a task, or had it done in their place.
fn nobody_excluded(before: &Instance, events: &[Recorded]) -> bool {
    events.iter().all(|recorded| {
        let Event::Task(TaskEvent::Completed {
            task,
            by,
            on_behalf,
            ..
        }) = &recorded.event
        else {
            return true;
        };
        let Some(open) = before.tasks().get(task) else {
            return true;
        };
        let excluded = before.excluded(open);
        let people = [Some(by), on_behalf.as_ref().map(|behalf| &behalf.of)];
        let ids = people.into_iter().flatten();
        ids.filter_map(|person| person.get("id")?.as_text())
            .all(|id| !excluded.contains(id))
    })
}

fn law(holds: bool, law: &str, request: &Request) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!("broken: {law}\nby {request:?}"))
    }
}
