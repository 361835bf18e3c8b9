//! The header `Idempotency-Key`: the id of a command, bound to whoever gives it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use reglament_core::CommandId;

use crate::limits;
use crate::web::{Failure, Visitor};

/// The key of a command.
pub(crate) struct Key(pub(crate) CommandId);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let key = parts
            .headers
            .get("idempotency-key")
            .and_then(|key| key.to_str().ok());
        let proper = |key: &&str| {
            (limits::KEY_MIN..=limits::KEY_MAX).contains(&key.len())
                && key.bytes().all(|byte| byte.is_ascii_graphic())
        };
        let key = key.filter(proper).ok_or(Failure::NoKey)?;
        let who = visitor.id().unwrap_or("public");
        Ok(Self(CommandId(format!("api/{who}/{key}"))))
    }
}
