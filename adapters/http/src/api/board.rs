//! The board of an instance with many children, and reminding everybody behind a cell of it.

use axum::Json;
use axum::extract::State;
use reglament_core::InstanceId;
use reglament_runtime::{BoardQuery, BoardView, Reminded};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::{Asked, Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    /// The `for_each` step; the first with children when absent.
    list: Option<String>,
    /// The field that groups the children.
    by: Option<String>,
}

/// Which cell.
#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "RemindCell")]
#[serde(deny_unknown_fields)]
pub(super) struct Cell {
    /// The `for_each` step; the first with children when absent.
    list: Option<String>,
    /// The field that groups the children.
    by: Option<String>,
    /// Name of the row.
    row: String,
    /// Step of the column.
    step: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<BoardView>, Failure> {
    let query = BoardQuery {
        list: wanted.list,
        by: wanted.by,
    };
    let instance = InstanceId(id);
    let found = app.service().board_of(official.id(), &instance, &query);
    found.await?.map(Json).ok_or(Failure::NotFound)
}

pub(super) async fn remind(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
    Key(key): Key,
    Sent(cell): Sent<Cell>,
) -> Result<Json<Reminded>, Failure> {
    let query = BoardQuery {
        list: cell.list,
        by: cell.by,
    };
    let (instance, place) = (InstanceId(id), (cell.row.as_str(), cell.step.as_str()));
    let told = app
        .service()
        .remind_row(&key, official.id(), &instance, &query, place);
    Ok(Json(told.await?))
}
