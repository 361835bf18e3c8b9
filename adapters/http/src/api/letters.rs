//! What a person may decide about their own letters, and the calendar of their terms.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_runtime::{LetterChoices, Wish};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::Sent;
use crate::App;
use crate::web::{Failure, Official};

/// A wish about letters of one kind.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LetterWish {
    /// They are sent whatever the organisation has arranged.
    Always,
    /// They are not sent.
    Never,
}

/// What is wanted; what is absent stays as it is.
#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "ChooseLetters")]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    /// Kind of letters, as the list names it.
    kind: Option<String>,
    /// What is wanted of that kind; null: as the organisation has arranged.
    wish: Option<LetterWish>,
    /// Whether digests are wanted in English.
    english: Option<bool>,
}

/// The address of a calendar; it is told once.
#[derive(JsonSchema, Serialize)]
pub(super) struct OpenedCalendar {
    /// Address on this site, with its secret.
    address: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
) -> Result<Json<LetterChoices>, Failure> {
    Ok(Json(app.service().letter_choices(official.id()).await?))
}

pub(super) async fn choose(
    State(app): State<App>,
    official: Official,
    Sent(choice): Sent<Choice>,
) -> Result<Json<LetterChoices>, Failure> {
    let (service, person) = (app.service(), official.id());
    if let Some(kind) = &choice.kind {
        let wish = choice.wish.map(|wish| match wish {
            LetterWish::Always => Wish::Always,
            LetterWish::Never => Wish::Never,
        });
        service.choose_letters(person, kind, wish).await?;
    }
    if let Some(english) = choice.english {
        service.choose_letter_language(person, english).await?;
    }
    Ok(Json(service.letter_choices(person).await?))
}

pub(super) async fn open_calendar(
    State(app): State<App>,
    official: Official,
) -> Result<(StatusCode, Json<OpenedCalendar>), Failure> {
    let token = app.service().open_calendar(official.id()).await?;
    let address = format!("/calendar/{token}.ics");
    Ok((StatusCode::CREATED, Json(OpenedCalendar { address })))
}

pub(super) async fn close_calendar(
    State(app): State<App>,
    official: Official,
) -> Result<StatusCode, Failure> {
    app.service().close_calendar(official.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}
