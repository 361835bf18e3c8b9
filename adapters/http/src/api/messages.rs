//! Messages from other systems: each says by a key, or by an instance, whom it is for.
//!
//! The idempotency key is the id of the message: repeated with it, the message counts once, and the answer says what has
//! become of it by then.

use axum::Json;
use axum::extract::State;
use reglament_core::InstanceId;
use reglament_runtime::{MessageTaken, MessageWish};

use super::SendMessage;
use super::key::Key;
use super::read::Sent;
use crate::App;
use crate::web::{Failure, Official};

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Key(id): Key,
    Sent(sent): Sent<SendMessage>,
) -> Result<Json<MessageTaken>, Failure> {
    let wish = MessageWish {
        process: sent.process,
        message: sent.message,
        key: sent.key,
        instance: sent.instance.map(InstanceId),
        data: sent.data,
    };
    let taken = app.service().message(id, Some(official.id()), wish).await?;
    Ok(Json(taken))
}
