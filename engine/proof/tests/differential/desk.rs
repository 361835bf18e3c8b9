//! One instance on the real engine: commands in, events out, and what went wrong with its tokens.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeZone, Utc};
use reglament_calendar::Calendar;
use reglament_core::*;
use reglament_definition::{Definition, Organisation, Package, StepKind};
use reglament_expression::Value;

pub(crate) struct Desk<'d> {
    package: &'d Package,
    pub(crate) definition: &'d Definition,
    children: BTreeMap<String, &'d Definition>,
    calendar: Calendar,
    pub(crate) instance: Instance,
    now: DateTime<Utc>,
    commands: u32,
    /// Joins that swallowed a flow.
    pub(crate) lost: Vec<String>,
    arrived: BTreeMap<String, BTreeSet<String>>,
    /// Steps that were entered.
    pub(crate) entered: Vec<String>,
}

impl<'d> Desk<'d> {
    pub(crate) fn new(package: &'d Package) -> Self {
        Self {
            package,
            definition: &package.definitions["main"],
            children: BTreeMap::from([("child".to_owned(), &package.definitions["child"])]),
            calendar: Calendar::russia(),
            instance: Instance::new(InstanceId::from("main")),
            now: Utc.with_ymd_and_hms(2025, 3, 3, 9, 0, 0).unwrap(),
            commands: 0,
            lost: Vec::new(),
            arrived: BTreeMap::new(),
            entered: Vec::new(),
        }
    }

    pub(crate) fn start(&mut self, given: BTreeMap<String, Value>) {
        let facts = StartFacts {
            origin: Origin::Public,
            input: RawInput::new(),
            given,
            parent: None,
            links: BTreeMap::new(),
            receipt: "R".into(),
        };
        self.give(Actor::Public, Command::Start(Box::new(facts)))
            .expect("the start is public");
    }

    pub(crate) fn give(&mut self, actor: Actor, command: Command) -> Result<(), Rejection> {
        self.commands += 1;
        let request = Request {
            id: CommandId(format!("c{}", self.commands)),
            actor,
            command,
        };
        let context = Context {
            definition: self.definition,
            children: &self.children,
            calendar: &self.calendar,
            organisation: &self.package.organisation,
            absences: &[],
            ballots: &Ballots::default(),
            numbers: &Numbers::default(),
            outside: &Outside::default(),
            now: self.now,
            base_url: "http://localhost",
        };
        let events = decide(&context, &self.instance, &request)?;
        for recorded in events {
            self.look(&recorded.event);
            self.instance.apply(&recorded);
        }
        Ok(())
    }

    fn look(&mut self, event: &Event) {
        match event {
            Event::Flow(FlowEvent::JoinReached { step, from }) => {
                let twice = !self
                    .arrived
                    .entry(step.clone())
                    .or_default()
                    .insert(from.clone());
                let kind = self.definition.step(step).map(|step| &step.kind);
                let Some(StepKind::Join(join)) = kind else {
                    return;
                };
                let awaited = join.from.is_empty() || join.from.contains(from);
                if twice || !awaited {
                    self.lost.push(step.clone());
                }
            }
            Event::Flow(FlowEvent::JoinPassed { step }) => {
                self.arrived.remove(step);
            }
            Event::Flow(FlowEvent::StepEntered { step, .. }) => self.entered.push(step.clone()),
            _ => {}
        }
    }

    /// Data that somebody has set meanwhile.
    pub(crate) fn set(&mut self, values: BTreeMap<String, Value>) {
        let recorded = Recorded {
            seq: self.instance.seq() + 1,
            at: self.now,
            cause: CommandId("data".into()),
            actor: Actor::System,
            event: Event::Instance(InstanceEvent::DataSet { values }),
        };
        self.instance.apply(&recorded);
    }

    /// Lets conditions be asked again.
    pub(crate) fn nudge(&mut self) {
        self.receive("noise");
    }

    pub(crate) fn receive(&mut self, message: &str) {
        let command = Command::Receive {
            message: message.to_owned(),
            from: InstanceId::from("x"),
            data: BTreeMap::new(),
        };
        let _full = self.give(Actor::System, command);
    }

