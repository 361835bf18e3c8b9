//! Fields that nobody can change any more by hand: only `set` steps write them. What is decided by such fields alone is
//! certain, not only expected.

use std::collections::BTreeSet;

use reglament_definition::{Definition, Step, StepKind, WaitOption};
use reglament_expression::Expression;

/// The fields that only `set` steps and the start write.
pub(crate) fn firm_fields(definition: &Definition) -> BTreeSet<String> {
    let mut open: BTreeSet<&str> = BTreeSet::new();
    for step in &definition.steps {
        open.extend(written(step));
        open.extend(step.on.iter().flat_map(|event| names(&event.set)));
    }
    let events = definition.events.iter();
    open.extend(events.flat_map(|event| names(&event.set)));
    let computed = |name: &str| definition.field(name).is_none_or(|f| f.is.is_some());
    let sets = definition.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Set(set) => Some(names(&set.values)),
        _ => None,
    });
    let fields = sets.flatten();
    let firm = fields.filter(|name| !open.contains(name) && !computed(name));
    firm.map(str::to_owned).collect()
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
