//! Identities of providers over the API: those of a person, and a link made or broken.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use reglament_runtime::Linked;
use reglament_runtime::port::{IdentityProvider, IdentityRow};
use schemars::JsonSchema;
use serde::Serialize;

use super::ApiProblem;
use super::read::Named;
use crate::App;
use crate::locale::{Language, Locale};
use crate::web::{Failure, Official};

/// An account at a provider of identities.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Identity")]
pub(super) struct IdentityView {
    /// The provider.
    issuer: String,
    /// The number of the account there.
    subject: String,
    /// What the provider calls the person; may be empty.
    name: String,
    /// When they came last, or were linked.
    seen_at: DateTime<Utc>,
}

impl From<IdentityRow> for IdentityView {
    fn from(row: IdentityRow) -> Self {
        Self {
            issuer: row.issuer,
            subject: row.subject,
            name: row.name,
            seen_at: row.seen_at,
        }
    }
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Named(person): Named<String>,
) -> Result<Json<Vec<IdentityView>>, Failure> {
    let found = app.service().identities_of(official.id(), &person).await?;
    Ok(Json(found.into_iter().map(IdentityView::from).collect()))
}

/// Links an account of the provider of the settings. The problem when that cannot be.
pub(super) async fn link(
    app: &App,
    by: &str,
    person: &str,
    subject: &str,
) -> Result<Option<ApiProblem>, Failure> {
    let issuer = app.provider().map_or("", IdentityProvider::issuer);
    let linked = match issuer {
        "" => Linked::Unfit,
        issuer => {
            let service = app.service();
            service.link_identity(by, person, (issuer, subject)).await?
        }
    };
    Ok(match linked {
        Linked::Done => None,
        Linked::Taken => Some(problem(
            StatusCode::CONFLICT,
            "identity_taken",
            "elsewhere.taken",
        )),
        Linked::Unfit => Some(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "identity_unfit",
            "elsewhere.unfit",
        )),
    })
}

fn problem(status: StatusCode, code: &str, words: &'static str) -> ApiProblem {
    let say = |language| Locale::new(language).text(words);
    ApiProblem::new(status, code, say(Language::Russian), say(Language::English))
}
