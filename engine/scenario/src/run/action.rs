//! What people do in a story: start, join, do tasks, withdraw. Incidents are in `incident`.

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::{
    Actor, Candidacy, Command, Instance, InstanceId, LinkedInstance, Origin, RawInput, Rejection,
    StartFacts, Task, TaskId, eligible,
};
use reglament_definition::{Definition, StepKind};
use serde_json::Value as Json;

use super::{Play, Trouble, attach, time};
use crate::story::{Cancel, Complete, Join, StartAction, Withdraw};

pub(super) type Done = Result<(), Trouble>;

pub(super) fn start(play: &mut Play<'_>, start: &StartAction) -> Done {
    if let Some(message) = &start.message {
        return super::message::message(play, message);
    }
    time::at(play, start.at.as_deref())?;
    let process = start
        .process
        .clone()
        .unwrap_or_else(|| play.process.clone());
    let (origin, actor) = match (&start.by, start.cron, start.public) {
        (Some(person), false, false) => (Origin::Manual, Actor::Person(person.clone())),
        (None, true, false) => {
            let local = play.world.now().with_timezone(&play.zone);
            (
                Origin::Schedule {
                    occurrence: local.format("%Y-%m-%dT%H:%M").to_string(),
                },
                Actor::System,
            )
        }
        (None, false, true) => (Origin::Public, Actor::Public),
        _ => {
            return Err(Trouble::Story(
                "`start` needs exactly one of `by`, `cron: true`, `public: true`, `message`".into(),
            ));
        }
    };
    let facts = StartFacts {
        origin,
        input: attach::to(play.world.definition(&process), start.input.clone()),
        given: BTreeMap::new(),
        parent: None,
        links: links(play, start)?,
        receipt: play.world.next_receipt(),
    };
    let id = play.world.start(&process, actor, facts)?;
    let first = if play.aliases.contains_key("main") {
        process
    } else {
        "main".to_owned()
    };
    play.aliases.insert(
        start.alias.clone().unwrap_or_else(|| first.clone()),
        id.clone(),
    );
    if first == "main" {
        play.aliases.insert(first, id);
    }
    Ok(())
}

fn links(
    play: &Play<'_>,
    start: &StartAction,
) -> Result<BTreeMap<String, LinkedInstance>, Trouble> {
    let mut links = BTreeMap::new();
    for (name, alias) in &start.links {
        let id = play.id(Some(alias))?;
        let receipt = play
            .world
            .instance(&id)
            .map(|found| found.receipt().to_owned())
            .unwrap_or_default();
        let linked = play
            .world
            .linked(&receipt)
            .ok_or(Rejection::LinkNotFound { link: name.clone() })?;
        links.insert(name.clone(), linked);
    }
    Ok(links)
}

pub(super) fn join(play: &mut Play<'_>, join: &Join) -> Done {
    time::at(play, join.at.as_deref())?;
    let id = play.id(join.instance.as_deref())?;
    let step = match &join.step {
        Some(step) => step.clone(),
        None => only_for_each(play, &id)?,
    };
    let actor = join.by.clone().map_or(Actor::Public, Actor::Person);
    let receipt = play.world.next_receipt();
    let input = attach::to(joined(play, &id, &step), join.input.clone());
    let reason = join.reason.clone();
    let command = Command::AddItem {
        step: step.clone(),
        input,
        receipt,
        reason,
    };
    play.world.execute(&id, actor, command)?;
    let list = play
        .world
        .instance(&id)
        .and_then(|instance| instance.items().get(&step));
    if let (Some(alias), Some(item)) = (&join.alias, list.and_then(|list| list.items.last())) {
        play.aliases.insert(alias.clone(), item.item.clone());
    }
    Ok(())
}

/// The definition of those who join at a step.
fn joined<'p>(play: &Play<'p>, id: &InstanceId, step: &str) -> Option<&'p Definition> {
    let definition = play.world.definition_of(play.world.instance(id)?)?;
    play.world.definition(definition.step(step)?.child()?.0)
}

fn only_for_each(play: &Play<'_>, id: &InstanceId) -> Result<String, String> {
    let definition = play
        .world
        .instance(id)
        .and_then(|instance| play.world.definition_of(instance));
    let steps = definition.map(|d| d.steps.as_slice()).unwrap_or_default();
    let mut found = steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::ForEach(_)));
    match (found.next(), found.next()) {
        (Some(step), None) => Ok(step.id.clone()),
        _ => Err("name the `step` to join: the process has none or several `for_each`".into()),
    }
}

pub(super) fn complete(play: &mut Play<'_>, wish: &Complete) -> Done {
    time::at(play, wish.at.as_deref())?;
    let (id, task) = find_task(play, wish)?;
    let input = attach::to_instance(play, &id, with_aliases(play, &wish.with));
    let command = Command::CompleteTask {
        task,
        outcome: wish.outcome.clone(),
        input,
    };
    Ok(play
        .world
        .execute(&id, Actor::Person(wish.by.clone()), command)?)
}

