//! Machines in a story: what they answer, and what must be so of their jobs.

use reglament_core::{Actor, Command, InstanceId, Job, JobId};

use super::{Play, Trouble, expectation::same, time};
use crate::{Expect, story::JobAction};

/// The name under which the machines of a story answer.
const MACHINE: &str = "story";

pub(super) fn answer(play: &mut Play<'_>, wish: &JobAction) -> Result<(), Trouble> {
    time::at(play, wish.at.as_deref())?;
    let found = open(play, wish.instance.as_deref(), &wish.step)?;
    let [(instance, job, available_at)] = found.as_slice() else {
        let many = format!("{} jobs of `{}` are open", found.len(), wish.step);
        return Err(Trouble::Story(many));
    };
    if play.world.now() < *available_at {
        let at = available_at
            .with_timezone(&play.zone)
            .format("%d.%m.%Y %H:%M");
        let early = format!("the job of `{}` may not be tried before {at}", wish.step);
        return Err(Trouble::Story(early));
    }
    let command = command(wish, *job)?;
    let instance = instance.clone();
    Ok(play.world.execute(&instance, Actor::System, command)?)
}

fn command(wish: &JobAction, job: JobId) -> Result<Command, Trouble> {
    let failed = |message: &Option<String>, error_code: Option<String>| Command::FailJob {
        job,
        by: MACHINE.to_owned(),
        message: message.clone().unwrap_or_default(),
        retry_in: wish.retry_in,
        give_up: wish.give_up,
        error_code,
    };
    match (&wish.result, &wish.error, &wish.fails) {
        (Some(result), None, None) => Ok(Command::CompleteJob {
            job,
            by: MACHINE.to_owned(),
            result: result.clone(),
        }),
        (None, Some(code), None) => Ok(failed(&wish.message, Some(code.clone()))),
        (None, None, Some(_)) => Ok(failed(&wish.fails, None)),
        _ => Err(Trouble::Story(
            "`job` needs exactly one of `result`, `error`, `fails`".into(),
        )),
    }
}

type Open = (InstanceId, JobId, chrono::DateTime<chrono::Utc>);

fn open(play: &Play<'_>, alias: Option<&str>, step: &str) -> Result<Vec<Open>, String> {
    let only = match alias {
        Some(alias) => Some(play.id(Some(alias))?),
        None => None,
    };
    let instances = play.world.instances();
    let instances = instances.filter(|i| only.as_ref().is_none_or(|id| id == i.id()));
    let jobs = instances.flat_map(|instance| {
        let of_step = |(_, job): &(&JobId, &Job)| job.step == step;
        let found = instance.jobs().iter().filter(of_step);
        found.map(|(id, job)| (instance.id().clone(), *id, job.available_at))
    });
    Ok(jobs.collect())
}

pub(super) fn check(play: &Play<'_>, expect: &Expect) -> Result<(), String> {
    let alias = expect.instance.as_deref();
    if let Some(step) = &expect.no_job
        && !open(play, alias, step)?.is_empty()
    {
        return Err(format!("a job of `{step}` is open"));
    }
    let Some(step) = &expect.job else {
        return Ok(());
    };
    let found = open(play, alias, step)?;
    let Some((instance, id, _)) = found.first() else {
        return Err(format!("no job of `{step}` is open"));
    };
    if expect.count.is_some_and(|count| count != found.len()) {
        return Err(format!("{} jobs of `{step}` are open", found.len()));
    }
    let job = play.world.instance(instance).and_then(|i| i.jobs().get(id));
    let job = job.ok_or_else(|| format!("the job of `{step}` is gone"))?;
    if expect.retries.is_some_and(|retries| retries != job.retries) {
        return Err(format!(
            "the job of `{step}` has {} tries left",
            job.retries
        ));
    }
    for (key, wanted) in expect.given.iter().flatten() {
        let given = job.input.get(key);
        if !given.is_some_and(|given| same(given, wanted)) {
            return Err(format!(
                "`{step}` was given {given:?} as `{key}`, expected {wanted}"
            ));
        }
    }
    Ok(())
}
