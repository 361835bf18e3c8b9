//! Instances in memory under a virtual clock: what the runtime does with a database, done with maps.
//!
//! Commands to other instances are carried out at once, in the order in which they arose; timers fire in the order of
//! their moments. With `restore`, every instance goes through its snapshot after each command, so that a story also
//! proves that nothing is kept outside the snapshot.

mod edition;
mod given;
mod linked;
mod papers;

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_core::{
    Absence, AbsenceProblem, Actor, Ballots, Command, CommandId, Context, Instance, InstanceId,
    Numbers, Outside, Recorded, Rejection, Request, StartFacts, TimerId, ballot, decide, effects,
    registers_read,
};
use reglament_definition::{Definition, Organisation, Package};
use reglament_expression::Value;

pub use given::{Gift, Given, GivenCommand};

use crate::{
    DrawnDocument, RegisterEntry, SentLetter,
    errand::Errand,
    inbox::Inbox,
    limits::{MAX_CASCADE, MAX_TIMERS_PER_WAIT},
};

/// A world of instances.
pub struct World<'p> {
    package: &'p Package,
    definitions: BTreeMap<String, &'p Definition>,
    organisation: Organisation,
    calendar: Calendar,
    now: DateTime<Utc>,
    restore: bool,
    instances: BTreeMap<InstanceId, Instance>,
    journal: Vec<(InstanceId, Recorded)>,
    absences: Vec<Absence>,
    ballots: BTreeMap<InstanceId, Ballots>,
    no_ballots: Ballots,
    numbers: Numbers,
    letters: Vec<SentLetter>,
    documents: Vec<DrawnDocument>,
    entries: Vec<RegisterEntry>,
    pub(crate) inbox: Inbox,
    commands: u32,
    given: Vec<Given>,
}

impl<'p> World<'p> {
    /// An empty world at a moment.
    pub fn new(
        package: &'p Package,
        calendar: &Calendar,
        now: DateTime<Utc>,
        restore: bool,
    ) -> Self {
        let definitions = package
            .definitions
            .iter()
            .map(|(id, definition)| (id.clone(), definition))
            .collect();
        Self {
            package,
            definitions,
            organisation: package.organisation.clone(),
            calendar: package.calendars.over(calendar),
            now,
            restore,
            instances: BTreeMap::new(),
            journal: Vec::new(),
            absences: Vec::new(),
            ballots: BTreeMap::new(),
            no_ballots: Ballots::default(),
            numbers: Numbers::default(),
            letters: Vec::new(),
            documents: Vec::new(),
            entries: Vec::new(),
            inbox: Inbox::default(),
            commands: 0,
            given: Vec::new(),
        }
    }

