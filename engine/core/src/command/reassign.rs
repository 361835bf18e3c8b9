//! An overseer hands somebody's task to another person for good, and says why.

use std::collections::BTreeSet;

use reglament_definition::StepKind;

use super::{Actor, said::must_say};
use crate::{
    PeopleRejection, Rejection, Task, TaskEvent, TaskId, letter::full_name, limits::MAX_TEXT,
    may_reassign, people, scribe::Scribe, step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    to: &str,
    reason: &str,
) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let by = overseer(scribe, actor, &task)?;
    if task.ballot {
        return Err(PeopleRejection::NotTransferable.into());
    }
    let theirs = task.claimed_by.is_none() && task.people == Some(BTreeSet::from([to.to_owned()]));
    if theirs {
        return Err(PeopleRejection::AlreadyTheirs.into());
    }
    may_have(scribe, &task, to)?;
    if task.signature && !holds_role(scribe, &task, to) {
        return Err(PeopleRejection::NotTransferable.into());
    }
    let reason = must_say(reason, MAX_TEXT)?;
    scribe.emit(TaskEvent::Reassigned {
        task: id,
        by,
        to: to.to_owned(),
        reason,
    });
    step::tell(scribe, id);
    Ok(())
}

/// Refuses a person whom the directory does not know or whom the rules of the task exclude.
pub(super) fn may_have(scribe: &Scribe<'_>, task: &Task, to: &str) -> Result<(), Rejection> {
    let person = people::person(scribe, to)?;
    let barred = people::barred(scribe, task, to);
    if barred == Err(Rejection::ConflictOfInterest) {
        let name = full_name(&person.name);
        return Err(PeopleRejection::PersonExcluded { name }.into());
    }
    barred
}

fn overseer(scribe: &Scribe<'_>, actor: &Actor, task: &Task) -> Result<String, Rejection> {
    let Actor::Person(by) = actor else {
        return Err(PeopleRejection::MayNotReassign.into());
    };
    let step = scribe.context.definition.step(&task.step);
    let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
        return Err(Rejection::TaskClosed);
    };
    let context = scribe.context;
    let today = people::on(scribe);
    let process = context.definition.reference.process.as_str();
    let task = (process, &**kind);
    if may_reassign(context.organisation, context.absences, today, task, by) {
        Ok(by.clone())
    } else {
        Err(PeopleRejection::MayNotReassign.into())
    }
}

/// A signature belongs to the holders and deputies of its role.
fn holds_role(scribe: &Scribe<'_>, task: &Task, person: &str) -> bool {
    let today = people::on(scribe);
    task.roles
        .iter()
        .filter_map(|role| scribe.context.organisation.roles.get(role))
        .any(|role| {
            let named = role.holders.iter().chain(&role.deputies);
            named.into_iter().any(|id| id == person) && role.in_office(person, today)
        })
}
