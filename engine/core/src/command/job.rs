//! The answers of machines: a job is done, a try has failed, or the business forbids it.
//!
//! An answer that cannot be read is refused, so that a worker learns of it at once; a webhook's caller turns the refusal
//! into a failed try.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_definition::{ServiceStep, Step, StepKind};
use reglament_expression::Value;

use crate::{
    Actor, Command, Job, JobEvent, JobId, RawInput, Rejection,
    form::read_result,
    limits::{MAX_ERROR_CODE, MAX_JOB_MESSAGE, MAX_RETRY_SECONDS},
    scribe::{Scribe, Stuck},
    step,
};

/// Either answer of a machine.
pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    command: &Command,
) -> Result<(), Rejection> {
    if let Command::CompleteJob { job, by, result } = command {
        return complete(scribe, actor, *job, by, result);
    }
    let Command::FailJob {
        job,
        by,
        message,
        retry_in,
        give_up,
        error_code,
    } = command
    else {
        return Ok(());
    };
    let failure = Failure {
        by,
        message,
        retry_in: *retry_in,
        give_up: *give_up,
        error_code: error_code.as_deref(),
    };
    fail(scribe, actor, *job, &failure)
}

/// What a failed try says.
struct Failure<'f> {
    by: &'f str,
    message: &'f str,
    retry_in: Option<u64>,
    give_up: bool,
    error_code: Option<&'f str>,
}

fn complete(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: JobId,
    by: &str,
    result: &RawInput,
) -> Result<(), Rejection> {
    let (job, step, service) = open(scribe, actor, id)?;
    let instance = scribe.instance();
    let read = read_result(
        &service.result,
        result,
        scribe.context.definition.zone,
        scribe.context.organisation,
        &instance.items,
    );
    let result = read.map_err(|problems| Rejection::InvalidForm { problems })?;
    // Before anything is recorded: an answer that gives no values must not be thrown away after the deed.
    let values =
        step::taken(scribe, service, &result).map_err(|failure| Rejection::CannotEvaluate {
            ru: failure.ru,
            en: failure.en,
        })?;
    scribe.emit(JobEvent::Completed {
        job: id,
        step: step.id.clone(),
        by: by.to_owned(),
        result,
    });
    scribe.set_data(values);
    step::leave(scribe, job.token, &service.next);
    Ok(())
}

fn fail(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    id: JobId,
    failure: &Failure<'_>,
) -> Result<(), Rejection> {
    let (job, step, service) = open(scribe, actor, id)?;
    let message: String = failure
        .message
        .trim()
        .chars()
        .take(MAX_JOB_MESSAGE)
        .collect();
    if let Some(code) = failure.error_code {
        let code: String = code.trim().chars().take(MAX_ERROR_CODE).collect();
        scribe.emit(JobEvent::Errored {
            job: id,
            step: step.id.clone(),
            by: failure.by.to_owned(),
            code: code.clone(),
            message: message.clone(),
        });
        let told = BTreeMap::from([("message".to_owned(), Value::Text(message))]);
        step::raise_error(scribe, job.token, &code, &told);
        return Ok(());
    }
    let again = !failure.give_up && job.retries > 0;
    let retry_at = again.then(|| scribe.context.now + pause(service, &job, failure.retry_in));
    scribe.emit(JobEvent::Failed {
        job: id,
        step: step.id.clone(),
        by: failure.by.to_owned(),
        message: message.clone(),
        retries: if again { job.retries - 1 } else { 0 },
        retry_at,
    });
    if !again {
        scribe.raise(
            Some(job.token),
            &step.id,
            given_up(step, failure.by, &message),
        );
    }
    Ok(())
}

fn open<'a>(
    scribe: &Scribe<'a>,
    actor: &Actor,
    id: JobId,
) -> Result<(Job, &'a Step, &'a ServiceStep), Rejection> {
    let job = scribe.instance().jobs.get(&id).cloned();
    let job = job.filter(|_| *actor == Actor::System);
    let job = job.ok_or(Rejection::JobClosed)?;
    let definition = scribe.context.definition;
    let step = definition.step(&job.step).ok_or(Rejection::JobClosed)?;
    let StepKind::Service(service) = &step.kind else {
        return Err(Rejection::JobClosed);
    };
    Ok((job, step, service))
}

/// The declared delay of this try, the last one repeating; or what the worker asks for, within bounds.
fn pause(service: &ServiceStep, job: &Job, asked: Option<u64>) -> TimeDelta {
    if let Some(seconds) = asked {
        let seconds = i64::try_from(seconds.min(MAX_RETRY_SECONDS)).unwrap_or_default();
        return TimeDelta::try_seconds(seconds).unwrap_or_default();
    }
    let delays = &service.retries.delays;
    let nth = usize::try_from(job.failures).unwrap_or(usize::MAX);
    let delay = delays.get(nth).or(delays.last());
    delay
        .and_then(reglament_calendar::Term::fixed)
        .unwrap_or_default()
}

fn given_up(step: &Step, by: &str, message: &str) -> Stuck {
    Stuck {
        code: "job_failed",
        ru: format!(
            "Шаг «{}» не выполнен исполнителем «{by}», попытки исчерпаны. {message}",
            step.title.ru
        ),
        en: format!(
            "The step «{}» was not done by `{by}`, no tries are left. {message}",
            step.title.text(true)
        ),
    }
}
