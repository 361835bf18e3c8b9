//! What is held about one person, for programs of those who oversee: the search, and everything as JSON. Files and documents
//! are fetched by the operations of their cases.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use reglament_core::InstanceId;
use reglament_runtime::{PersonFound, PersonSought, PersonWish, is_person_cursor};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, Sent, cursor};
use crate::App;
use crate::locale::{Language, Locale};
use crate::pages::personal_data::{handed, missing};
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    /// Name, e-mail address, telephone or the code of an application.
    sought: String,
    /// `next` of the page before.
    after: Option<String>,
}

/// Whose data are to be handed over, and why.
#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "PersonalDataRequest")]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    person: Option<String>,
    #[serde(default)]
    cases: Vec<String>,
    reason: String,
}

pub(super) async fn find(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<PersonFound>, Failure> {
    let sought = PersonSought {
        text: wanted.sought,
        cursor: cursor(wanted.after, is_person_cursor)?,
    };
    let found = app.service().find_person(official.id(), &sought);
    Ok(Json(found.await?))
}

pub(super) async fn give(
    State(app): State<App>,
    official: Official,
    Sent(wish): Sent<Wish>,
) -> Result<Response, Failure> {
    let wish = PersonWish {
        person: wish.person,
        cases: wish.cases.into_iter().map(InstanceId).collect(),
        reason: wish.reason,
    };
    if let Some(why) = missing(wish.person.as_deref(), wish.cases.len(), &wish.reason) {
        let sentence = Locale::new(Language::English).text(why);
        return Err(Failure::Malformed(sentence.to_owned()));
    }
    let data = app.service().personal_data(official.id(), &wish).await?;
    let handed = handed(&data);
    let mut answer = Json(data).into_response();
    if let Some(handed) = handed {
        answer.extensions_mut().insert(handed);
    }
    Ok(answer)
}
