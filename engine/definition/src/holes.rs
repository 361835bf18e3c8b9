//! Holes: places where a process leads to a step that does not exist, and what can therefore not be carried out whole.
//!
//! A step without a clause of its own serves the step from which a token comes to it, so a hole behind it is a hole in
//! what that step carries out; a `for_each` goes on in its child process. That a name is unknown is reported where it
//! stands; here is only what follows for the clauses.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::Draft;
use crate::model::{Definition, Step, StepKind};

/// What is not carried out whole: process id, and id of the step or event, or `start`.
pub(crate) type Holes = BTreeSet<(String, String)>;

/// Name of the start among the steps and events.
const START: &str = "start";

/// Finds everything from which a token comes to a step that does not exist, before it comes to a step with a clause.
pub(crate) fn holes(drafts: &[Draft<'_>]) -> Holes {
    let processes: BTreeMap<&str, &Definition> = drafts
        .iter()
        .map(|draft| {
            (
                draft.definition.reference.process.as_str(),
                &draft.definition,
            )
        })
        .collect();
    let mut holes = Holes::new();
    loop {
        let known = holes.len();
        for definition in processes.values() {
            widen(definition, &processes, &mut holes);
        }
        if holes.len() == known {
            return holes;
        }
    }
}

/// Adds what leads to a hole that is known so far.
fn widen(definition: &Definition, processes: &BTreeMap<&str, &Definition>, holes: &mut Holes) {
    let process = &definition.reference.process;
    let ways: Vec<(&str, Vec<&str>)> = ways(definition);
    for (from, targets) in ways {
        let open = targets
            .iter()
            .any(|target| leads_into_hole(definition, target, holes));
        let child = definition
            .step(from)
            .and_then(child_process)
            .and_then(|child| processes.get(child))
            .is_some_and(|child| {
                let start = (child.reference.process.clone(), START.to_owned());
                child.start.basis.is_empty() && holes.contains(&start)
            });
        if open || child {
            holes.insert((process.clone(), from.to_owned()));
        }
    }
}

fn ways(definition: &Definition) -> Vec<(&str, Vec<&str>)> {
    let start = definition.start.next.iter().map(String::as_str).collect();
    let events = definition
        .events
        .iter()
        .map(|event| (event.id.as_str(), vec![event.next.as_str()]));
    let steps = definition
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step.targets()));
    std::iter::once((START, start))
        .chain(events)
        .chain(steps)
        .collect()
}

fn leads_into_hole(definition: &Definition, target: &str, holes: &Holes) -> bool {
    let Some(step) = definition.step(target) else {
        return true;
    };
    let place = (definition.reference.process.clone(), step.id.clone());
    step.basis.is_empty() && holes.contains(&place)
}

fn child_process(step: &Step) -> Option<&str> {
    match &step.kind {
        StepKind::ForEach(each) => Some(&each.process),
        _ => None,
    }
}
