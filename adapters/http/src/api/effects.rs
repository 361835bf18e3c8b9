//! Whether letters and calls leave, for programs of administrators and their people.

use axum::Json;
use axum::extract::State;
use reglament_runtime::EffectsView;

use crate::App;
use crate::web::{Failure, Official};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
) -> Result<Json<EffectsView>, Failure> {
    Ok(Json(app.service().effects(official.id()).await?))
}

pub(super) async fn pause(
    state: State<App>,
    official: Official,
) -> Result<Json<EffectsView>, Failure> {
    state.service().pause_effects(official.id()).await?;
    show(state, official).await
}

pub(super) async fn resume(
    state: State<App>,
    official: Official,
) -> Result<Json<EffectsView>, Failure> {
    state.service().resume_effects(official.id()).await?;
    show(state, official).await
}
