//! The courier: brings messages to the instances that have their key.
//!
//! A message is stored first and delivered afterwards, by commands that take effect once: a crash between the two repeats
//! what is quietly refused. Without a receiver it may start an instance; otherwise it is kept until an instance has
//! its key, or until it is too old.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_core::{
    Actor, Command, CommandId, InstanceId, Origin, Rejection, Request, StartFacts,
};
use reglament_definition::Definition;

use crate::{
    limits::{MAX_MESSAGES, MESSAGE_RETRY},
    port::{MessageRow, MessageState, Reply},
    service::{Service, ServiceError},
    writer::{Order, Target},
};

/// Delivers for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared.clone();
    loop {
        let next = match deliver_due(&service).await {
            Ok(()) => shared.look_by(shared.store.next_expiry().await.unwrap_or_default()),
            Err(error) => {
                tracing::error!(%error, "messages could not be delivered");
                Some(shared.clock.now() + MESSAGE_RETRY)
            }
        };
        tokio::select! {
            () = shared.wake.messages.notified() => {}
            () = due(&service, next) => {}
        }
    }
}

async fn due(service: &Service, next: Option<DateTime<Utc>>) {
    match next {
        Some(at) => service.shared.clock.wait_until(at).await,
        None => std::future::pending().await,
    }
}

/// Delivers what can be delivered now.
///
/// # Errors
/// The store failed; what was delivered stays so.
pub(crate) async fn deliver_due(service: &Service) -> Result<(), ServiceError> {
    let shared = &service.shared;
    let _alone = shared.courier.lock().await;
    // A message whose receivers all refuse stays due: it is tried once in each go.
    let mut tried = BTreeSet::new();
    loop {
        let now = shared.clock.now();
        let mut rows = shared.store.due_messages(now, MAX_MESSAGES).await?;
        rows.retain(|row| tried.insert(row.id.clone()));
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let settled = deliver(service, &row, now).await?;
            let store = &shared.store;
            store.settle_message(&row.id, settled.0, &settled.1).await?;
        }
    }
}

type Settled = (MessageState, Vec<InstanceId>);

async fn deliver(
    service: &Service,
    row: &MessageRow,
    now: DateTime<Utc>,
) -> Result<Settled, ServiceError> {
    let shared = &service.shared;
    let wanted = if row.key.is_empty() {
        Vec::new()
    } else {
        let store = &shared.store;
        store
            .receivers(&row.process, &row.message, &row.key)
            .await?
    };
    let mut received = Vec::new();
    for instance in wanted {
        let command = Command::Receive {
            message: row.message.clone(),
            from: row.from.clone(),
            data: row.data.clone(),
        };
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: request(row, instance.as_str(), command),
            digest: Some(row.digest.clone()),
        };
        match service.writer.submit(order).await {
            Ok(_) => received.push(instance),
            Err(ServiceError::Rejected(why)) => {
                tracing::info!(message = row.id, %instance, reason = why.code(), "the instance does not take the message");
            }
            Err(error) => return Err(error),
        }
    }
    if !received.is_empty() {
        return Ok((MessageState::Delivered, received));
    }
    if row.until <= now {
        tracing::warn!(message = row.id, "nobody wanted the message in time");
        return Ok((MessageState::Expired, received));
    }
    start(service, row).await
}

/// Starts an instance, if the process may be started so.
async fn start(service: &Service, row: &MessageRow) -> Result<Settled, ServiceError> {
    let definition = service
        .shared
        .library
        .version_in_force(&row.process, service.now())
        .await?;
    let begins = |found: &Definition| {
        let start = found.start.message.as_ref();
        start.is_some_and(|start| start.message == row.message)
    };
    let Some(definition) = definition.filter(|found| begins(found)) else {
        let state = if row.key.is_empty() {
            MessageState::Refused
        } else {
            MessageState::Kept
        };
        return Ok((state, Vec::new()));
    };
    let facts = StartFacts {
        origin: Origin::Message {
            message: row.message.clone(),
        },
        input: serde_json::Map::new(),
        given: row.data.clone(),
        parent: None,
        links: BTreeMap::new(),
        receipt: service.shared.ids.receipt(),
    };
    let order = Order {
        target: Target::New {
            instance: service.shared.ids.instance(),
            definition: definition.reference.clone(),
        },
        request: request(row, "start", Command::Start(Box::new(facts))),
        digest: Some(row.digest.clone()),
    };
    match service.writer.submit(order).await {
        Ok(Reply { instance, .. }) => Ok((MessageState::Delivered, vec![instance])),
        Err(ServiceError::Rejected(why)) => {
            refused(row, &why);
            Ok((MessageState::Refused, Vec::new()))
        }
        Err(error) => Err(error),
    }
}

fn refused(row: &MessageRow, why: &Rejection) {
    tracing::warn!(
        message = row.id,
        reason = why.code(),
        "the message could not start an instance"
    );
}

/// A command that the same message never gives twice to the same receiver.
fn request(row: &MessageRow, receiver: &str, command: Command) -> Request {
    Request {
        id: CommandId(format!("message/{}/{receiver}", row.id)),
        actor: Actor::System,
        command,
    }
}
