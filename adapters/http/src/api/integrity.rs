//! Whether the journal is what it was, for programs of administrators and their people.

use axum::Json;
use axum::extract::State;
use reglament_runtime::IntegrityView;

use crate::App;
use crate::web::{Failure, Official};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
) -> Result<Json<IntegrityView>, Failure> {
    Ok(Json(app.service().integrity(official.id())?))
}
