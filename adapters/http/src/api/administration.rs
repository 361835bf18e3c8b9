//! Published processes with their versions, for administrators.

use axum::Json;
use axum::extract::State;
use reglament_runtime::{EditionLine, ProcessLine};

use super::read::Named;
use crate::App;
use crate::web::{Failure, Official};

pub(super) async fn processes(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<ProcessLine>>, Failure> {
    let found = app.service().administered_processes(official.id());
    Ok(Json(found.await?))
}

pub(super) async fn versions(
    State(app): State<App>,
    official: Official,
    Named(process): Named<String>,
) -> Result<Json<Vec<EditionLine>>, Failure> {
    let found = app.service().editions(official.id(), &process);
    Ok(Json(found.await?))
}
