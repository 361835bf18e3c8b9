//! The chair closes a vote before every member has voted.

use reglament_definition::StepKind;

use super::Actor;
use crate::{Rejection, scribe::Scribe, step};

pub(super) fn handle(scribe: &mut Scribe<'_>, actor: &Actor, id: &str) -> Result<(), Rejection> {
    let closed = || Rejection::StepNotOpen {
        step: id.to_owned(),
    };
    let definition = scribe.context.definition;
    let step = definition.step(id).ok_or_else(closed)?;
    let StepKind::UserTask(kind) = &step.kind else {
        return Err(closed());
    };
    let token = scribe.instance().token_at(id).ok_or_else(closed)?;
    let stuck = scribe
        .instance()
        .tasks
        .values()
        .all(|task| task.token != token);
    if stuck {
        return Err(closed());
    }
    step::close_vote(scribe, actor, token, step, kind)
}
