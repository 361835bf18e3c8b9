//! What of the definitions a story has tried: steps and flows walked, outcomes pressed, notices of deadlines that went
//! out, and values of parameters under which it ran. What scenarios cover, and what they leave untried.
//!
//! Read from the journal alone. A flow is a way from a step, the start or an event of the process to a step.

mod notice;
mod walker;

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::{Event, InstanceEvent, InstanceId, Recorded};
use reglament_definition::{DataKind, Definition, Package, StepKind};
use reglament_expression::Value;

pub use notice::{Notice, NoticeKey};
use walker::Walker;

/// Name of the start in flows.
pub const START: &str = "start";

/// Name of a cancellation in flows.
const CANCELLATION: &str = "cancellation";

/// Process and step.
pub type StepKey = (String, String);
/// Process, where from, where to.
pub type FlowKey = (String, String, String);

/// Process, step and outcome.
pub type OutcomeKey = (String, String, String);
/// Process, parameter and value: the option of a choice, `true` or `false`.
pub type ParameterKey = (String, String, String);

/// What was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Steps.
    pub steps: BTreeSet<StepKey>,
    /// Flows.
    pub flows: BTreeSet<FlowKey>,
    /// Outcomes of tasks.
    pub outcomes: BTreeSet<OutcomeKey>,
    /// Reminders, notices of lateness and rungs of the ladder.
    pub notices: BTreeSet<NoticeKey>,
    /// Values of parameters that have countably many.
    pub parameters: BTreeSet<ParameterKey>,
}

impl Footprint {
    /// Everything that could be walked.
    pub fn of_package(package: &Package) -> Self {
        let mut all = Self::default();
        for definition in package.definitions.values() {
            let process = &definition.reference.process;
            for step in &definition.steps {
                all.steps.insert((process.clone(), step.id.clone()));
                if let StepKind::UserTask(task) = &step.kind {
                    let key = |id: &str| (process.clone(), step.id.clone(), id.to_owned());
                    all.outcomes
                        .extend(task.outcomes.iter().map(|outcome| key(&outcome.id)));
                }
            }
            all.notices.extend(notice::of_definition(definition));
            for parameter in definition.parameters.values() {
                let key = |value: &str| (process.clone(), parameter.name.clone(), value.to_owned());
                match &parameter.kind {
                    DataKind::Choice(options) => all
                        .parameters
                        .extend(options.iter().map(|option| key(&option.id))),
                    DataKind::Boolean => all.parameters.extend(["true", "false"].map(key)),
                    _ => {}
                }
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
                walked.parameters.extend(values(definition));
                walkers.insert(instance, Walker::new(definition));
            }
            if let Some(walker) = walkers.get_mut(instance) {
                walker.follow(&recorded.event, &mut walked);
            }
        }
        walked
    }

    /// Whether a step was walked, or the start or an event of the process taken.
    pub fn walks(&self, package: &Package, process: &str, step: &str) -> bool {
        let definition = package.definitions.get(process);
        if definition.is_some_and(|definition| definition.step(step).is_some()) {
            return self.steps.contains(&(process.to_owned(), step.to_owned()));
        }
        let mut flows = self.flows.iter();
        flows.any(|(of, from, _)| of == process && from == step)
    }

    /// Adds another footprint.
    pub fn join(&mut self, other: Self) {
        self.steps.extend(other.steps);
        self.flows.extend(other.flows);
        self.outcomes.extend(other.outcomes);
        self.notices.extend(other.notices);
        self.parameters.extend(other.parameters);
    }
}

/// Values of parameters under which the instances of a definition run.
fn values(definition: &Definition) -> BTreeSet<ParameterKey> {
    let process = &definition.reference.process;
    let of = |value: &Value| match value {
        Value::Text(option) => Some(option.clone()),
        Value::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    };
    let key = |value: String, name: &str| (process.clone(), name.to_owned(), value);
    let known = definition.parameters.values();
    known
        .filter_map(|parameter| Some(key(of(&parameter.value)?, &parameter.name)))
        .collect()
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
