//! A person asks another one to do a task in their place. Whoever does it acts on behalf of the delegator, and both
//! names are recorded; nothing comes back for acceptance, but the delegator may call it back while it is open.

use super::{Actor, said::said};
use crate::{
    PeopleRejection, Rejection, TaskEvent, TaskId, limits::MAX_TEXT, people, scribe::Scribe, step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    to: &str,
    reason: Option<&str>,
) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let acting = people::acting(scribe, actor, &task)?;
    // A substitute passes nothing on: the order names who acts.
    if task.ballot || task.signature || task.delegated_by.is_some() || acting.on_behalf.is_some() {
        return Err(PeopleRejection::NotTransferable.into());
    }
    let by = acting.person.id.clone();
    if by == to {
        return Err(PeopleRejection::AlreadyTheirs.into());
    }
    super::reassign::may_have(scribe, &task, to)?;
    let reason = said(reason, MAX_TEXT)?;
    scribe.emit(TaskEvent::Delegated {
        task: id,
        by,
        to: to.to_owned(),
        reason,
    });
    step::tell(scribe, id);
    Ok(())
}
