//! The production calendar of a year and terms counted by it, for programs.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use reglament_calendar::Start;
use reglament_runtime::{CalendarYearView, CountedTerm, TermQuestion};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, Named};
use crate::App;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    #[schemars(length(min = 1, max = 80))]
    counted: String,
    from: NaiveDate,
    #[serde(default)]
    back: bool,
    #[serde(default)]
    same_day: bool,
}

pub(super) async fn year(
    State(app): State<App>,
    _official: Official,
    Named(year): Named<i32>,
) -> Result<Json<CalendarYearView>, Failure> {
    let found = app.service().calendar_year(year);
    found.map(Json).ok_or(Failure::NotFound)
}

pub(super) async fn term(
    State(app): State<App>,
    _official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<CountedTerm>, Failure> {
    let asked = TermQuestion {
        term: wanted.counted,
        from: wanted.from,
        back: wanted.back,
        start: match wanted.same_day {
            true => Start::SameDay,
            false => Start::NextDay,
        },
    };
    let counted = app.service().count_term(&asked);
    counted
        .map(Json)
        .map_err(|problem| Failure::Malformed(problem.en()))
}
