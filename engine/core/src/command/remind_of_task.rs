//! Somebody who watches over a deadline reminds those who may do the task, beside the reminders of the deadline itself.
//!
//! Once a day for each task, whoever asks: forty letters a day are read by nobody.

use reglament_definition::StepKind;

use super::{Actor, term::stuck};
use crate::{PeopleRejection, Rejection, TaskId, may_remind, people, scribe::Scribe, step};

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
    let (context, today) = (scribe.context, people::on(scribe));
    let process = context.definition.reference.process.as_str();
    let task_kind = (process, &**kind);
    if !may_remind(context.organisation, context.absences, today, task_kind, by) {
        return Err(PeopleRejection::MayNotRemind.into());
    }
    if task.reminded_on == Some(people::on(scribe)) {
        return Err(PeopleRejection::RemindedToday.into());
    }
    step::remind_by(scribe, id, Some(by.clone())).map_err(stuck)
}
