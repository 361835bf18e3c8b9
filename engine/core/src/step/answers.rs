//! A task for each of several people, at once or one after another. The step is complete when all have answered, or
//! earlier when its completion condition holds; then the open tasks are cancelled.

use std::collections::BTreeSet;

use reglament_definition::{EachRow, Organisation, Step, UserTask};
use reglament_expression::Value;

use super::{
    document::draw,
    for_each::list,
    leave,
    offer::excluded,
    user_task::{Wanted, create, due_date, nobody},
};
use crate::{
    TaskEvent, TokenId,
    scribe::{Scribe, Stuck},
};

/// Creates the tasks, or the first of them; the due dates of later ones are counted when they are created.
pub(super) fn begin(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
    each: &EachRow,
) -> Result<(), Stuck> {
    let mut people = people(scribe, task, each)?;
    if people.is_empty() {
        return Err(nobody(&step.title.ru, &BTreeSet::new()));
    }
    if task.one_by_one {
        let later = people.split_off(1);
        queue(scribe, step, later);
    }
    for person in &people {
        give(scribe, token, step, task, person)?;
    }
    Ok(())
}

/// Ids of the people listed, each once, without those who may not.
fn people(scribe: &Scribe<'_>, task: &UserTask, each: &EachRow) -> Result<Vec<String>, Stuck> {
    let barred = barred(scribe, task)?;
    let mut ids: Vec<String> = Vec::new();
    for value in list(scribe, each)? {
        let id = value
            .as_text()
            .or_else(|| value.get("id").and_then(Value::as_text));
        let new = id.filter(|id| !barred.contains(*id) && !ids.iter().any(|known| known == id));
        ids.extend(new.map(str::to_owned));
    }
    Ok(ids)
}

/// Everybody whom `not_by`, `conflict` or `excludes` keeps from the task now.
fn barred(scribe: &Scribe<'_>, task: &UserTask) -> Result<BTreeSet<String>, Stuck> {
    let mut barred = excluded(scribe, task)?;
    let performers = &scribe.instance().performers;
    let done = task.offer.excludes.iter();
    barred.extend(
        done.filter_map(|step| performers.get(step))
            .flatten()
            .cloned(),
    );
    Ok(barred)
}

fn give(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
    person: &str,
) -> Result<(), Stuck> {
    let wanted = Wanted {
        roles: BTreeSet::from([Organisation::role_of_one(person)]),
        signature: false,
        // A substitute may come from anywhere, so the task remembers everybody who may not.
        not_by: excluded(scribe, task)?,
        due: due_date(scribe, task)?,
        people: None,
        ballot: false,
    };
    create(scribe, token, step, task, wanted)
}

fn queue(scribe: &mut Scribe<'_>, step: &Step, people: Vec<String>) {
    scribe.emit(TaskEvent::PeopleQueued {
        step: step.id.clone(),
        people,
    });
}

/// Somebody has answered (or what was stuck is tried again): the next one gets a task, or the step is complete.
pub(crate) fn proceed(scribe: &mut Scribe<'_>, token: TokenId, step: &Step, task: &UserTask) {
    let done = match complete(scribe, token, step, task) {
        Ok(false) => return,
        Ok(true) => task
            .document
            .as_ref()
            .map_or(Ok(()), |document| draw(scribe, &step.id, document)),
        Err(stuck) => Err(stuck),
    };
    match done {
        Ok(()) => leave(scribe, token, &task.next),
        Err(stuck) => scribe.raise(Some(token), &step.id, stuck),
    }
}

fn complete(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    task: &UserTask,
) -> Result<bool, Stuck> {
    if let Some(until) = &task.until
        && until.evaluate(&scribe.facts().scope())? == Value::Boolean(true)
    {
        return Ok(true);
    }
    if scribe
        .instance()
        .tasks
        .values()
        .any(|open| open.token == token)
    {
        return Ok(false);
    }
    let queued = scribe.instance().steps.get(&step.id);
    let mut queued = queued
        .map(|record| record.queued.clone())
        .unwrap_or_default();
    // Who may no longer do it when their turn comes is left out, as those were who might not at the beginning.
    let barred = barred(scribe, task)?;
    queued.retain(|person| !barred.contains(person));
    if queued.is_empty() {
        return Ok(true);
    }
    let person = queued.remove(0);
    give(scribe, token, step, task, &person)?;
    queue(scribe, step, queued);
    Ok(false)
}
