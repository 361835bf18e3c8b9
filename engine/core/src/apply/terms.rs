//! Applies what happens to terms: every date of the recorded table takes its new value.

use crate::{DateChange, Event, Instance, InstanceTerm, Recorded, TermOwner};

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "only events about terms come here; those with changes are told apart below"
)]
pub(super) fn apply(instance: &mut Instance, recorded: &Recorded) {
    match &recorded.event {
        Event::InstanceTermSet { due, roles } => {
            instance.term = Some(InstanceTerm {
                due: due.clone(),
                roles: roles.clone(),
                since: recorded.at,
                reminded: 0,
                overdue: 0,
            });
        }
        Event::InstanceReminded {} => {
            if let Some(term) = &mut instance.term {
                term.reminded += 1;
            }
        }
        Event::InstanceOverdue { level } => {
            if let Some(term) = &mut instance.term {
                term.overdue = *level;
            }
        }
        _ => {
            for change in changes(&recorded.event) {
                date(instance, change);
            }
        }
    }
}

fn changes(event: &Event) -> &[DateChange] {
    if let Event::TermExtended { changes, .. }
    | Event::TermSuspended { changes, .. }
    | Event::TermResumed { changes, .. }
    | Event::TermsRecomputed { changes, .. } = event
    {
        changes
    } else {
        &[]
    }
}

/// A date takes its new value. Notices count anew when the new date is later than the old one.
pub(crate) fn date(instance: &mut Instance, change: &DateChange) {
    let later = change.moved() && change.after > change.before;
    match change.owner {
        TermOwner::Task(id) => {
            let Some(task) = instance.tasks.get_mut(&id) else {
                return;
            };
            task.due.clone_from(&change.due);
            if later {
                task.overdue = 0;
            }
            let record = instance.steps.entry(task.step.clone()).or_default();
            record.due_on = Some(change.after);
        }
        TermOwner::Timer(id) => {
            if let Some(timer) = instance.timers.get_mut(&id) {
                timer.at = change.at;
                timer.due.clone_from(&change.due);
                timer.paused = change.held;
            }
        }
        TermOwner::Instance => {
            if let (Some(term), Some(due)) = (&mut instance.term, &change.due) {
                term.due = due.clone();
                if later {
                    term.overdue = 0;
                }
            }
        }
    }
}
