//! Messages by key: what the runtime keeps in a table, kept in a list.
//!
//! A message is delivered to the running instances that have its key, or starts one, or is kept until there is one or it
//! is too old. A message that came before under the same id counts once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_core::{
    Actor, Command, Instance, InstanceId, Origin, RawInput, Rejection, StartFacts,
    correlation_keys, kept_until, key_text, read_message,
};
use reglament_expression::Value;

use crate::{World, errand::Errand};

/// Messages on their way.
#[derive(Default)]
pub(crate) struct Inbox {
    seen: BTreeSet<String>,
    waiting: Vec<(DateTime<Utc>, Posted)>,
}

/// A message.
pub(crate) struct Posted {
    pub(crate) id: String,
    pub(crate) from: InstanceId,
    pub(crate) process: String,
    pub(crate) message: String,
    /// Empty: it can only start an instance.
    pub(crate) key: String,
    pub(crate) data: BTreeMap<String, Value>,
}

/// A message as a story sends it from outside.
pub(crate) struct Outside<'s> {
    pub(crate) id: Option<&'s str>,
    pub(crate) process: &'s str,
    pub(crate) message: &'s str,
    pub(crate) key: Option<&'s str>,
    pub(crate) instance: Option<InstanceId>,
    pub(crate) data: &'s RawInput,
}

impl World<'_> {
    /// Names of the messages that wait for their instance.
    pub fn kept_messages(&self) -> Vec<&str> {
        let waiting = self.inbox.waiting.iter();
        let alive = waiting.filter(|(until, _)| *until > self.now());
        alive.map(|(_, posted)| posted.message.as_str()).collect()
    }

    /// Takes a message from outside; gives the instance that it reached or started.
    ///
    /// # Errors
    /// The rejection of the contents, of the receiver or of the start.
    pub(crate) fn outside(&mut self, sent: &Outside<'_>) -> Result<Option<InstanceId>, Rejection> {
        if sent
            .id
            .is_some_and(|id| !self.inbox.seen.insert(id.to_owned()))
        {
            return Ok(None);
        }
        let definition = self.definition(sent.process).ok_or(Rejection::NotStarted)?;
        let unknown = || Rejection::CannotEvaluate {
            ru: format!("Процесс не объявил сообщение «{}».", sent.message),
            en: format!(
                "The process does not declare the message `{}`.",
                sent.message
            ),
        };
        let declared = definition.messages.get(sent.message).ok_or_else(unknown)?;
        let organisation = &self.package().organisation;
        let data = read_message(definition, declared, sent.data, organisation)
            .map_err(|problems| Rejection::InvalidForm { problems })?;
        if let Some(instance) = &sent.instance {
            let command = Command::Receive {
                message: sent.message.to_owned(),
                from: InstanceId::outside(),
                data,
            };
            self.execute(instance, Actor::System, command)?;
            return Ok(Some(instance.clone()));
        }
        let key = sent.key.map(|key| Value::Text(key.to_owned()));
        let key = key.and_then(|key| key_text(&key)).unwrap_or_default();
        let posted = Posted {
            id: String::new(),
            from: InstanceId::outside(),
            process: sent.process.to_owned(),
            message: sent.message.to_owned(),
            key,
            data,
        };
        self.post_now(posted)
    }

    /// Delivers at once what can be, so that the sender learns what became of it.
    fn post_now(&mut self, posted: Posted) -> Result<Option<InstanceId>, Rejection> {
        let found = self.receivers(&posted);
        if let Some(first) = found.first().cloned() {
            for errand in self.errands(&posted, found) {
                self.carry_out(errand)?;
            }
            return Ok(Some(first));
        }
        let definition = self.definition(&posted.process);
        let start = definition.and_then(|found| found.start.message.as_ref());
        if start.is_none_or(|start| start.message != posted.message) {
            self.post(posted);
            return Ok(None);
        }
        let facts = self.start_facts(&posted);
        self.start(&posted.process, Actor::System, facts).map(Some)
    }

    fn start_facts(&self, posted: &Posted) -> StartFacts {
        StartFacts {
            origin: Origin::Message {
                message: posted.message.clone(),
            },
            input: RawInput::new(),
            given: posted.data.clone(),
            parent: None,
            links: BTreeMap::new(),
            receipt: self.next_receipt(),
        }
    }

    /// Keeps a message from one of the instances.
    pub(crate) fn post(&mut self, posted: Posted) {
        if !posted.id.is_empty() && !self.inbox.seen.insert(posted.id.clone()) {
            return;
        }
        let declared = self.definition(&posted.process);
        let declared =
            declared.and_then(|found| Some((found, found.messages.get(&posted.message)?)));
        let Some((definition, message)) = declared else {
            return;
        };
        let until = kept_until(self.calendar(), definition, message, self.now());
        self.inbox.waiting.push((until, posted));
    }

    /// The commands by which waiting messages reach the instances that have their key now, or start one.
    pub(crate) fn deliveries(&mut self) -> Vec<Errand> {
        let waiting = std::mem::take(&mut self.inbox.waiting);
        let mut errands = Vec::new();
        for (until, posted) in waiting {
            if until <= self.now() {
                continue;
            }
            let found = self.receivers(&posted);
            let definition = self.definition(&posted.process);
            let start = definition.and_then(|found| found.start.message.as_ref());
            let starts = start.is_some_and(|start| start.message == posted.message);
            if !found.is_empty() {
                errands.extend(self.errands(&posted, found));
            } else if starts && errands.is_empty() {
                let facts = Box::new(self.start_facts(&posted));
                let request = self.request(Actor::System, Command::Start(facts));
                errands.push(Errand {
                    to: self.next_id(&posted.process),
                    process: Some(posted.process.clone()),
                    request,
                });
            } else {
                self.inbox.waiting.push((until, posted));
            }
        }
        errands
    }

    fn errands(&mut self, posted: &Posted, to: Vec<InstanceId>) -> Vec<Errand> {
        let errand = |to: InstanceId| {
            let command = Command::Receive {
                message: posted.message.clone(),
                from: posted.from.clone(),
                data: posted.data.clone(),
            };
            Errand {
                to,
                process: None,
                request: self.request(Actor::System, command),
            }
        };
        to.into_iter().map(errand).collect()
    }

    fn receivers(&self, posted: &Posted) -> Vec<InstanceId> {
        let Some(definition) = self.definition(&posted.process) else {
            return Vec::new();
        };
        let outside = self.read_outside(definition);
        let of_process = |instance: &&Instance| {
            let own = instance.definition().as_ref();
            own.is_some_and(|own| own.process == posted.process)
        };
        let has_key = |instance: &&Instance| {
            let context = self.context(definition, instance.id(), &outside);
            let keys = correlation_keys(&context, instance);
            keys.get(&posted.message) == Some(&posted.key)
        };
        let found = self.instances().filter(of_process).filter(has_key);
        found.map(|instance| instance.id().clone()).collect()
    }
}
