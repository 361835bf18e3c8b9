//! The settings in force, for programs of administrators.

use axum::Json;
use axum::extract::State;
use reglament_runtime::ServiceError;

use crate::App;
use crate::in_force::SettingInForce;
use crate::web::{Failure, Official};

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<SettingInForce>>, Failure> {
    if !app.service().administers(official.id()) {
        return Err(ServiceError::Forbidden.into());
    }
    Ok(Json(app.in_force().to_vec()))
}
