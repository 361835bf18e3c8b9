//! Somebody who watches over a deadline reminds those who may do the task, beside the reminders of the deadline itself.
//!
//! Once a day for each task, whoever asks: forty letters a day are read by nobody.

use reglament_definition::StepKind;

use super::{Actor, term::stuck};
use crate::{PeopleRejection, Rejection, Task, TaskId, may_remind, people, scribe::Scribe, step};

pub(super) fn handle(scribe: &mut Scribe<'_>, actor: &Actor, id: TaskId) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let by = watcher(scribe, actor, &task)?.ok_or(PeopleRejection::MayNotRemind)?;
    if task.reminded_on == Some(people::on(scribe)) {
        return Err(PeopleRejection::RemindedToday.into());
    }
    step::remind_by(scribe, id, Some(by)).map_err(stuck)
}

/// The id of the person, when they watch over the deadline of the task.
pub(super) fn watcher(
    scribe: &Scribe<'_>,
    actor: &Actor,
    task: &Task,
) -> Result<Option<String>, Rejection> {
    let Actor::Person(by) = actor else {
        return Ok(None);
    };
    let step = scribe.context.definition.step(&task.step);
    let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
        return Err(Rejection::TaskClosed);
    };
    let (context, today) = (scribe.context, people::on(scribe));
    let process = context.definition.reference.process.as_str();
    let task_kind = (process, &**kind);
    let may = may_remind(context.organisation, context.absences, today, task_kind, by);
    Ok(may.then(|| by.clone()))
}
