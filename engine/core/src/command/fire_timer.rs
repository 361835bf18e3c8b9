//! A timer's moment has come. Firing twice, or after cancellation, is a quiet refusal; firing early is a refusal too.

use super::suspend_term;
use crate::{
    Rejection, TermOwner, TimerEvent, TimerId, TimerPurpose, process_event, scribe::Scribe, step,
};

pub(super) fn handle(scribe: &mut Scribe<'_>, id: TimerId) -> Result<(), Rejection> {
    let timer = scribe
        .instance()
        .timers
        .get(&id)
        .cloned()
        .ok_or(Rejection::TimerClosed)?;
    if timer.paused {
        return Err(Rejection::TimerClosed);
    }
    if scribe.context.now < timer.at {
        return Err(Rejection::TimerNotDue);
    }
    scribe.emit(TimerEvent::Fired { timer: id });
    let told = match (timer.purpose, timer.task) {
        (TimerPurpose::Reminder, Some(task)) => step::remind(scribe, task),
        (TimerPurpose::Overdue, Some(task)) => step::notify_overdue(scribe, task, None),
        (TimerPurpose::Rung(rung), Some(task)) => step::notify_overdue(scribe, task, Some(rung)),
        (TimerPurpose::Silence, Some(task)) => {
            step::lapse(scribe, task);
            Ok(())
        }
        (TimerPurpose::Reminder, None) => step::remind_instance(scribe),
        (TimerPurpose::Overdue, None) => step::notify_instance_overdue(scribe, None),
        (TimerPurpose::Rung(rung), None) => step::notify_instance_overdue(scribe, Some(rung)),
        (TimerPurpose::Resume, task) => {
            let owner = task.map_or(TermOwner::Instance, TermOwner::Task);
            return suspend_term::go_on(scribe, owner, None, None);
        }
        (purpose, _) => {
            match timer.token {
                Some(token) => step::timer_fired(scribe, token, purpose, timer.at),
                None => process_event::term_passed(scribe, purpose, timer.at),
            }
            Ok(())
        }
    };
    if let Err(stuck) = told {
        let tokens = &scribe.instance().tokens;
        let token = timer.token.and_then(|token| tokens.get(&token));
        let step = token.map(|token| token.step.clone()).unwrap_or_default();
        scribe.raise(None, &step, stuck);
    }
    Ok(())
}
