//! Somebody who watches over a deadline tells those above of its lateness at once, before the ladder does.
//!
//! Once a day for each task, whoever asks. Whom the ladder tells and when is settled by the definition; a person only
//! makes its next rung come sooner.

use super::{Actor, remind_of_task::watcher, said::said, term::stuck};
use crate::{
    PeopleRejection, Rejection, Task, TaskId, limits::MAX_TEXT, people, scribe::Scribe, step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    note: Option<&str>,
) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let by = watcher(scribe, actor, &task)?.ok_or(PeopleRejection::MayNotEscalate)?;
    if !is_late(scribe, &task) {
        return Err(PeopleRejection::NotLate.into());
    }
    if task.escalated_on == Some(people::on(scribe)) {
        return Err(PeopleRejection::EscalatedToday.into());
    }
    let note = said(note, MAX_TEXT)?;
    // Without the letter nobody would learn of it, and the history would say that they have.
    if !step::has_overdue_letter(scribe) {
        return Err(PeopleRejection::NoOverdueLetter.into());
    }
    let above = step::above(scribe, id, &by).map_err(stuck)?;
    let above = above.ok_or(PeopleRejection::NobodyAbove)?;
    step::escalate(scribe, id, above, by, note).map_err(stuck)
}

/// A term that stands still does not pass.
fn is_late(scribe: &Scribe<'_>, task: &Task) -> bool {
    let due = task.due.as_ref().filter(|due| due.held.is_none());
    due.is_some_and(|due| due.at <= scribe.context.now)
}
