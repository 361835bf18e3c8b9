//! Subscriptions for administrators: the list, subscribing an address, switching, trying anew.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_runtime::port::NotificationKind;
use reglament_runtime::{NewSubscription, SubscriptionView, SubscriptionWish};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

/// An address to be told.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subscribe {
    url: String,
    events: Vec<NotificationKind>,
    processes: Vec<String>,
}

/// Whether notifications go out.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SwitchSubscription {
    on: bool,
}

/// How many notifications are tried anew.
#[derive(JsonSchema, Serialize)]
pub(super) struct Retried {
    notifications: u64,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<SubscriptionView>>, Failure> {
    Ok(Json(app.service().subscriptions(official.id()).await?))
}

pub(super) async fn subscribe(
    State(app): State<App>,
    official: Official,
    Sent(sent): Sent<Subscribe>,
) -> Result<(StatusCode, Json<NewSubscription>), Failure> {
    let wish = SubscriptionWish {
        url: sent.url,
        events: sent.events,
        processes: sent.processes,
    };
    let made = app.service().subscribe(official.id(), wish).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

pub(super) async fn switch(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<SwitchSubscription>,
) -> Result<StatusCode, Failure> {
    let done = app
        .service()
        .switch_subscription(official.id(), id, sent.on);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn retry(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
) -> Result<Json<Retried>, Failure> {
    let notifications = app.service().retry_subscription(official.id(), id).await?;
    Ok(Json(Retried { notifications }))
}
