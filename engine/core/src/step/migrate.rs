//! What a step knows about the terms of a token that has come from another edition: when they end by the rule of this
//! one, counted from the original start, and which reminders belong to them.

use chrono::{DateTime, Utc};
use reglament_definition::{Deadline, StepKind, Trigger};

use super::{first, for_each, notice, wait};
use crate::{
    Context, DueDate, Instance, Task, TaskId, Timer, TimerEvent, TimerId, TimerPurpose, due,
    lookup::Facts,
    scribe::{Scribe, Stuck},
};

/// The due date of a task by the rule of its step, for the moment at which the task was created.
pub(crate) fn task_due(
    scribe: &Scribe<'_>,
    moved: &Instance,
    task: &Task,
) -> Result<Option<DueDate>, Stuck> {
    let Some(deadline) = deadline(scribe, &task.step) else {
        return Ok(None);
    };
    let context = Context {
        now: task.created_at,
        ..scribe.context
    };
    Ok(Some(due::compute(&Facts::new(context, moved), deadline)?))
}

/// The moment of a timer of a step by the rule of the step, for the moment at which the step began; none for what has no
/// rule of its own.
pub(crate) fn timer_moment(
    scribe: &Scribe<'_>,
    moved: &Instance,
    step: &str,
    purpose: TimerPurpose,
) -> Result<Option<DateTime<Utc>>, Stuck> {
    let Some(step) = scribe.context.definition.step(step) else {
        return Ok(None);
    };
    let began = moved
        .steps
        .get(&step.id)
        .and_then(|record| record.started_at);
    let then = scribe.at(began.unwrap_or(scribe.context.now), moved);
    if let TimerPurpose::Boundary(index) = purpose
        && let Some(event) = usize::try_from(index).ok().and_then(|i| step.on.get(i))
        && let Trigger::Term(deadline) = &event.trigger
    {
        return Ok(Some(due::compute(&then.facts(), deadline)?.at));
    }
    if let StepKind::Wait(wait) = &step.kind {
        if purpose == TimerPurpose::Wait {
            return Ok(wait::moment(&then, wait)?.map(|(at, _)| at));
        }
        if let TimerPurpose::Option(index) = purpose
            && let Some(option) = usize::try_from(index).ok().and_then(|i| wait.first.get(i))
        {
            return Ok(first::moment(&then, option)?.map(|(at, _)| at));
        }
    }
    if let StepKind::ForEach(each) = &step.kind
        && let Some(window) = &each.window
        && purpose == TimerPurpose::CloseWindow
    {
        return for_each::closing_moment(&then, window).map(Some);
    }
    Ok(None)
}

/// Plans the reminders and overdue notices of a task anew. `renewed`: its due date is another one now. Notices of a term
/// that has passed already go on as they were; nobody is told twice of the same.
pub(crate) fn replan(scribe: &mut Scribe<'_>, id: TaskId, renewed: bool) {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return;
    };
    let overdue = deadline(scribe, &task.step).and_then(|deadline| deadline.overdue.as_ref());
    let rungs = overdue.map_or(0, |overdue| overdue.ladder.len());
    let told = task.overdue > 0 && !renewed;
    let stays = |timer: &Timer| {
        let rung = |index: u32| usize::try_from(index).is_ok_and(|i| i < rungs);
        if let TimerPurpose::Rung(index) = timer.purpose {
            return told && rung(index);
        }
        told && timer.purpose == TimerPurpose::Overdue && overdue.is_some()
    };
    let dropped: Vec<TimerId> = scribe
        .instance()
        .timers
        .iter()
        .filter(|(_, timer)| timer.task == Some(id) && !stays(timer))
        .map(|(timer, _)| *timer)
        .collect();
    for timer in dropped {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
    if !told {
        notice::schedule(scribe, id);
    }
}

fn deadline<'d>(scribe: &Scribe<'d>, step: &str) -> Option<&'d Deadline> {
    let step = scribe.context.definition.step(step)?;
    if let StepKind::UserTask(task) = &step.kind {
        task.deadline.as_ref()
    } else {
        None
    }
}
