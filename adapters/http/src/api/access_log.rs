//! The access log for programs: the same lines as on its page.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use reglament_runtime::{AccessPage, AccessQuery, is_log_cursor};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, cursor, page_limit};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    person: Option<String>,
    case: Option<String>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
    after: Option<String>,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<AccessPage>, Failure> {
    let query = AccessQuery {
        person: wanted.person,
        case: wanted.case,
        from: wanted.from,
        until: wanted.until,
        cursor: cursor(wanted.after, is_log_cursor)?,
        limit: page_limit(wanted.limit)?,
    };
    let found = app.service().access_log(official.id(), &query);
    Ok(Json(found.await?))
}
