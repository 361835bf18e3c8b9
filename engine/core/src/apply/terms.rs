//! Applies what happens to terms: every date of the recorded table takes its new value.

use chrono::{DateTime, Utc};

use crate::{DateChange, Instance, InstanceTerm, TermEvent, TermOwner};

pub(super) fn apply(instance: &mut Instance, event: &TermEvent, at: DateTime<Utc>) {
    match event {
        TermEvent::SetForInstance { due, roles } => {
            instance.term = Some(InstanceTerm {
                due: due.clone(),
                roles: roles.clone(),
                since: at,
                reminded: 0,
                overdue: 0,
            });
        }
        TermEvent::InstanceReminded {} => {
            if let Some(term) = &mut instance.term {
                term.reminded += 1;
            }
        }
        TermEvent::InstanceOverdue { level } => {
            if let Some(term) = &mut instance.term {
                term.overdue = *level;
            }
        }
        TermEvent::Extended { changes, .. }
        | TermEvent::Suspended { changes, .. }
        | TermEvent::Resumed { changes, .. }
        | TermEvent::Recomputed { changes, .. } => {
            for change in changes {
                date(instance, change);
            }
        }
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
