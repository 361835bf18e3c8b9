//! Asks a machine: creates the job and waits. The answer is a command (`command::job`); who may fetch the job, and for how
//! long, is the store's business.

use std::collections::BTreeMap;

use reglament_definition::{Performer, ServiceStep, Step};
use reglament_expression::{Expression, Failure, Value};

use super::Progress;
use crate::{
    JobEvent, JobFact, JobId, JobTarget, TimerPurpose, TokenId, due,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    service: &ServiceStep,
) -> Result<Progress, Stuck> {
    let due = match &service.deadline {
        Some(deadline) => Some(due::compute(&scribe.facts(), deadline)?),
        None => None,
    };
    let mut input = BTreeMap::new();
    for (key, expression) in &service.give {
        input.insert(key.clone(), expression.evaluate(&scribe.facts().scope())?);
    }
    let target = match &service.performer {
        Performer::Worker(topic) => JobTarget::Worker(topic.clone()),
        Performer::Webhook(name) => JobTarget::Webhook(name.clone()),
    };
    let job = JobId(scribe.instance().last_job + 1);
    let late = due.clone();
    scribe.emit(JobEvent::Created {
        job: JobFact {
            job,
            token,
            step: step.id.clone(),
            target,
            input,
            retries: service.retries.times,
            due,
        },
    });
    if let Some(due) = late {
        scribe.schedule_due(token, due, TimerPurpose::JobDue);
    }
    Ok(Progress::Waiting)
}

/// The values that an answer gives. All of them see the data as they were before the answer.
pub(crate) fn taken(
    scribe: &Scribe<'_>,
    service: &ServiceStep,
    result: &BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Value>, Failure> {
    let facts = scribe.facts().with("result", Value::Record(result.clone()));
    let scope = facts.scope();
    let value = |(name, expression): &(String, Expression)| {
        Ok((name.clone(), expression.evaluate(&scope)?))
    };
    service.take.iter().map(value).collect()
}

/// Cancels the jobs of a token that leaves or is cancelled.
pub(super) fn cancel(scribe: &mut Scribe<'_>, token: TokenId) {
    let open: Vec<JobId> = scribe
        .instance()
        .jobs
        .iter()
        .filter(|(_, job)| job.token == token)
        .map(|(id, _)| *id)
        .collect();
    for job in open {
        scribe.emit(JobEvent::Cancelled { job });
    }
}

/// The due date has passed: a person must look, the job goes on.
pub(super) fn overdue(scribe: &mut Scribe<'_>, token: TokenId, step: &Step) {
    let open = scribe
        .instance()
        .jobs
        .iter()
        .find(|(_, job)| job.token == token)
        .map(|(id, _)| *id);
    let Some(job) = open else { return };
    scribe.emit(JobEvent::Overdue { job });
    let title = &step.title;
    let stuck = Stuck {
        code: "job_overdue",
        ru: format!("Срок шага «{}» прошёл, а исполнитель не ответил.", title.ru),
        en: format!(
            "The step «{}» is overdue: its worker has not answered.",
            title.text(true)
        ),
    };
    scribe.raise(Some(token), &step.id, stuck);
}