    /// The virtual present.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The package that runs.
    pub fn package(&self) -> &'p Package {
        self.package
    }

    /// An instance.
    pub fn instance(&self, id: &InstanceId) -> Option<&Instance> {
        self.instances.get(id)
    }

    /// All instances, by id.
    pub fn instances(&self) -> impl Iterator<Item = &Instance> {
        self.instances.values()
    }

    /// The definition that an instance runs on.
    pub fn definition_of(&self, instance: &Instance) -> Option<&'p Definition> {
        self.definitions
            .get(&instance.definition().as_ref()?.process)
            .copied()
    }

    /// Everything that happened, in order.
    pub fn journal(&self) -> &[(InstanceId, Recorded)] {
        &self.journal
    }

    /// Letters written.
    pub fn letters(&self) -> &[SentLetter] {
        &self.letters
    }

    /// Documents drawn.
    pub fn documents(&self) -> &[DrawnDocument] {
        &self.documents
    }

    /// Register entries.
    pub fn entries(&self) -> &[RegisterEntry] {
        &self.entries
    }

    /// Who is away, and who acts instead.
    pub fn absences(&self) -> &[Absence] {
        &self.absences
    }

    /// Enters an absence, as an authorised person does.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn enter_absence(&mut self, absence: Absence) -> Result<(), AbsenceProblem> {
        absence.check(&self.organisation, &self.absences)?;
        self.note(Gift::Absence(absence.clone()));
        self.absences.push(absence);
        Ok(())
    }

    /// A fresh receipt code.
    pub fn next_receipt(&self) -> String {
        format!("T{:04}", self.commands + 1)
    }

    /// The id of the next instance of `process`.
    pub(crate) fn next_id(&self, process: &str) -> InstanceId {
        let own = |id: &&InstanceId| !id.as_str().contains('.');
        let started = self.instances.keys().filter(own).count();
        InstanceId(format!("{process}-{}", started + 1))
    }

    /// Begins an instance of `process`.
    ///
    /// # Errors
    /// The rejection of the start.
    pub fn start(
        &mut self,
        process: &str,
        actor: Actor,
        facts: StartFacts,
    ) -> Result<InstanceId, Rejection> {
        let id = self.next_id(process);
        let request = self.request(actor, Command::Start(Box::new(facts)));
        self.carry_out(Errand {
            to: id.clone(),
            process: Some(process.to_owned()),
            request,
        })?;
        Ok(id)
    }

    /// Gives a command to an instance.
    ///
    /// # Errors
    /// The rejection; nothing has changed then.
    pub fn execute(
        &mut self,
        to: &InstanceId,
        actor: Actor,
        command: Command,
    ) -> Result<(), Rejection> {
        let request = self.request(actor, command);
        self.carry_out(Errand {
            to: to.clone(),
            process: None,
            request,
        })
    }

    /// Lets time pass until `moment`; every timer due on the way fires at its own moment.
    ///
    /// # Errors
    /// More timers than a story may fire.
    pub fn advance(&mut self, moment: DateTime<Utc>) -> Result<(), String> {
        for _ in 0..MAX_TIMERS_PER_WAIT {
            let Some((at, instance, timer)) = self.next_timer().filter(|(at, ..)| *at <= moment)
            else {
                self.now = self.now.max(moment);
                return Ok(());
            };
            self.now = self.now.max(at);
            let fired = self.execute(&instance, Actor::System, Command::FireTimer { timer });
            fired.map_err(|rejection| format!("timer {timer} of {instance}: {rejection}"))?;
        }
        Err(format!(
            "more than {MAX_TIMERS_PER_WAIT} timers fired in one wait"
        ))
    }

    fn next_timer(&self) -> Option<(DateTime<Utc>, InstanceId, TimerId)> {
        let timers = self
            .instances
            .values()
            .filter(|instance| instance.is_running())
            .flat_map(|instance| {
                instance
                    .timers()
                    .iter()
                    .filter(|(_, timer)| !timer.paused)
                    .map(|(id, timer)| (timer.at, instance.id().clone(), *id))
            });
        timers.min()
    }

    pub(crate) fn request(&mut self, actor: Actor, command: Command) -> Request {
        self.commands += 1;
        Request {
            id: CommandId(format!("c{}", self.commands)),
            actor,
            command,
        }
    }

    /// Carries out a command and everything that it makes instances ask of each other. Only the first may be refused;
    /// a refusal between instances (an ended receiver) is how the runtime sees it too: dropped.
    pub(crate) fn carry_out(&mut self, first: Errand) -> Result<(), Rejection> {
        let mut errands: VecDeque<Errand> = self.decide_given(&first)?.into();
        for _ in 0..MAX_CASCADE {
            if let Some(errand) = errands.pop_front() {
                errands.extend(self.decide(&errand).unwrap_or_default());
                continue;
            }
            let delivered = self.deliveries();
            if delivered.is_empty() {
                return Ok(());
            }
            for errand in delivered {
                errands.extend(self.decide_given(&errand).unwrap_or_default());
            }
        }
        Err(Rejection::LimitReached {
            what: "commands between instances",
        })
    }

    /// Decides what came from outside.
    fn decide_given(&mut self, errand: &Errand) -> Result<Vec<Errand>, Rejection> {
        let place = self.note_command(errand);
        let decided = self.decide(errand);
        if let Err(why) = &decided {
            self.note_refusal(place, why);
        }
        decided
    }

    /// Where dice begin now.
    fn seed(&self) -> u64 {
        u64::from(self.commands)
    }

    fn decide(&mut self, errand: &Errand) -> Result<Vec<Errand>, Rejection> {
        let before = self
            .instances
            .get(&errand.to)
            .cloned()
            .unwrap_or_else(|| Instance::new(errand.to.clone()));
        let process = before
            .definition()
            .as_ref()
            .map(|d| d.process.clone())
            .or_else(|| errand.process.clone());
        let definition = process
            .and_then(|id| self.definitions.get(&id))
            .ok_or(Rejection::NotStarted)?;
        let outside = self.read_outside(definition);
        let context = self.context(definition, &errand.to, &outside);
        let events = decide(&context, &before, &errand.request)?;
        let secret = ballot(definition, &before, &errand.request);
        let mut after = before.clone();
        for recorded in &events {
            after.apply(recorded);
        }
        let wanted = effects(&before, &after, &events);
        let kept = if self.restore {
            Instance::restore(after.snapshot()).unwrap_or_else(|| Instance::new(errand.to.clone()))
        } else {
            after
        };
        self.instances.insert(errand.to.clone(), kept);
        self.record(&errand.to, events);
        if let Some(ballot) = secret {
            let boxes = self.ballots.entry(errand.to.clone()).or_default();
            boxes.drop_in(ballot, 1);
        }
        let errands = wanted
            .into_iter()
            .filter_map(|effect| self.errand_of(effect));
        Ok(errands.collect())
    }

    /// What a decision on an instance of this definition may know now.
    pub(crate) fn context<'a>(
        &'a self,
        definition: &'a Definition,
        instance: &InstanceId,
        outside: &'a Outside,
    ) -> Context<'a> {
        Context {
            definition,
            children: &self.definitions,
            calendar: &self.calendar,
            organisation: &self.organisation,
            absences: &self.absences,
            ballots: self.ballots.get(instance).unwrap_or(&self.no_ballots),
            numbers: &self.numbers,
            outside,
            now: self.now,
            base_url: "https://reglament.example",
        }
    }

    /// The definition of a process.
    pub(crate) fn definition(&self, process: &str) -> Option<&'p Definition> {
        self.definitions.get(process).copied()
    }

    /// The production calendar.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The entries of a register as expressions see them.
    pub(crate) fn rows(&self, register: &str) -> Vec<Value> {
        let entries = self.entries.iter().filter(|e| e.register == register);
        entries.map(RegisterEntry::row).collect()
    }

    /// What a decision on this definition may know of registers.
    pub(crate) fn read_outside(&self, definition: &Definition) -> Outside {
        let rows = |register: String| {
            let rows = self.rows(&register);
            (register, rows)
        };
        Outside {
            registers: registers_read(definition).into_iter().map(rows).collect(),
            seed: self.seed(),
        }
    }
}