    /// Somebody presses the button of an event.
    pub(crate) fn raise(&mut self, event: &str) -> Option<()> {
        let command = Command::RaiseEvent {
            event: event.to_owned(),
            reason: None,
        };
        self.give(Actor::Person("anna".into()), command).ok()
    }

    /// Somebody cancels the instance.
    pub(crate) fn cancel(&mut self) -> Option<()> {
        let command = Command::Cancel {
            reason: "Так решено".to_owned(),
            privileged: false,
        };
        self.give(Actor::Person("anna".into()), command).ok()
    }

    /// The timer of an event of the process.
    pub(crate) fn timer_of(&self, wanted: u32) -> Option<TimerId> {
        let mut timers = self.instance.timers().iter();
        let own = |purpose| matches!(purpose, TimerPurpose::ProcessEvent { event, .. } if event == wanted);
        let found = timers.find(|(_, timer)| own(timer.purpose))?;
        Some(*found.0)
    }

    pub(crate) fn fire(&mut self, timer: TimerId) {
        let at = self.instance.timers()[&timer].at;
        self.now = self.now.max(at);
        self.give(Actor::System, Command::FireTimer { timer })
            .expect("the timer is due");
    }

    /// Does a task; of a task for one person that person does it.
    pub(crate) fn complete(&mut self, task: TaskId, outcome: Option<String>, input: RawInput) {
        let mut roles = self.instance.tasks()[&task].roles.iter();
        let person = roles.find_map(|role| Organisation::only_holder(role));
        let person = person.unwrap_or("anna").to_owned();
        let command = Command::CompleteTask {
            task,
            outcome,
            input,
        };
        self.give(Actor::Person(person), command)
            .expect("the task is theirs");
    }

    /// The first child of a step that still runs.
    pub(crate) fn child(&self, step: &str) -> Option<InstanceId> {
        let mut items = self.instance.items().get(step)?.items.iter();
        let running = items.find(|item| item.outcome.is_none())?;
        Some(running.item.clone())
    }

    /// A child of a step ends.
    pub(crate) fn end_child(&mut self, step: &str, item: InstanceId, outcome: &str) {
        let command = Command::EndItem {
            step: step.to_owned(),
            item,
            outcome: outcome.to_owned(),
            error: None,
        };
        self.give(Actor::System, command)
            .expect("the child is known");
    }

    /// The token at this step whose children are at work. One that came meanwhile is tried again first, if nobody is at work.
    pub(crate) fn at_work(&mut self, step: &str) -> Option<TokenId> {
        if self.working(step).is_none() {
            let queued = self.queued(step)?;
            self.try_again(queued);
        }
        self.working(step)
    }

    fn working(&self, step: &str) -> Option<TokenId> {
        let queues = |token: &TokenId| {
            let mut incidents = self.instance.incidents().values();
            incidents.any(|incident| incident.token == Some(*token))
        };
        let here = self.instance.tokens().iter();
        let mut here = here.filter(|(_, token)| token.step == step);
        here.find(|(token, _)| !queues(token))
            .map(|(token, _)| *token)
    }

    /// An incident of a token that came while the children of the step were at work.
    fn queued(&self, step: &str) -> Option<IncidentId> {
        let mut incidents = self.instance.incidents().iter();
        let found = incidents
            .find(|(_, incident)| incident.code == "step_occupied" && incident.step == step);
        found.map(|(id, _)| *id)
    }

    /// The same at any step, if nobody is at work there.
    pub(crate) fn occupied(&self) -> Option<IncidentId> {
        let steps = self.definition.steps.iter();
        let mut idle = steps.filter(|step| self.working(&step.id).is_none());
        idle.find_map(|step| self.queued(&step.id))
    }

    pub(crate) fn try_again(&mut self, incident: IncidentId) {
        self.give(Actor::System, Command::ResolveIncident { incident })
            .expect("the incident is open");
    }

    pub(crate) fn starved(&self) -> bool {
        self.instance
            .incidents()
            .values()
            .any(|incident| incident.code == "join_starved")
    }

    /// Whether the budget of one command was used up: the process went round without waiting.
    pub(crate) fn circling(&self) -> bool {
        self.instance
            .incidents()
            .values()
            .any(|incident| incident.code == "budget_used_up")
    }

    pub(crate) fn waits_at(&self, step: &str) -> bool {
        self.instance
            .tokens()
            .values()
            .any(|token| token.step == step)
    }
}
