//! After dates have moved: reminders, overdue notices and the rest of what a term wakes are scheduled anew.
//!
//! Nothing is scheduled for a term that stands still; what lies in the past is not made up for.

use reglament_definition::StepKind;

use super::{instance_term, notice, vote};
use crate::{
    DateChange, Instance, TaskEvent, TaskId, TermOwner, TimerEvent, TimerId, TimerPurpose, TokenId,
    scribe::Scribe,
};

/// Times what belongs to the dates of the table anew, as they differ from `before`.
pub(crate) fn retime(scribe: &mut Scribe<'_>, before: &Instance, changes: &[DateChange]) {
    for change in changes {
        let old = match change.owner {
            TermOwner::Task(id) => before.tasks.get(&id).and_then(|task| task.due.as_ref()),
            TermOwner::Instance => before.term.as_ref().map(|term| &term.due),
            TermOwner::Timer(_) => continue,
        };
        let same = |due: &crate::DueDate| due.at == change.at && due.held.is_some() == change.held;
        if old.is_some_and(same) {
            continue;
        }
        cancel(scribe, change);
        if let TermOwner::Task(id) = change.owner {
            vote::retime(scribe, id, change.held);
        }
        if change.held {
            continue;
        }
        match change.owner {
            TermOwner::Task(id) => notice::schedule(scribe, id),
            TermOwner::Instance => instance_term::schedule(scribe),
            TermOwner::Timer(_) => {}
        }
    }
}

/// The token and the task of a term's timers; the instance's own have neither.
pub(crate) fn belongs_to(
    scribe: &Scribe<'_>,
    owner: TermOwner,
) -> (Option<TokenId>, Option<TaskId>) {
    match owner {
        TermOwner::Task(id) => {
            let task = scribe.instance().tasks.get(&id);
            (task.map(|task| task.token), Some(id))
        }
        TermOwner::Timer(_) | TermOwner::Instance => (None, None),
    }
}

fn cancel(scribe: &mut Scribe<'_>, change: &DateChange) {
    let (token, task) = belongs_to(scribe, change.owner);
    let own_stop = change
        .due
        .as_ref()
        .is_some_and(|due| due.suspended().is_some());
    let stale = |purpose: TimerPurpose| match purpose {
        TimerPurpose::Reminder
        | TimerPurpose::Overdue
        | TimerPurpose::Rung(_)
        | TimerPurpose::Silence => true,
        TimerPurpose::Resume => !own_stop,
        TimerPurpose::Wait
        | TimerPurpose::Option(_)
        | TimerPurpose::Boundary(_)
        | TimerPurpose::BoundaryAgain { .. }
        | TimerPurpose::ProcessEvent { .. }
        | TimerPurpose::CloseWindow
        | TimerPurpose::CloseVote
        | TimerPurpose::TestCloses
        | TimerPurpose::TestEnds
        | TimerPurpose::JobDue => false,
    };
    let timers: Vec<TimerId> = scribe
        .instance()
        .timers
        .iter()
        .filter(|(_, timer)| timer.token == token && timer.task == task && stale(timer.purpose))
        .map(|(id, _)| *id)
        .collect();
    for timer in timers {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
}

/// The due date of a task has passed, and by the act silence is an answer: the outcome comes by itself.
pub(crate) fn lapse(scribe: &mut Scribe<'_>, id: TaskId) {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return;
    };
    let definition = scribe.context.definition;
    let Some(StepKind::UserTask(kind)) = definition.step(&task.step).map(|step| &step.kind) else {
        return;
    };
    let Some(silence) = &kind.silence else {
        return;
    };
    scribe.emit(TaskEvent::Lapsed {
        task: id,
        step: task.step.clone(),
        outcome: silence.outcome.clone(),
        basis: silence.basis.clone(),
    });
    let outcome = kind
        .outcomes
        .iter()
        .find(|outcome| outcome.id == silence.outcome);
    let own = outcome
        .map(|outcome| &outcome.next)
        .filter(|next| !next.is_empty());
    super::leave(scribe, task.token, own.unwrap_or(&kind.next));
}
