//! Tests that an applicant takes by the receipt code: looking, beginning, answering, finishing.
//!
//! Nobody learns here which answer is right, and the clock is the server's.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_runtime::{AnswerKept, TestView};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::{Named, Sent};
use crate::App;
use crate::web::Failure;

/// An answer to a question.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerQuestion {
    /// Places of options or pairs, from 1; of a number the number; nothing takes the answer back.
    picks: Vec<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    Named((code, step)): Named<(String, String)>,
) -> Result<Json<TestView>, Failure> {
    Ok(Json(app.service().test(&code, &step).await?))
}

pub(super) async fn begin(
    State(app): State<App>,
    Named((code, step)): Named<(String, String)>,
    Key(id): Key,
) -> Result<Json<TestView>, Failure> {
    app.service().open_test(id, &code, &step).await?;
    Ok(Json(app.service().test(&code, &step).await?))
}

pub(super) async fn answer(
    State(app): State<App>,
    Named((code, step, place)): Named<(String, String, u32)>,
    Key(id): Key,
    Sent(sent): Sent<AnswerQuestion>,
) -> Result<Json<AnswerKept>, Failure> {
    let place = usize::try_from(place).map_err(|_| Failure::NotFound)?;
    let kept = app
        .service()
        .save_answer(id, &code, &step, place, &sent.picks);
    Ok(Json(kept.await?))
}

pub(super) async fn finish(
    State(app): State<App>,
    Named((code, step)): Named<(String, String)>,
    Key(id): Key,
) -> Result<StatusCode, Failure> {
    app.service().finish_test(id, &code, &step).await?;
    Ok(StatusCode::NO_CONTENT)
}
