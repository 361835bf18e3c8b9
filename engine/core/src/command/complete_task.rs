//! A person does a user task, or gives one of its signatures.

use std::collections::BTreeMap;

use reglament_calendar::local_date;
use reglament_definition::{FormCheck, Outcome, Step, StepKind, UserTask};
use reglament_expression::Value;

use super::{Actor, cast_vote};
use crate::{
    Facts, RawInput, Rejection, Task, TaskEvent, TaskId, TimerEvent,
    form::read_input,
    people::{self, Acting, person_record},
    score,
    scribe::Scribe,
    step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: TaskId,
    outcome: Option<&str>,
    input: &RawInput,
) -> Result<(), Rejection> {
    let task = scribe
        .instance()
        .tasks
        .get(&id)
        .cloned()
        .ok_or(Rejection::TaskClosed)?;
    let definition = scribe.context.definition;
    let step = definition.step(&task.step).ok_or(Rejection::TaskClosed)?;
    let StepKind::UserTask(kind) = &step.kind else {
        return Err(Rejection::TaskClosed);
    };
    let acting = people::acting(scribe, actor, &task)?;
    let chosen = chosen(kind, outcome)?;
    if let Some(vote) = &kind.vote {
        let cast = cast_vote::Cast {
            id,
            outcome: chosen,
            input,
        };
        return cast_vote::cast(scribe, acting.person, step, kind, vote, &cast);
    }
    let required = chosen
        .map(|outcome| outcome.requires.as_slice())
        .unwrap_or_default();
    let organisation = scribe.context.organisation;
    let mut values = read_input(
        definition,
        &kind.form,
        required,
        input,
        organisation,
        scribe.instance().items(),
    )
    .map_err(|problems| Rejection::InvalidForm { problems })?;
    score::settle(scribe.facts(), &kind.form, required, &mut values)?;
    let many = kind.each.is_some();
    if many {
        answered(scribe, &kind.form.checks, &values)?;
    } else {
        scribe.set_data(values.clone());
        check(scribe, &kind.form.checks)?;
    }
    record(scribe, id, step, acting, chosen, many.then_some(values));
    cancel_timers(scribe, id);
    if many {
        step::proceed(scribe, task.token, step, kind);
        return Ok(());
    }
    if scribe
        .instance()
        .tasks
        .values()
        .any(|other| other.token == task.token)
    {
        return Ok(());
    }
    complete(scribe, &task, kind, chosen);
    Ok(())
}

/// Records who did it and how; `values` are the fields of one answer of many.
fn record(
    scribe: &mut Scribe<'_>,
    task: TaskId,
    step: &Step,
    acting: Acting<'_>,
    chosen: Option<&Outcome>,
    values: Option<BTreeMap<String, Value>>,
) {
    let on = local_date(scribe.context.now, scribe.context.definition.zone);
    let (step, by) = (step.id.clone(), person_record(acting.person, on));
    let outcome = chosen.map(|outcome| outcome.id.clone());
    if let Some(values) = values {
        scribe.emit(TaskEvent::AnswerGiven {
            task,
            step: step.clone(),
            by: by.clone(),
            outcome: outcome.clone(),
            on,
            values,
            on_behalf: acting.on_behalf.clone(),
        });
    }
    scribe.emit(TaskEvent::Completed {
        task,
        step,
        by,
        outcome,
        on,
        on_behalf: acting.on_behalf,
    });
}

/// Checks one answer of many: its fields are not the instance's data.
fn answered(
    scribe: &Scribe<'_>,
    checks: &[FormCheck],
    values: &BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let mut facts = scribe.facts();
    for (name, value) in values {
        facts = facts.with(name, value.clone());
    }
    holds(&facts, checks)
}

/// All signatures are in: the document is drawn, the token leaves.
fn complete(scribe: &mut Scribe<'_>, task: &Task, kind: &UserTask, chosen: Option<&Outcome>) {
    if let Some(document) = &kind.document
        && let Err(stuck) = step::draw(scribe, &task.step, document)
    {
        scribe.raise(Some(task.token), &task.step, stuck);
        return;
    }
    let own = chosen
        .map(|outcome| &outcome.next)
        .filter(|next| !next.is_empty());
    step::leave(scribe, task.token, own.unwrap_or(&kind.next));
}

fn chosen<'k>(kind: &'k UserTask, outcome: Option<&str>) -> Result<Option<&'k Outcome>, Rejection> {
    let known = || kind.outcomes.iter().map(|o| o.id.clone()).collect();
    match (outcome, kind.outcomes.as_slice()) {
        (None, []) => Ok(None),
        (None, _) => Err(Rejection::UnknownOutcome {
            outcome: String::new(),
            known: known(),
        }),
        (Some(wanted), outcomes) => {
            let found = outcomes.iter().find(|outcome| outcome.id == wanted);
            found.map(Some).ok_or_else(|| Rejection::UnknownOutcome {
                outcome: wanted.to_owned(),
                known: known(),
            })
        }
    }
}

/// Checks the author's rules over the data as it stands now.
pub(super) fn check(scribe: &Scribe<'_>, checks: &[FormCheck]) -> Result<(), Rejection> {
    holds(&scribe.facts(), checks)
}

fn holds(facts: &Facts<'_>, checks: &[FormCheck]) -> Result<(), Rejection> {
    for check in checks {
        let held = check.must.evaluate(&facts.scope());
        match held {
            Ok(Value::Boolean(true)) => {}
            Ok(_) => {
                let (ru, en) = (
                    check.message.ru.clone(),
                    check.message.text(true).to_owned(),
                );
                return Err(Rejection::CheckFailed { ru, en });
            }
            Err(failure) => {
                return Err(Rejection::CannotEvaluate {
                    ru: failure.ru,
                    en: failure.en,
                });
            }
        }
    }
    Ok(())
}

pub(super) fn cancel_timers(scribe: &mut Scribe<'_>, task: TaskId) {
    let timers: Vec<_> = scribe
        .instance()
        .timers
        .iter()
        .filter(|(_, timer)| timer.task == Some(task))
        .map(|(id, _)| *id)
        .collect();
    for timer in timers {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
}
