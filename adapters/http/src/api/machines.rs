//! What the program does by itself: jobs that machines have not answered, and what the clock will begin or send.

use axum::Json;
use axum::extract::State;
use reglament_runtime::{OpenJobs, ScheduleView, is_job_cursor};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, cursor, page_limit};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
    after: Option<String>,
}

pub(super) async fn jobs(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<OpenJobs>, Failure> {
    let (after, limit) = (
        cursor(wanted.after, is_job_cursor)?,
        page_limit(wanted.limit)?,
    );
    let found = app
        .service()
        .open_jobs(official.id(), after.as_deref(), limit);
    Ok(Json(found.await?))
}

pub(super) async fn schedule(
    State(app): State<App>,
    official: Official,
) -> Result<Json<ScheduleView>, Failure> {
    Ok(Json(app.service().schedule(official.id()).await?))
}
