//! Sends a message to one or many instances.

use std::collections::BTreeMap;

use reglament_definition::{SendStep, SendTo};
use reglament_expression::Value;

use super::{Progress, texts};
use crate::{
    Event, Facts, InstanceId, MessageEvent, key_text,
    scribe::{Scribe, Stuck},
};

/// A receiver and what it is sent.
enum Message {
    To(InstanceId, BTreeMap<String, Value>),
    ByKey(String, String, BTreeMap<String, Value>),
}

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
    for message in messages {
        let name = send.message.clone();
        scribe.emit(match message {
            Message::To(to, data) => Event::Message(MessageEvent::Sent {
                to,
                message: name,
                data,
            }),
            Message::ByKey(process, key, data) => Event::Message(MessageEvent::Addressed {
                process,
                message: name,
                key,
                data,
            }),
        });
    }
    Ok(Progress::Leave(send.next.clone()))
}

fn collect(facts: &Facts<'_>, send: &SendStep, messages: &mut Vec<Message>) -> Result<(), Stuck> {
    let mut data = BTreeMap::new();
    for (key, expression) in &send.data {
        data.insert(key.clone(), expression.evaluate(&facts.scope())?);
    }
    match &send.to {
        SendTo::Instances(to) => {
            let to = to.evaluate(&facts.scope())?;
            let to = texts(&to).into_iter().map(InstanceId::from);
            messages.extend(to.map(|id| Message::To(id, data.clone())));
        }
        SendTo::Key { process, key } => {
            let key = key_text(&key.evaluate(&facts.scope())?).ok_or_else(|| no_key(send))?;
            messages.push(Message::ByKey(process.clone(), key, data));
        }
    }
    Ok(())
}

fn no_key(send: &SendStep) -> Stuck {
    Stuck {
        code: "message_without_key",
        ru: format!(
            "Сообщение «{}» некому отправить: ключ, по которому ищется дело, не задан.",
            send.message
        ),
        en: format!(
            "The message `{}` has no receiver: the key that finds the instance is not set.",
            send.message
        ),
    }
}
