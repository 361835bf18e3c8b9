//! Fields whose value is certain: every instance sets them at its very beginning, and nobody changes them later. What is
//! decided by such fields alone is certain, not only expected. A field that is set on one of several ways is not: a forecast
//! walks all of them.

use std::collections::BTreeSet;

use reglament_definition::{Definition, Step, StepKind, WaitOption, ways_out};
use reglament_expression::Expression;

/// The fields that only `set` steps write through which every instance goes at once after its start.
pub(crate) fn firm_fields(definition: &Definition) -> BTreeSet<String> {
    let first = first_steps(definition);
    let mut open: BTreeSet<&str> = BTreeSet::new();
    let mut firm: BTreeSet<&str> = BTreeSet::new();
    for step in &definition.steps {
        open.extend(written(step));
        open.extend(step.on.iter().flat_map(|event| names(&event.set)));
        if let StepKind::Set(set) = &step.kind {
            match first.contains(step.id.as_str()) {
                true => firm.extend(names(&set.values)),
                false => open.extend(names(&set.values)),
            }
        }
    }
    let events = definition.events.iter();
    open.extend(events.flat_map(|event| names(&event.set)));
    let is_stored = |name: &&str| definition.field(name).is_some_and(|f| f.is.is_none());
    let firm = firm.difference(&open).copied().filter(is_stored);
    firm.map(str::to_owned).collect()
}

/// The steps one after another from the start that neither wait nor choose, and are never come back to.
fn first_steps(definition: &Definition) -> BTreeSet<&str> {
    let mut first = BTreeSet::new();
    let mut ways = vec![definition.start.next.as_slice()];
    while let [[only]] = ways.as_slice() {
        let entrances = definition.steps.iter().flat_map(|step| step.targets());
        let entrances = entrances.filter(|to| *to == only.as_str()).count();
        let is_entered_again = entrances > usize::from(!first.is_empty());
        let Some(step) = definition.step(only).filter(|_| !is_entered_again) else {
            break;
        };
        let is_at_once = matches!(
            step.kind,
            StepKind::Set(_)
                | StepKind::Mail(_)
                | StepKind::Document(_)
                | StepKind::Send(_)
                | StepKind::Regrade(_)
        );
        if !is_at_once || !first.insert(step.id.as_str()) {
            break;
        }
        ways = ways_out(step);
    }
    first
}

/// Fields that a person, a message or a machine writes at a step.
fn written(step: &Step) -> Vec<&str> {
    match &step.kind {
        StepKind::UserTask(task) => {
            let fields = task.form.fields.iter();
            fields.map(|field| field.name.as_str()).collect()
        }
        StepKind::Wait(wait) => {
            let options = wait.first.iter();
            let options = options.flat_map(|option: &WaitOption| names(&option.set));
            names(&wait.set).chain(options).collect()
        }
        StepKind::Call(call) => names(&call.take).collect(),
        StepKind::Service(service) => names(&service.take).collect(),
        StepKind::Decision(decision) => {
            let outputs = decision.table.iter().flat_map(|table| &table.outputs);
            outputs.map(String::as_str).collect()
        }
        _ => Vec::new(),
    }
}

fn names(set: &[(String, Expression)]) -> impl Iterator<Item = &str> {
    set.iter().map(|(name, _)| name.as_str())
}
