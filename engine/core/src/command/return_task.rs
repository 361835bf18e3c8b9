//! A person gives a task back: to everybody who may do it, or to whoever delegated it.

use super::{Actor, said::said};
use crate::{
    PeopleRejection, Rejection, TaskEvent, TaskId, limits::MAX_TEXT, people, scribe::Scribe,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    reason: Option<&str>,
) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    if task.claimed_by.is_none() {
        return Err(PeopleRejection::NotClaimed.into());
    }
    let by = match actor {
        // Whoever delegated the task may call it back.
        Actor::Person(by) if task.delegated_by.as_ref() == Some(by) => by.clone(),
        Actor::Person(_) | Actor::Applicant | Actor::Public | Actor::System | Actor::Program(_) => {
            people::acting(scribe, actor, &task)?.person.id.clone()
        }
    };
    let reason = said(reason, MAX_TEXT)?;
    scribe.emit(TaskEvent::Returned {
        task: id,
        by,
        reason,
    });
    Ok(())
}
