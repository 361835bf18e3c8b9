//! A person takes a task, so that nobody else does it. The second who tries is told who was first.

use super::Actor;
use crate::{PeopleRejection, Rejection, TaskEvent, TaskId, people, scribe::Scribe};

pub(super) fn handle(scribe: &mut Scribe<'_>, actor: &Actor, id: TaskId) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let by = people::acting(scribe, actor, &task)?.person.id.clone();
    if task.claimed_by.as_ref() == Some(&by) {
        return Err(PeopleRejection::AlreadyTheirs.into());
    }
    scribe.emit(TaskEvent::Claimed { task: id, by });
    Ok(())
}
