//! Which steps and flows of the definitions a story has walked: what scenarios cover, and what they leave untried.
//!
//! Read from the journal alone. A flow is a way from a step, the start or an event of the process to a step; the journal
//! does not name the flow of a token that enters a step, so it is told by who has just left and may lead there.

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::{BranchEvent, Event, FlowEvent, InstanceEvent, InstanceId, Recorded};
use reglament_definition::{Definition, Package};

/// Name of the start in flows.
pub const START: &str = "start";

/// Name of a cancellation in flows.
const CANCELLATION: &str = "cancellation";

/// Process, then the step or flow.
pub type StepKey = (String, String);
/// Process, where from, where to.
pub type FlowKey = (String, String, String);

/// Steps and flows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Steps.
    pub steps: BTreeSet<StepKey>,
    /// Flows.
    pub flows: BTreeSet<FlowKey>,
}

impl Footprint {
    /// Everything that could be walked.
    pub fn of_package(package: &Package) -> Self {
        let mut all = Self::default();
        for definition in package.definitions.values() {
            let process = &definition.reference.process;
            for step in &definition.steps {
                all.steps.insert((process.clone(), step.id.clone()));
            }
            for (from, to) in flows(definition) {
                all.flows
                    .insert((process.clone(), from.to_owned(), to.to_owned()));
            }
        }
        all
    }

    /// What a journal has walked.
    pub fn of_journal(package: &Package, events: &[(InstanceId, Recorded)]) -> Self {
        let mut walked = Self::default();
        let mut walkers: BTreeMap<&InstanceId, Walker<'_>> = BTreeMap::new();
        for (instance, recorded) in events {
            if let Event::Instance(InstanceEvent::Started { definition, .. }) = &recorded.event
                && let Some(definition) = package.definitions.get(&definition.process)
            {
                walkers.insert(instance, Walker::new(definition));
            }
            if let Some(walker) = walkers.get_mut(instance) {
                walker.follow(&recorded.event, &mut walked);
            }
        }
        walked
    }

    /// Adds another footprint.
    pub fn join(&mut self, other: Self) {
        self.steps.extend(other.steps);
        self.flows.extend(other.flows);
    }
}

/// Follows one instance.
struct Walker<'p> {
    definition: &'p Definition,
    ways: BTreeSet<(&'p str, &'p str)>,
    /// Who has left since the last command began, the latest last.
    left: Vec<String>,
}

impl<'p> Walker<'p> {
    fn new(definition: &'p Definition) -> Self {
        Self {
            definition,
            ways: flows(definition).into_iter().collect(),
            left: vec![START.to_owned()],
        }
    }

    fn follow(&mut self, event: &Event, walked: &mut Footprint) {
        let process = &self.definition.reference.process;
        if let Event::Flow(FlowEvent::StepLeft { step, .. }) = event {
            self.left.push(step.clone());
        }
        if let Event::Branch(BranchEvent::Interrupted {
            step: None, event, ..
        }) = event
        {
            self.left.push(event.clone());
        }
        if let Event::Instance(InstanceEvent::CancellationBegun { .. }) = event {
            self.left.push(CANCELLATION.to_owned());
        }
        if let Event::Branch(BranchEvent::Begun { step, event, .. }) = event {
            self.left
                .push(step.clone().unwrap_or_else(|| event.clone()));
        }
        if let Event::Flow(FlowEvent::JoinReached { step, from }) = event {
            walked
                .flows
                .insert((process.clone(), from.clone(), step.clone()));
        }
        if let Event::Flow(FlowEvent::StepEntered { step, .. }) = event {
            walked.steps.insert((process.clone(), step.clone()));
            let leads = |from: &&String| self.ways.contains(&(from.as_str(), step.as_str()));
            if let Some(from) = self.left.iter().rev().find(leads) {
                walked
                    .flows
                    .insert((process.clone(), from.clone(), step.clone()));
            }
        }
    }
}

/// Every flow of a definition once.
fn flows(definition: &Definition) -> Vec<(&str, &str)> {
    let start = definition.start.next.iter().map(|to| (START, to.as_str()));
    let events = definition
        .events
        .iter()
        .map(|event| (event.id.as_str(), event.next.as_str()));
    let steps = definition.steps.iter().flat_map(|step| {
        step.targets()
            .into_iter()
            .map(|target| (step.id.as_str(), target))
    });
    let cancellation = definition.cancellation.iter();
    let cancellation = cancellation
        .flat_map(|found| &found.next)
        .map(|to| (CANCELLATION, to.as_str()));
    start
        .chain(events)
        .chain(cancellation)
        .chain(steps)
        .collect()
}
