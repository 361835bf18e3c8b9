//! Begins an instance: checks who may, reads the form and the links, sends the first tokens out.

use std::collections::BTreeMap;

use reglament_definition::{Definition, Link};
use reglament_expression::Value;

use super::{Actor, LinkedInstance, Origin, StartFacts};
use crate::{
    InstanceEvent, Rejection, form::read_input, lookup::id_value, people::acts_now, scribe::Scribe,
    step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    facts: &StartFacts,
) -> Result<(), Rejection> {
    let definition = scribe.context.definition;
    allowed(scribe, actor, &facts.origin)?;
    let mut data = match facts.origin {
        Origin::Schedule { .. } | Origin::Parent | Origin::Message { .. } => BTreeMap::new(),
        Origin::Manual | Origin::Public => {
            let organisation = scribe.context.organisation;
            let read = read_input(
                definition,
                &definition.start.form,
                &[],
                &facts.input,
                organisation,
                &BTreeMap::new(),
            );
            read.map_err(|problems| Rejection::InvalidForm { problems })?
        }
    };
    if !matches!(facts.origin, Origin::Message { .. }) {
        data.extend(facts.given.clone());
    }
    scribe.emit(InstanceEvent::Started {
        definition: definition.reference.clone(),
        receipt: facts.receipt.clone(),
        origin: facts.origin.clone(),
        parent: facts.parent.clone(),
        data,
        links: links(definition, &facts.links)?,
    });
    if let Origin::Message { .. } = facts.origin
        && let Some(message) = &definition.start.message
    {
        step::assign(scribe, &message.set, Some(&facts.given)).map_err(|stuck| {
            Rejection::CannotEvaluate {
                ru: stuck.ru,
                en: stuck.en,
            }
        })?;
    }
    super::complete_task::check(scribe, &definition.start.form.checks)?;
    scribe.go("", &definition.start.next);
    Ok(())
}

fn allowed(scribe: &Scribe<'_>, actor: &Actor, origin: &Origin) -> Result<(), Rejection> {
    let start = &scribe.context.definition.start;
    let permitted = match (origin, actor) {
        (Origin::Schedule { .. }, Actor::System) => start.cron.is_some(),
        (Origin::Parent, Actor::System) => start.child,
        (Origin::Message { message }, Actor::System) => {
            let started = start.message.as_ref();
            started.is_some_and(|start| start.message == *message)
        }
        (Origin::Public, _) => start.public,
        (Origin::Manual, Actor::Person(person)) => acts_now(scribe, &start.roles, person),
        // Which processes are for it was asked before; here only whether anybody begins this one from outside.
        (Origin::Manual, Actor::Program(_)) => start.public || !start.roles.is_empty(),
        (Origin::Schedule { .. } | Origin::Parent | Origin::Manual | Origin::Message { .. }, _) => {
            false
        }
    };
    if permitted {
        Ok(())
    } else {
        Err(Rejection::StartNotAllowed)
    }
}

fn links(
    definition: &Definition,
    given: &BTreeMap<String, LinkedInstance>,
) -> Result<BTreeMap<String, Value>, Rejection> {
    let mut links = BTreeMap::new();
    for link in &definition.start.links {
        let found = given
            .get(&link.name)
            .filter(|found| found.process == link.process);
        let linked = found.ok_or_else(|| Rejection::LinkNotFound {
            link: link.name.clone(),
        })?;
        links.insert(link.name.clone(), record(link, linked));
    }
    Ok(links)
}

fn record(link: &Link, linked: &LinkedInstance) -> Value {
    let read = |name: &String| {
        (
            name.clone(),
            linked.data.get(name).cloned().unwrap_or(Value::Null),
        )
    };
    let mut fields: BTreeMap<String, Value> = link.reads.iter().map(read).collect();
    fields.insert("id".into(), id_value(&linked.id));
    Value::Record(fields)
}
