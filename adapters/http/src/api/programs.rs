//! Programs of other systems: what one was given, and for administrators the list, giving and withdrawing tokens.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use reglament_runtime::{NewProgram, ProgramView, ProgramWish, Scope};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official, Visitor};

/// A token for a program.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GiveToken {
    name: String,
    scopes: Vec<Scope>,
    processes: Vec<String>,
    until: NaiveDate,
}

pub(super) async fn own(visitor: Visitor) -> Result<Json<ProgramView>, Failure> {
    visitor.program.map(Json).ok_or(Failure::ProgramNeeded)
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<ProgramView>>, Failure> {
    Ok(Json(app.service().programs(Some(official.id())).await?))
}

pub(super) async fn give(
    State(app): State<App>,
    official: Official,
    Sent(sent): Sent<GiveToken>,
) -> Result<(StatusCode, Json<NewProgram>), Failure> {
    let wish = ProgramWish {
        name: sent.name,
        scopes: sent.scopes,
        processes: sent.processes,
        until: sent.until,
    };
    let given = app.service().add_program(Some(official.id()), wish).await?;
    Ok((StatusCode::CREATED, Json(given)))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
) -> Result<StatusCode, Failure> {
    let done = app.service().withdraw_program(Some(official.id()), id);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}
