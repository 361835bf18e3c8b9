//! Messages from outside: by key to the instances of a process, or straight to one instance.

use reglament_core::{
    Command, CommandId, InstanceId, RawInput, Rejection, Request, kept_until, key_text,
    read_message,
};
use reglament_definition::{Definition, Message};
use reglament_expression::Value;
use serde_json::json;

use super::{Service, ServiceError, Viewer};
use crate::{
    courier,
    limits::{MAX_KEPT_MESSAGES, MAX_PAGE},
    port::{MessageRow, MessageState},
    view::{MessageTaken, MessageView},
    writer::{Order, Target, digest},
};

/// A message as it comes in.
#[derive(Clone, Debug)]
pub struct MessageWish {
    /// Process whose instances it is for.
    pub process: String,
    /// Name, declared under `correlation:` of the process.
    pub message: String,
    /// Key of the instances; absent for a message that starts one, or that is for `instance`.
    pub key: Option<String>,
    /// The one instance that it is for, by id.
    pub instance: Option<InstanceId>,
    /// Contents.
    pub data: RawInput,
}

impl Service {
    /// Takes a message from outside. `person`: who sends it, whose roles are checked; none: the operator of the program.
    /// The same message under the same id counts once, and is answered as it stands now.
    ///
    /// # Errors
    /// Not found for an unknown process or message; forbidden for others than the declared senders; the engine's
    /// rejections; key reused when the id was used for another message.
    pub async fn message(
        &self,
        id: CommandId,
        person: Option<&str>,
        wish: MessageWish,
    ) -> Result<MessageTaken, ServiceError> {
        let definition = self
            .shared
            .library
            .version_in_force(&wish.process, self.now())
            .await?;
        let definition = definition.ok_or(ServiceError::NotFound)?;
        let declared = definition.messages.get(&wish.message);
        let declared = declared.ok_or(ServiceError::NotFound)?;
        self.may_send(person, &wish.process, declared)?;
        let package = self.shared.library.current();
        let data = read_message(&definition, declared, &wish.data, &package.organisation)
            .map_err(|problems| Rejection::InvalidForm { problems })?;
        let asked = json!([
            "message",
            wish.process,
            wish.message,
            wish.key,
            wish.instance,
            wish.data
        ]);
        let (now, from) = (self.shared.clock.now(), InstanceId::outside());
        if let Some(instance) = &wish.instance {
            if let Some(person) = person {
                self.must_be_shown(&Viewer::Person(person.to_owned()), instance)
                    .await?;
            }
            let command = Command::Receive {
                message: wish.message.clone(),
                from,
                data,
            };
            return self.straight(id, instance, command, digest(&asked)).await;
        }
        let row = MessageRow {
            id: id.0,
            digest: digest(&asked),
            process: wish.process,
            message: wish.message,
            key: key(declared, wish.key.as_deref(), &definition)?,
            from,
            data,
            at: now,
            until: kept_until(&self.shared.library.calendar(), &definition, declared, now),
            state: MessageState::New,
            receivers: Vec::new(),
        };
        self.keep(row).await
    }

    /// A program sends what anybody at all sends to the processes that it was given.
    fn may_send(
        &self,
        person: Option<&str>,
        process: &str,
        declared: &Message,
    ) -> Result<(), ServiceError> {
        let Some(person) = person else { return Ok(()) };
        let rights = self.rights(person);
        let may = |role: &String| rights.is_given(process) || rights.roles.contains(role);
        if declared.roles.iter().any(may) {
            Ok(())
        } else {
            Err(ServiceError::Forbidden)
        }
    }

    async fn straight(
        &self,
        id: CommandId,
        instance: &InstanceId,
        command: Command,
        digest: String,
    ) -> Result<MessageTaken, ServiceError> {
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: Request {
                id,
                actor: reglament_core::Actor::System,
                command,
            },
            digest: Some(digest),
        };
        let reply = self.submit(order).await?;
        Ok(MessageTaken {
            state: MessageState::Delivered,
            instances: vec![reply.instance],
        })
    }

    async fn keep(&self, row: MessageRow) -> Result<MessageTaken, ServiceError> {
        let store = &self.shared.store;
        let kept = store.kept_messages(MAX_KEPT_MESSAGES + 1).await?.len();
        if kept > MAX_KEPT_MESSAGES as usize {
            return Err(Rejection::LimitReached {
                what: "сообщений / messages",
            }
            .into());
        }
        let known = store.keep_message(&row).await?;
        if known.digest != row.digest {
            return Err(ServiceError::KeyReused);
        }
        courier::deliver_due(self).await?;
        // The background learns when this message will be too old.
        self.shared.wake.messages.notify_one();
        let now = store.keep_message(&row).await?;
        if now.state == MessageState::Refused {
            return Err(Rejection::StartNotAllowed.into());
        }
        Ok(MessageTaken {
            state: now.state,
            instances: now.receivers,
        })
    }

    /// Messages that wait for their instance, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn kept_messages(&self) -> Result<Vec<MessageView>, ServiceError> {
        let rows = self.shared.store.kept_messages(MAX_PAGE).await?;
        let view = |row: MessageRow| MessageView {
            id: row.id,
            process: row.process,
            message: row.message,
            key: row.key,
            at: row.at,
            until: row.until,
        };
        Ok(rows.into_iter().map(view).collect())
    }
}

/// The key as instances have it; a message without a key can only start an instance.
fn key(
    declared: &Message,
    given: Option<&str>,
    definition: &Definition,
) -> Result<String, ServiceError> {
    let starts = definition.start.message.as_ref();
    let starts = starts.is_some_and(|start| start.message == declared.name);
    match given.map(|key| key_text(&Value::Text(key.to_owned()))) {
        Some(Some(key)) if declared.key.is_some() => Ok(key),
        None if starts => Ok(String::new()),
        _ => Err(Rejection::CannotEvaluate {
            ru: format!(
                "Сообщению «{}» нужен ключ, по которому находится дело.",
                declared.name
            ),
            en: format!(
                "The message `{}` needs the key that finds its instance.",
                declared.name
            ),
        }
        .into()),
    }
}
