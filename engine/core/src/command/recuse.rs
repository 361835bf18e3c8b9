//! A member of a commission steps back from a vote, and says why.

use reglament_definition::StepKind;

use super::{Actor, complete_task::cancel_timers, said::must_say};
use crate::{
    PeopleRejection, Rejection, TaskId, VoteEvent,
    limits::MAX_TEXT,
    people::{self, on, person_record},
    scribe::Scribe,
    step::member_done,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    reason: &str,
) -> Result<(), Rejection> {
    let task = scribe.instance().tasks.get(&id).cloned();
    let task = task.ok_or(Rejection::TaskClosed)?;
    let definition = scribe.context.definition;
    let step = definition.step(&task.step).ok_or(Rejection::TaskClosed)?;
    let StepKind::UserTask(kind) = &step.kind else {
        return Err(Rejection::TaskClosed);
    };
    let member = people::acting(scribe, actor, &task)?.person;
    if !kind.vote.as_ref().is_some_and(|vote| vote.recusal) {
        return Err(PeopleRejection::NoRecusal.into());
    }
    let reason = must_say(reason, MAX_TEXT)?;
    scribe.emit(VoteEvent::MemberRecused {
        task: id,
        step: step.id.clone(),
        by: person_record(member, on(scribe)),
        reason,
        on: on(scribe),
    });
    cancel_timers(scribe, id);
    member_done(scribe, task.token, step, kind, None);
    Ok(())
}
