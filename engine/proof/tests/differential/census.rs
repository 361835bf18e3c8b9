//! Which constructs the random definitions hold, and how those fared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use reglament_definition::*;

use super::generate::Made;

/// How a definition fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fared {
    Proved,
    Refuted,
    Undecided,
}

/// Definitions by construct: made, proved, refuted, undecided.
#[derive(Default)]
pub(crate) struct Census(BTreeMap<&'static str, [usize; 4]>);

impl Census {
    pub(crate) fn count(&mut self, made: &Made, fared: Fared) {
        for construct in constructs(made) {
            let row = self.0.entry(construct).or_default();
            row[0] += 1;
            row[1 + fared as usize] += 1;
        }
    }

    /// The constructs that too few of `all` hold, or too few of those were proved or refuted.
    pub(crate) fn too_rare(&self, all: usize) -> Vec<String> {
        let wanted = [all / 50, all / 200, all / 200];
        let rare = CONSTRUCTS.iter().filter(|construct| {
            let row = self.0.get(*construct).copied().unwrap_or_default();
            row.iter()
                .zip(wanted)
                .any(|(number, wanted)| *number < wanted)
        });
        rare.map(|construct| (*construct).to_owned()).collect()
    }
}

impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (made, proved, refuted, undecided) = ("made", "proved", "refuted", "undecided");
        writeln!(
            f,
            "{:<28}{made:>8}{proved:>8}{refuted:>8}{undecided:>10}",
            ""
        )?;
        for (construct, [made, proved, refuted, undecided]) in &self.0 {
            writeln!(
                f,
                "{construct:<28}{made:>8}{proved:>8}{refuted:>8}{undecided:>10}"
            )?;
        }
        Ok(())
    }
}

/// What must be among the random definitions.
const CONSTRUCTS: &[&str] = &[
    "all",
    "shape: nested blocks",
    "shape: free graph",
    "fork",
    "loop",
    "end of everything",
    "decision",
    "decision, inclusive",
    "join of all",
    "join of any",
    "join of some",
    "join of those taken",
    "join, rest ignored",
    "wait for a condition",
    "wait for the first",
    "repetition, bounded",
    "event, interrupting",
    "event, beside the step",
    "event, a condition",
    "event, a term again and again",
    "process event, interrupting",
    "process event, beside",
    "process event, a button",
    "process event, a term",
    "process event, a message",
    "process event, a condition",
    "many: tasks",
    "many: children",
    "many: one by one",
    "many: until enough",
    "call",
    "compensation",
    "compensation of some",
    "undo step that leads on",
    "undo step undone itself",
    "process event, interrupting button",
    "cancellation with a branch",
    "cancellation or event that undoes",
];

fn constructs(made: &Made) -> BTreeSet<&'static str> {
    let definition = &made.package.definitions["main"];
    let shape = match made.nested {
        true => "shape: nested blocks",
        false => "shape: free graph",
    };
    let mut found = BTreeSet::from(["all", shape]);
    for step in &definition.steps {
        found.extend(of_kind(&step.kind));
        found.extend(step.repeat_limit().map(|_| "repetition, bounded"));
        found.extend(step.on.iter().flat_map(of_event));
        if goes_round(definition, &step.id) {
            found.insert("loop");
        }
    }
    found.extend(definition.events.iter().flat_map(of_process_event));
    found.extend(of_undoing(definition));
    found
}

