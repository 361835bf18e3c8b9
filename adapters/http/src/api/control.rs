//! What managers look at: counters, registers, deliveries. Late tasks have a file of their own.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Datelike;
use reglament_runtime::limits::MAX_PAGE;
use reglament_runtime::port::OutboxState;
use reglament_runtime::{BouncesView, Counters, OutboxView, RegisterView, RegisterYear};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Asked, Named, Sent, no_cursor, page_limit};
use crate::App;
use crate::pages::outbox::{next_page, read_cursor};
use crate::pages::register::{WantedFile, journal as register_file};
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Year {
    year: Option<i32>,
    after: Option<u32>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct Deliveries {
    state: Option<OutboxState>,
    /// `<created_at in microseconds>.<key>` of the last row of the page before.
    after: Option<String>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// A page of deliveries.
#[derive(JsonSchema, Serialize)]
pub(super) struct OutboxPage {
    /// Rows, the newest first.
    rows: Vec<OutboxView>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// An address to be freed.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FreeAddress {
    /// The address.
    address: String,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct Delivery {
    key: String,
}

pub(super) async fn counters(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Counters>, Failure> {
    Ok(Json(app.service().counters(official.id()).await?))
}

pub(super) async fn registers(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<RegisterView>>, Failure> {
    Ok(Json(app.service().registers(official.id()).await?))
}

/// The present year unless `?year=` says another; 0 for a register that does not start anew.
pub(super) async fn register(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
    Asked(wanted): Asked<Year>,
) -> Result<Json<RegisterYear>, Failure> {
    let year = wanted.year.unwrap_or_else(|| app.today(app.zone()).year());
    let page = (wanted.after, page_limit(wanted.limit)?.unwrap_or(MAX_PAGE));
    let service = app.service();
    let found = service.some_of_register(official.id(), &id, year, page);
    Ok(Json(found.await?))
}

pub(super) async fn outbox(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Deliveries>,
) -> Result<Json<OutboxPage>, Failure> {
    let after = match wanted.after.as_deref() {
        None => None,
        Some(text) => Some(read_cursor(text).ok_or_else(no_cursor)?),
    };
    let limit = page_limit(wanted.limit)?.unwrap_or(MAX_PAGE);
    let service = app.service();
    let found = service.some_of_outbox(official.id(), wanted.state, after.as_ref(), limit);
    let rows = found.await?;
    let next = next_page(&rows, limit);
    Ok(Json(OutboxPage { rows, next }))
}

pub(super) async fn bounces(
    State(app): State<App>,
    official: Official,
) -> Result<Json<BouncesView>, Failure> {
    Ok(Json(app.service().bounces(official.id()).await?))
}

pub(super) async fn free(
    State(app): State<App>,
    official: Official,
    Sent(sent): Sent<FreeAddress>,
) -> Result<StatusCode, Failure> {
    let done = app.service().free_address(official.id(), &sent.address);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn retry(
    State(app): State<App>,
    official: Official,
    Asked(delivery): Asked<Delivery>,
) -> Result<StatusCode, Failure> {
    app.service()
        .retry_outbox(official.id(), &delivery.key)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A register's year as `pdf`, `docx` or `xlsx`; `?sort=` names a column.
pub(super) async fn journal(
    State(app): State<App>,
    official: Official,
    Named((id, format)): Named<(String, String)>,
    Asked(wanted): Asked<WantedFile>,
) -> Result<Response, Failure> {
    register_file(&app, &official, &id, &format, &wanted).await
}
