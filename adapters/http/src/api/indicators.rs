//! Indicators: the sets, and one of them on a day.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use reglament_runtime::{IndicatorSetView, IndicatorsView};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, Named};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    /// Today when absent.
    on: Option<NaiveDate>,
    /// The year of that day when absent.
    year: Option<i32>,
    /// The indicator whose cases are listed.
    cases: Option<String>,
}

pub(super) async fn sets(
    State(app): State<App>,
    official: Official,
) -> Json<Vec<IndicatorSetView>> {
    Json(app.service().indicator_sets(Some(official.id())))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(set): Named<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<IndicatorsView>, Failure> {
    let (person, of) = (Some(official.id()), wanted.cases.as_deref());
    let view = app.service();
    let view = view.indicators(person, &set, wanted.on, wanted.year, of);
    Ok(Json(view.await?))
}