fn of_undoing(definition: &Definition) -> Vec<&'static str> {
    let steps = || definition.steps.iter();
    let undone = steps().filter(|step| step.undo.is_some());
    let undone: BTreeSet<&String> = undone.map(|step| &step.id).collect();
    let by: Vec<&Step> = steps()
        .filter_map(|step| definition.step(step.undo.as_ref()?))
        .collect();
    let runs = |id: &String| {
        let kind = definition.step(id).map(|step| &step.kind);
        matches!(kind, Some(StepKind::Compensate(_)))
    };
    let some = steps().any(|step| matches!(&step.kind, StepKind::Compensate(found) if found.steps.len() < undone.len()));
    let compensates = steps().any(|step| runs(&step.id));
    let closing = definition.cancellation.iter().flat_map(|found| &found.next);
    let asked = definition.events.iter();
    let asked = asked.filter(|event| event.interrupting && event.is_button());
    let button = asked.clone().count() > 0;
    let undoing = closing.chain(asked.map(|event| &event.next)).any(runs);
    let found = [
        (compensates, "compensation"),
        (some, "compensation of some"),
        (
            by.iter().any(|step| !step.targets().is_empty()),
            "undo step that leads on",
        ),
        (
            by.iter().any(|step| step.undo.is_some()),
            "undo step undone itself",
        ),
        (button, "process event, interrupting button"),
        (
            definition.cancellation.is_some(),
            "cancellation with a branch",
        ),
        (undoing, "cancellation or event that undoes"),
    ];
    let found = found.into_iter().filter(|(holds, _)| *holds);
    found.map(|(_, construct)| construct).collect()
}

fn of_process_event(event: &ProcessEvent) -> [&'static str; 2] {
    let how = match event.interrupting {
        true => "process event, interrupting",
        false => "process event, beside",
    };
    let what = match &event.trigger {
        ProcessTrigger::Asked => "process event, a button",
        ProcessTrigger::Of(Trigger::Term(_)) => "process event, a term",
        ProcessTrigger::Of(Trigger::Message(_)) => "process event, a message",
        ProcessTrigger::Of(Trigger::When(_)) => "process event, a condition",
        ProcessTrigger::Of(Trigger::Error(_)) => "process event, an error",
    };
    [how, what]
}

fn of_kind(kind: &StepKind) -> Vec<&'static str> {
    let fork = |next: &[String]| (next.len() > 1).then_some("fork");
    match kind {
        StepKind::UserTask(task) => {
            let many = task.each.as_ref().map(|_| "many: tasks");
            let found = fork(&task.next).into_iter().chain(many);
            found
                .chain(enough(task.one_by_one, task.until.is_some()))
                .collect()
        }
        StepKind::ForEach(each) => {
            let found = enough(each.one_by_one, each.until.is_some());
            found.into_iter().chain(["many: children"]).collect()
        }
        StepKind::Decision(decision) if decision.inclusive => vec!["decision, inclusive"],
        StepKind::Decision(_) => vec!["decision"],
        StepKind::Join(join) => {
            let awaited = match join.wait_for {
                WaitFor::All => "join of all",
                WaitFor::Any => "join of any",
                WaitFor::Count(_) => "join of some",
                WaitFor::Taken => "join of those taken",
            };
            let some = matches!(join.wait_for, WaitFor::Any | WaitFor::Count(_));
            let ignored = some && join.rest == Rest::Ignore;
            [awaited]
                .into_iter()
                .chain(ignored.then_some("join, rest ignored"))
                .collect()
        }
        StepKind::Wait(wait) if !wait.first.is_empty() => vec!["wait for the first"],
        StepKind::Wait(wait) if wait.when.is_some() => vec!["wait for a condition"],
        StepKind::Call(_) => vec!["call"],
        StepKind::End(end) if end.terminates => vec!["end of everything"],
        _ => vec![],
    }
}

fn of_event(event: &BoundaryEvent) -> Vec<&'static str> {
    let how = match event.interrupting {
        true => "event, interrupting",
        false => "event, beside the step",
    };
    let when = matches!(event.trigger, Trigger::When(_)).then_some("event, a condition");
    let again = event.repeat.map(|_| "event, a term again and again");
    [how].into_iter().chain(when).chain(again).collect()
}

fn enough(one_by_one: bool, until: bool) -> Vec<&'static str> {
    let one_by_one = one_by_one.then_some("many: one by one");
    let until = until.then_some("many: until enough");
    one_by_one.into_iter().chain(until).collect()
}

/// Whether a token of this step can come to it again.
fn goes_round(definition: &Definition, id: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(step) = open.pop().and_then(|id| definition.step(id)) {
        for next in step.targets() {
            if next == id {
                return true;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}
