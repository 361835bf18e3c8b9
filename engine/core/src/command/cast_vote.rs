//! A member of a commission votes, with a dissenting opinion if the rules take one.
//!
//! In a secret ballot the journal learns that the member took part; the vote itself goes to the box (`people::ballot`).

use reglament_definition::{Outcome, Person, Step, UserTask, Vote};

use super::{complete_task::cancel_timers, said::said};
use crate::{
    DISSENT, PeopleRejection, RawInput, Rejection, TaskEvent, TaskId, VoteEvent,
    limits::MAX_LONG_TEXT,
    people::{on, person_record},
    scribe::Scribe,
    step::member_done,
};

/// A vote as it came in.
pub(super) struct Cast<'c> {
    pub(super) id: TaskId,
    pub(super) outcome: Option<&'c Outcome>,
    pub(super) input: &'c RawInput,
}

pub(super) fn cast(
    scribe: &mut Scribe<'_>,
    member: &Person,
    step: &Step,
    kind: &UserTask,
    vote: &Vote,
    cast: &Cast<'_>,
) -> Result<(), Rejection> {
    let token = scribe.instance().tasks.get(&cast.id).map(|task| task.token);
    let token = token.ok_or(Rejection::TaskClosed)?;
    let written = cast.input.get(DISSENT).and_then(|value| value.as_str());
    let dissent = said(written, MAX_LONG_TEXT)?;
    if dissent.is_some() && !vote.dissent {
        return Err(PeopleRejection::NoDissent.into());
    }
    let chosen = cast.outcome.map(|outcome| outcome.id.clone());
    let today = on(scribe);
    scribe.emit(TaskEvent::Completed {
        task: cast.id,
        step: step.id.clone(),
        by: person_record(member, today),
        outcome: chosen.clone().filter(|_| !vote.secret),
        on: today,
        on_behalf: None,
    });
    if let Some(text) = dissent {
        scribe.emit(VoteEvent::DissentFiled {
            step: step.id.clone(),
            by: person_record(member, today),
            text,
            on: today,
        });
    }
    cancel_timers(scribe, cast.id);
    let secret = chosen.filter(|_| vote.secret);
    member_done(scribe, token, step, kind, secret.as_deref());
    Ok(())
}
