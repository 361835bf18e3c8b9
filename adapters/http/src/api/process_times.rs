//! How long the work of processes takes.

use axum::Json;
use axum::extract::State;
use reglament_runtime::{MeasuredProcess, ProcessTimesView};

use super::read::Named;
use crate::App;
use crate::web::{Failure, Official};

pub(super) async fn list(State(app): State<App>, official: Official) -> Json<Vec<MeasuredProcess>> {
    Json(app.service().measured_processes(official.id()))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(process): Named<String>,
) -> Result<Json<ProcessTimesView>, Failure> {
    let view = app.service().process_times(official.id(), &process);
    Ok(Json(view.await?))
}
