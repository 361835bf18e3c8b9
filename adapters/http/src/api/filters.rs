//! The filters that somebody keeps on their lists, as above the lists of pages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reglament_runtime::port::SavedFilterRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Named, Sent};
use super::session::said;
use crate::App;
use crate::pages::filters::{is_query, path, under};
use crate::web::{Failure, Official};

/// A filter to be kept.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepFilter {
    /// Its name; one of the same name is replaced.
    title: String,
    /// The query of the list's address.
    query: String,
}

/// A filter that is kept.
#[derive(JsonSchema, Serialize)]
pub(super) struct KeptFilter {
    /// Its number.
    id: u32,
    /// Its name.
    title: String,
    /// The query of the list's address.
    query: String,
    /// The list with this filter, on this site.
    address: String,
}

impl KeptFilter {
    fn of(path: &str, row: SavedFilterRow) -> Self {
        Self {
            id: row.id,
            address: under(path, &row.query),
            title: row.title,
            query: row.query,
        }
    }
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Named(list): Named<String>,
) -> Result<Json<Vec<KeptFilter>>, Failure> {
    let path = path(&list).ok_or(Failure::NotFound)?;
    let rows = app.service().filters(official.id(), &list).await?;
    let kept = rows.into_iter().map(|row| KeptFilter::of(path, row));
    Ok(Json(kept.collect()))
}

pub(super) async fn keep(
    State(app): State<App>,
    official: Official,
    Named(list): Named<String>,
    Sent(wish): Sent<KeepFilter>,
) -> Result<Response, Failure> {
    let path = path(&list).ok_or(Failure::NotFound)?;
    if !is_query(&wish.query) {
        return Err(Failure::Malformed("query: expected `name=value&…`".into()));
    }
    let (service, person) = (app.service(), official.id());
    let filter = (wish.title.as_str(), wish.query.as_str());
    if !service.save_filter(person, &list, filter).await? {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(said(status, "filter_not_kept", "saved.unkept").into_response());
    }
    let mut rows = service.filters(person, &list).await?.into_iter();
    let row = rows.find(|row| row.title == wish.title.trim());
    let row = row.ok_or(Failure::NotFound)?;
    Ok((StatusCode::CREATED, Json(KeptFilter::of(path, row))).into_response())
}

pub(super) async fn remove(
    State(app): State<App>,
    official: Official,
    Named((list, id)): Named<(String, u32)>,
) -> Result<StatusCode, Failure> {
    let (service, person) = (app.service(), official.id());
    let rows = service.filters(person, &list).await?;
    if !rows.iter().any(|row| row.id == id) {
        return Err(Failure::NotFound);
    }
    service.remove_filter(person, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
