//! Indicators: the sets, one of them on a day, one indicator over time.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use reglament_runtime::{
    AskedFigures, AskedTrend, Every, IndicatorSetView, IndicatorsView, TrendView,
};
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
    /// An earlier day of which the figures are to tell, as they are known on the day asked.
    at: Option<NaiveDate>,
    /// The indicator whose cases are listed.
    cases: Option<String>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedTrend {
    /// Today when absent.
    on: Option<NaiveDate>,
    /// The year whose months or quarters are told; that of the day when absent.
    year: Option<i32>,
    /// How long the periods are; years where there are several, else months, when absent.
    every: Option<Every>,
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
    let asked = AskedFigures {
        on: wanted.on,
        at: wanted.at,
        year: wanted.year,
        of: wanted.cases.as_deref(),
    };
    let view = app.service().indicators(Some(official.id()), &set, asked);
    Ok(Json(view.await?))
}

pub(super) async fn trend(
    State(app): State<App>,
    official: Official,
    Named((set, indicator)): Named<(String, String)>,
    Asked(wanted): Asked<WantedTrend>,
) -> Result<Json<TrendView>, Failure> {
    let asked = AskedTrend {
        on: wanted.on,
        every: wanted.every,
        year: wanted.year,
    };
    let (service, person) = (app.service(), Some(official.id()));
    let view = service.indicator_trend(person, (&set, &indicator), asked);
    Ok(Json(view.await?))
}
