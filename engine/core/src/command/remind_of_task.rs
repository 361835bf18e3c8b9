//! Somebody who watches over a deadline reminds those who may do the task, beside the reminders of the deadline itself.
//!
//! Once a day for each task, whoever asks: forty letters a day are read by nobody.

use std::collections::BTreeSet;

use reglament_definition::{StepKind, UserTask};

use super::{Actor, term::stuck};
use crate::{
    PeopleRejection, Rejection, TaskId, may_reassign,
    people::{self, Candidacy, eligible},
    scribe::Scribe,
    step,
};

pub(super) fn handle(scribe: &mut Scribe<'_>, actor: &Actor, id: TaskId) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let Actor::Person(by) = actor else {
        return Err(PeopleRejection::MayNotRemind.into());
    };
    let step = scribe.context.definition.step(&task.step);
    let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
        return Err(Rejection::TaskClosed);
    };
    if !watches(scribe, kind, by) {
        return Err(PeopleRejection::MayNotRemind.into());
    }
    if task.reminded_on == Some(people::on(scribe)) {
        return Err(PeopleRejection::RemindedToday.into());
    }
    step::remind_by(scribe, id, Some(by.clone())).map_err(stuck)
}

/// Whether somebody oversees the task or is told when it is late.
fn watches(scribe: &Scribe<'_>, kind: &UserTask, person: &str) -> bool {
    let (context, today) = (scribe.context, people::on(scribe));
    let process = context.definition.reference.process.as_str();
    let task = (process, kind);
    if may_reassign(context.organisation, context.absences, today, task, person) {
        return true;
    }
    let overdue = kind.deadline.iter().flat_map(|deadline| &deadline.overdue);
    let told: BTreeSet<String> = overdue
        .flat_map(|overdue| {
            let rungs = overdue.ladder.iter().flat_map(|rung| &rung.notify);
            overdue.notify.iter().chain(rungs)
        })
        .cloned()
        .collect();
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(&told, &nobody);
    eligible(context.organisation, context.absences, today, &candidacy)
        .iter()
        .any(|doer| doer.person == person)
}