/// The open task meant: of the step, in the instance; among signatures, the one this person may give.
pub(super) fn find_task(play: &Play<'_>, wish: &Complete) -> Result<(InstanceId, TaskId), Trouble> {
    let only = match &wish.instance {
        Some(alias) => Some(play.id(Some(alias))?),
        None => None,
    };
    let mut found: Vec<(bool, InstanceId, TaskId)> = Vec::new();
    for instance in play
        .world
        .instances()
        .filter(|i| only.as_ref().is_none_or(|id| id == i.id()))
    {
        for (id, task) in instance
            .tasks()
            .iter()
            .filter(|(_, task)| task.step == wish.task)
        {
            let own = doers(play, instance, task).contains(&wish.by)
                || would_be(play, instance, task).contains(&wish.by);
            found.push((own, instance.id().clone(), *id));
        }
    }
    found.sort_by_key(|(own, ..)| !own);
    let instances: std::collections::BTreeSet<_> = found.iter().map(|(_, id, _)| id).collect();
    if instances.len() > 1 {
        return Err(Trouble::Story(format!(
            "several instances have an open task `{}`: name one",
            wish.task
        )));
    }
    match found.into_iter().next() {
        Some((_, id, task)) => Ok((id, task)),
        None if only.is_some() => Err(Trouble::Refused(Rejection::TaskClosed)),
        None => Err(Trouble::Story(format!(
            "no task `{}` is open; open: {}",
            wish.task,
            open_tasks(play)
        ))),
    }
}

/// Those who may do a task now.
pub(super) fn doers(play: &Play<'_>, instance: &Instance, task: &Task) -> Vec<String> {
    let excluded = instance.excluded(task);
    asked(play, instance, &Candidacy::of_task(task, &excluded))
}

/// Those whose task it would be, were they not excluded or somebody else faster.
fn would_be(play: &Play<'_>, instance: &Instance, task: &Task) -> Vec<String> {
    let nobody = BTreeSet::new();
    asked(play, instance, &Candidacy::of_task(task, &nobody).free())
}

fn asked(play: &Play<'_>, instance: &Instance, candidacy: &Candidacy<'_>) -> Vec<String> {
    let definition = play.world.definition_of(instance);
    let zone = definition.map_or(play.zone, |definition| definition.zone);
    let today = reglament_calendar::local_date(play.world.now(), zone);
    let organisation = &play.world.package().organisation;
    let doers = eligible(organisation, play.world.absences(), today, candidacy);
    doers.into_iter().map(|doer| doer.person).collect()
}

/// Steps of all open tasks, for messages.
pub(super) fn open_tasks(play: &Play<'_>) -> String {
    let of = |instance: &reglament_core::Instance| {
        let id = instance.id().clone();
        instance
            .tasks()
            .values()
            .map(move |task| format!("{} ({id})", task.step))
            .collect::<Vec<_>>()
    };
    let tasks: Vec<String> = play.world.instances().flat_map(of).collect();
    if tasks.is_empty() {
        "none".into()
    } else {
        tasks.join(", ")
    }
}

/// Replaces aliases by instance ids wherever a row says `item`.
fn with_aliases(play: &Play<'_>, input: &RawInput) -> RawInput {
    let mut input = input.clone();
    for value in input.values_mut() {
        let Json::Array(rows) = value else { continue };
        for row in rows {
            let alias = row
                .get("item")
                .and_then(Json::as_str)
                .and_then(|alias| play.aliases.get(alias));
            if let (Some(id), Json::Object(row)) = (alias, &mut *row) {
                row.insert("item".into(), Json::String(id.0.clone()));
            }
        }
    }
    input
}

pub(super) fn withdraw(play: &mut Play<'_>, wish: &Withdraw) -> Done {
    time::at(play, wish.at.as_deref())?;
    let id = play.id(wish.instance.as_deref())?;
    let actor = wish.by.clone().map_or(Actor::Applicant, Actor::Person);
    let event = wish
        .event
        .clone()
        .unwrap_or_else(|| "withdrawal".to_owned());
    Ok(play.world.execute(
        &id,
        actor,
        Command::RaiseEvent {
            event,
            reason: wish.reason.clone(),
        },
    )?)
}

pub(super) fn cancel(play: &mut Play<'_>, wish: &Cancel) -> Done {
    time::at(play, wish.at.as_deref())?;
    let id = play.id(wish.instance.as_deref())?;
    let command = Command::Cancel {
        reason: wish.reason.clone(),
        privileged: wish.oversees,
    };
    let actor = Actor::Person(wish.by.clone());
    Ok(play.world.execute(&id, actor, command)?)
}
