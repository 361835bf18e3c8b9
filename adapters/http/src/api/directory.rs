//! The directory for administrators, accounts of others, and the acts of administration.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use reglament_runtime::port::IdentityProvider;
use reglament_runtime::{AuditPage, DirectoryEntry, DirectoryPage, DirectoryQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::identities;
use super::read::{Asked, Named, Sent};
use crate::App;
use crate::pages::give_password;
use crate::web::{CameFrom, Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    /// Beginnings of words of the name, position, unit, offices or login.
    #[serde(default)]
    find: String,
    /// Number of the page, from 1.
    page_number: Option<usize>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct After {
    /// `next` of the page before.
    after: Option<u64>,
}

/// What is to be done with an account.
#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "AccountAct")]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    act: Act,
    /// For links: the number of the account at the provider.
    #[serde(default)]
    subject: String,
    /// For breaking a link: the provider; without it that of the settings.
    #[serde(default)]
    issuer: String,
}

/// An act with an account.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[schemars(rename = "AccountActKind")]
#[serde(rename_all = "snake_case")]
pub(super) enum Act {
    /// Gives a new password, and an account when there is none.
    Password,
    /// Takes the password away: they sign in elsewhere alone.
    NoPassword,
    /// Forbids signing in.
    Block,
    /// Allows it again.
    Unblock,
    /// Ends all sessions.
    Sessions,
    /// Links an account at the provider of identities.
    Link,
    /// Breaks such a link; sessions end.
    Unlink,
}

/// What was done.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "AccountActDone")]
pub(super) struct Done {
    /// The new password, if one was given.
    password: Option<String>,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<DirectoryPage>, Failure> {
    let query = DirectoryQuery {
        text: wanted.find,
        page: wanted.page_number.unwrap_or(1),
    };
    let found = app.service().directory(official.id(), &query);
    Ok(Json(found.await?))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(person): Named<String>,
) -> Result<Json<DirectoryEntry>, Failure> {
    let found = app.service().directory_entry(official.id(), &person);
    Ok(Json(found.await?))
}

pub(super) async fn account(
    State(app): State<App>,
    official: Official,
    Named(person): Named<String>,
    CameFrom(from): CameFrom,
    Sent(wish): Sent<Wish>,
) -> Result<Response, Failure> {
    let (service, by) = (app.service(), official.id());
    let mut password = None;
    match wish.act {
        Act::Password => password = Some(give_password(&app, by, &person, &from).await?),
        Act::NoPassword => service.take_password(Some(by), &person).await?,
        Act::Block => service.block_account(by, &person, true).await?,
        Act::Unblock => service.block_account(by, &person, false).await?,
        Act::Sessions => service.end_sessions(Some(by), &person).await?,
        Act::Link => {
            if let Some(problem) = identities::link(&app, by, &person, &wish.subject).await? {
                return Ok(problem.into_response());
            }
        }
        Act::Unlink => {
            let usual = app.provider().map_or("", IdentityProvider::issuer);
            let issuer = match wish.issuer.as_str() {
                "" => usual,
                named => named,
            };
            let key = (issuer, wish.subject.as_str());
            // One that is gone already is gone, as was wanted.
            service.unlink_identity(by, &person, key).await?;
        }
    }
    Ok(Json(Done { password }).into_response())
}

pub(super) async fn audit(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<After>,
) -> Result<Json<AuditPage>, Failure> {
    let found = app.service().audit(official.id(), wanted.after);
    Ok(Json(found.await?))
}
