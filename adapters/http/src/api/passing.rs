//! Going on without a step that is stuck: what it would cost, and doing it.

use axum::Json;
use axum::extract::State;
use reglament_core::{IncidentId, InstanceId};
use reglament_runtime::{Accepted, PassingView, PassingWish};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "PassIncident")]
#[serde(deny_unknown_fields)]
pub(super) struct Pass {
    to: Vec<String>,
    reason: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named((id, incident)): Named<(String, u32)>,
) -> Result<Json<PassingView>, Failure> {
    let (instance, incident) = (InstanceId(id), IncidentId(incident));
    let found = app.service().passing(official.id(), &instance, incident);
    Ok(Json(found.await?))
}

pub(super) async fn pass(
    State(app): State<App>,
    official: Official,
    Named((id, incident)): Named<(String, u32)>,
    Key(command): Key,
    Sent(sent): Sent<Pass>,
) -> Result<Json<Accepted>, Failure> {
    let wish = PassingWish {
        instance: InstanceId(id),
        incident: IncidentId(incident),
        to: sent.to,
        reason: sent.reason,
    };
    let service = app.service();
    let done = service.pass_incident(command, official.id(), &wish).await?;
    Ok(Json(done))
}
