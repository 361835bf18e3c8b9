//! Sends a message to one or many instances.

use std::collections::BTreeMap;

use reglament_definition::SendStep;
use reglament_expression::Value;

use super::{Progress, texts};
use crate::{
    Event, Facts, InstanceId,
    scribe::{Scribe, Stuck},
};

type Message = (InstanceId, BTreeMap<String, Value>);

pub(super) fn enter(scribe: &mut Scribe<'_>, send: &SendStep) -> Result<Progress, Stuck> {
    let mut messages: Vec<Message> = Vec::new();
    match &send.each {
        None => collect(&scribe.facts(), send, &mut messages)?,
        Some((variable, list)) => {
            let rows = list.evaluate(&scribe.facts().scope())?;
            for row in rows.as_list().unwrap_or_default() {
                collect(
                    &scribe.facts().with(variable, row.clone()),
                    send,
                    &mut messages,
                )?;
            }
        }
    }
    for (to, data) in messages {
        scribe.emit(Event::MessageSent {
            to,
            message: send.message.clone(),
            data,
        });
    }
    Ok(Progress::Leave(send.next.clone()))
}

fn collect(facts: &Facts<'_>, send: &SendStep, messages: &mut Vec<Message>) -> Result<(), Stuck> {
    let mut data = BTreeMap::new();
    for (key, expression) in &send.data {
        data.insert(key.clone(), expression.evaluate(&facts.scope())?);
    }
    let to = send.to.evaluate(&facts.scope())?;
    let receivers: Vec<&str> = texts(&to);
    messages.extend(
        receivers
            .into_iter()
            .map(|id| (InstanceId::from(id), data.clone())),
    );
    Ok(())
}
