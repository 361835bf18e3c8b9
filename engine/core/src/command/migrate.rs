//! The instance goes over to another version of its process.
//!
//! The context holds the new definition. No date is lost silently: every term that the new edition counts otherwise is
//! written into the event, with the date before, the date by the new rule and the date that holds.

use reglament_definition::DefinitionRef;

use crate::{
    DueDate, Event, Instance, InstanceEvent, MigrationPlan, MovedTerm, Rejection, Terms, Timer,
    TimerEvent, TimerId, TokenId, invariants,
    scribe::{Scribe, Stuck},
    step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    to: &DefinitionRef,
    plan: &MigrationPlan,
) -> Result<(), Rejection> {
    let from = scribe.instance().definition.clone();
    let from = from.ok_or(Rejection::NotStarted)?;
    if *to != scribe.context.definition.reference || from.process != to.process {
        return Err(refused(
            "Эта версия – другого процесса или не опубликована.",
            "This version is of another process or was never published.",
        ));
    }
    if from == *to {
        return Err(refused(
            "Дело уже идёт по этой версии.",
            "The instance is on this version already.",
        ));
    }
    if *scribe.instance().seq() != plan.seq {
        return Err(refused(
            "Пока готовился перевод, в деле что-то произошло. Повторите.",
            "Something happened in the instance while the migration was planned. Try again.",
        ));
    }
    let event = |terms: Vec<MovedTerm>| {
        Event::Instance(InstanceEvent::Migrated {
            from: from.clone(),
            to: to.clone(),
            steps: plan.steps.clone(),
            roles: plan.roles.clone(),
            terms,
        })
    };
    let moved = scribe.preview(event(Vec::new()));
    let terms = moved_terms(scribe, &moved, plan)?;
    scribe.emit(event(terms.clone()));
    carry_timers(scribe, plan, &terms);
    let broken = invariants(scribe.instance(), scribe.context.definition);
    match broken.into_iter().next() {
        Some((ru, en)) => Err(Rejection::CannotMigrate { ru, en }),
        None => Ok(()),
    }
}

fn refused(ru: &str, en: &str) -> Rejection {
    Rejection::CannotMigrate {
        ru: ru.into(),
        en: en.into(),
    }
}

fn uncounted(stuck: Stuck) -> Rejection {
    Rejection::CannotMigrate {
        ru: format!("Срок по новой редакции не посчитан. {}", stuck.ru),
        en: format!(
            "A term could not be counted by the new edition. {}",
            stuck.en
        ),
    }
}

/// What an act has extended or stopped is never counted anew: the act stays in force.
fn acted(due: &DueDate) -> bool {
    due.extensions() > 0 || due.suspended().is_some()
}

/// Every term that is, was or would be another one. `moved` is the instance with its steps called as the new edition
/// calls them.
fn moved_terms(
    scribe: &Scribe<'_>,
    moved: &Instance,
    plan: &MigrationPlan,
) -> Result<Vec<MovedTerm>, Rejection> {
    let recount = plan.terms == Terms::Recount;
    let mut terms = Vec::new();
    for (id, task) in &moved.tasks {
        let recount = recount && !task.due.as_ref().is_some_and(acted);
        let due = match step::task_due(scribe, moved, task) {
            Ok(due) => due,
            Err(stuck) if recount => return Err(uncounted(stuck)),
            Err(_) => task.due.clone(),
        };
        let (before, by_rule) = (task.due.as_ref().map(|d| d.at), due.as_ref().map(|d| d.at));
        if before != by_rule {
            terms.push(MovedTerm {
                step: task.step.clone(),
                task: Some(*id),
                purpose: None,
                before,
                by_rule,
                after: if recount { by_rule } else { before },
                due: due.filter(|_| recount),
            });
        }
    }
    let beside_tasks = moved.timers.iter().filter(|(_, t)| t.task.is_none());
    for (id, timer) in beside_tasks {
        let Some(token) = timer.token.and_then(|token| moved.tokens.get(&token)) else {
            continue;
        };
        let purpose = plan.timers.get(id).copied().unwrap_or(timer.purpose);
        let by_rule = match step::timer_moment(scribe, moved, &token.step, purpose) {
            Ok(Some(at)) => at,
            Ok(None) => continue,
            Err(stuck) if recount => return Err(uncounted(stuck)),
            Err(_) => continue,
        };
        if by_rule != timer.at {
            terms.push(MovedTerm {
                step: token.step.clone(),
                task: None,
                purpose: Some(purpose),
                before: Some(timer.at),
                by_rule: Some(by_rule),
                after: Some(if recount { by_rule } else { timer.at }),
                due: None,
            });
        }
    }
    for (token, purpose) in &plan.arm {
        let Some(token) = moved.tokens.get(token) else {
            continue;
        };
        let at = step::timer_moment(scribe, moved, &token.step, *purpose).map_err(uncounted)?;
        terms.push(MovedTerm {
            step: token.step.clone(),
            task: None,
            purpose: Some(*purpose),
            before: None,
            by_rule: at,
            after: at,
            due: None,
        });
    }
    Ok(terms)
}

/// Timers go where their terms went; reminders are planned anew where their rule or their date has changed.
fn carry_timers(scribe: &mut Scribe<'_>, plan: &MigrationPlan, terms: &[MovedTerm]) {
    let own: Vec<(TimerId, Timer)> = scribe
        .instance()
        .timers
        .iter()
        .filter(|(_, timer)| timer.task.is_none())
        .map(|(id, timer)| (*id, timer.clone()))
        .collect();
    for (id, timer) in own {
        let purpose = plan.timers.get(&id).copied().unwrap_or(timer.purpose);
        let step = scribe
            .instance()
            .tokens
            .get(&timer.token.unwrap_or(TokenId(0)))
            .map(|t| t.step.clone());
        let moved = terms.iter().find(|term| {
            term.before.is_some()
                && term.purpose == Some(purpose)
                && Some(&term.step) == step.as_ref()
        });
        let at = moved.and_then(|term| term.after).unwrap_or(timer.at);
        if at != timer.at || purpose != timer.purpose {
            scribe.emit(TimerEvent::Cancelled { timer: id });
            scribe.schedule(timer.token, None, at, purpose);
        }
    }
    for (token, purpose) in &plan.arm {
        let step = scribe.instance().tokens.get(token).map(|t| t.step.clone());
        let armed = terms.iter().find(|term| {
            term.before.is_none()
                && term.purpose == Some(*purpose)
                && Some(&term.step) == step.as_ref()
        });
        if let Some(at) = armed.and_then(|term| term.after) {
            scribe.schedule(*token, None, at, *purpose);
        }
    }
    let changed = |id| {
        let mut of_task = terms.iter().filter(|term| term.task == Some(id));
        of_task.any(MovedTerm::changes)
    };
    let tasks: Vec<_> = scribe.instance().tasks.keys().copied().collect();
    for id in tasks {
        let renewed = changed(id);
        if renewed || plan.remind.contains(&id) {
            step::replan(scribe, id, renewed);
        }
    }
}
