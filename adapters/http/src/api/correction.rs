//! Correcting what was handed in: what may be corrected, and doing it.

use axum::Json;
use axum::extract::State;
use reglament_core::{InstanceId, RawInput};
use reglament_runtime::{Accepted, CorrectionView, CorrectionWish};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "CorrectData")]
#[serde(deny_unknown_fields)]
pub(super) struct Correct {
    input: RawInput,
    reason: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
) -> Result<Json<CorrectionView>, Failure> {
    let instance = InstanceId(id);
    let found = app.service().correction(official.id(), &instance);
    Ok(Json(found.await?))
}

pub(super) async fn correct(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
    Key(command): Key,
    Sent(sent): Sent<Correct>,
) -> Result<Json<Accepted>, Failure> {
    let wish = CorrectionWish {
        instance: InstanceId(id),
        input: sent.input.clone(),
        sent: sent.input,
        reason: sent.reason,
    };
    let service = app.service();
    Ok(Json(
        service.correct_data(command, official.id(), &wish).await?,
    ))
}
