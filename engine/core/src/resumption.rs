//! What an act about a term does to its dates, before anybody has decided it: for the act itself, and for those who look
//! ahead. Nothing is emitted here.

use reglament_calendar::{Calendar, TermAct};

use crate::{Context, DateChange, DueDate, Instance, TermOwner, due::DueProblem, ripple::ripple};

/// What would move if a suspended term ran again at the present instant of `context`; nothing when it is not suspended or
/// cannot be counted. Decides nothing: for those who look ahead.
pub fn resumption(context: Context<'_>, instance: &Instance, owner: TermOwner) -> Vec<DateChange> {
    let stands = alike(instance, owner);
    if !stands.iter().any(|(_, _, due)| due.suspended().is_some()) {
        return Vec::new();
    }
    let at = context.now;
    let first = acted(context.calendar, instance, owner, TermAct::Resumed { at });
    let table = first.ok().map(|first| ripple(context, instance, first));
    table.and_then(Result::ok).unwrap_or_default()
}

/// The dates of one term after an act about it. The signatures of one step share their term.
pub(crate) fn acted(
    calendar: &Calendar,
    instance: &Instance,
    owner: TermOwner,
    act: TermAct,
) -> Result<Vec<DateChange>, DueProblem> {
    let mut first = Vec::new();
    for (owner, step, due) in alike(instance, owner) {
        let acts = due.acts.iter().copied().chain([act]).collect();
        let after = due.recounted(calendar, acts)?;
        first.push(DateChange {
            owner,
            step,
            before: due.date,
            after: after.date,
            at: after.at,
            held: after.held.is_some(),
            due: Some(after),
        });
    }
    Ok(first)
}

fn alike(instance: &Instance, owner: TermOwner) -> Vec<(TermOwner, Option<String>, &DueDate)> {
    match owner {
        TermOwner::Task(id) => {
            let token = instance.tasks.get(&id).map(|task| task.token);
            let tasks = instance.tasks.iter();
            let same = tasks.filter(|(_, task)| Some(task.token) == token);
            same.filter_map(|(id, task)| {
                let due = task.due.as_ref()?;
                Some((TermOwner::Task(*id), Some(task.step.clone()), due))
            })
            .collect()
        }
        TermOwner::Instance => {
            let term = instance.term.iter();
            term.map(|term| (owner, None, &term.due)).collect()
        }
        TermOwner::Timer(_) => Vec::new(),
    }
}
