//! Applies what happens to terms: every date of the recorded table takes its new value.

use chrono::{DateTime, Utc};

use crate::{DateChange, Instance, InstanceTerm, TermEvent, TermOwner, TimerPurpose, TokenId};

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
                task.escalated.clear();
            }
            let record = instance.steps.entry(task.step.clone()).or_default();
            record.due_on = Some(change.after);
        }
        TermOwner::Timer(id) => {
            let Some(timer) = instance.timers.get_mut(&id) else {
                return;
            };
            timer.at = change.at;
            timer.due.clone_from(&change.due);
            timer.paused = change.held;
            if timer.purpose == TimerPurpose::JobDue
                && let Some(token) = timer.token
            {
                job(instance, token, change);
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

/// The answer of a service is due when its timer says.
fn job(instance: &mut Instance, token: TokenId, change: &DateChange) {
    let mut jobs = instance.jobs.values_mut();
    let Some(job) = jobs.find(|job| job.token == token) else {
        return;
    };
    job.due.clone_from(&change.due);
    let record = instance.steps.entry(job.step.clone()).or_default();
    record.due_on = Some(change.after);
}
