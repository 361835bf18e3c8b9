//! Somebody's own account: who they are, their password and their sessions.
//!
//! A second factor is only told of: setting one up shows a secret once, which is the browser's business.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use reglament_runtime::port::Session;
use reglament_runtime::{PersonView, Title};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::own_settings::OwnSettings;
use super::read::{Named, Sent};
use super::session::said;
use super::{ApiProblem, FieldProblem};
use crate::App;
use crate::auth::device::{self, agent_of};
use crate::locale::Language;
use crate::web::{
    Comer, Failure, Official, PasswordWish, Refused, Unchanged, address_of, change_own_password,
    close_other_sessions, close_own_session, session_handle,
};

/// Whoever is signed in, as their own page shows it.
#[derive(JsonSchema, Serialize)]
pub(super) struct Me {
    /// Who it is.
    #[serde(flatten)]
    person: PersonView,
    /// The unit in which they work.
    unit: Option<Title>,
    /// Offices that they hold, also as a deputy.
    offices: Vec<Title>,
    /// Where letters go.
    address: String,
    /// Whether they have a password here; otherwise they sign in elsewhere.
    has_password: bool,
    /// The second factor; it is set up, changed and removed in a browser.
    second_factor: OwnSecondFactor,
    /// How pages look to them.
    settings: OwnSettings,
}

/// Somebody's own second factor.
#[derive(JsonSchema, Serialize)]
pub(super) struct OwnSecondFactor {
    /// Since when there is one.
    since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    recovery_codes: u32,
    /// Whether the organisation demands one.
    demanded: bool,
}

/// Another password.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangePassword {
    /// The present password.
    present: String,
    /// The new one.
    new: String,
}

/// A session of one's own.
#[derive(JsonSchema, Serialize)]
pub(super) struct OwnSession {
    /// What names it, to end it.
    session: String,
    /// Browser and system in words.
    device: String,
    /// How the browser or program named itself.
    agent: String,
    /// Who vouched for the sign-in, where it was not the password.
    by: Option<String>,
    /// When it began.
    begun_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    ends_at: DateTime<Utc>,
    /// Whether this question came in it.
    present: bool,
}

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Json<Me>, Failure> {
    let (service, id) = (app.service(), official.id());
    let profile = service.profile(id).ok_or(Failure::SignInNeeded)?;
    let factor = service.second_factor(id).await?;
    let english = service.letters_in_english(id).await?;
    Ok(Json(Me {
        unit: profile.unit,
        offices: profile.offices,
        address: profile.address,
        has_password: service.has_password(id).await?,
        second_factor: OwnSecondFactor {
            since: factor.map(|factor| factor.since),
            recovery_codes: service.recovery_codes(id).await?,
            demanded: app.demands_second_factor(id),
        },
        settings: OwnSettings::of(&official.visitor, english),
        person: official.person,
    }))
}

pub(super) async fn change_password(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let comer = Comer {
        login: official.id().to_owned(),
        address: address_of(&app, &parts),
        device: agent_of(&parts.headers),
    };
    let request = Request::from_parts(parts, body);
    let Sent(sent) = Sent::<ChangePassword>::from_request(request, &()).await?;
    let wish = PasswordWish {
        present: sent.present,
        again: sent.new.clone(),
        new: sent.new,
    };
    match change_own_password(&app, &official, &comer, wish).await? {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(why) => Ok(problem(why)?.into_response()),
    }
}

/// Why the password stays as it is.
fn problem(why: Unchanged) -> Result<ApiProblem, Failure> {
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let (field, problem) = match why {
        Unchanged::Elsewhere => {
            let status = StatusCode::CONFLICT;
            return Ok(said(status, "password_elsewhere", "me.no_password"));
        }
        Unchanged::Unfit(why) => {
            let say = |language| why.sentence(language);
            let (ru, en) = (say(Language::Russian), say(Language::English));
            ("new", ApiProblem::new(unfit, "password_unfit", ru, en))
        }
        // There is one field for the new one here.
        Unchanged::Same | Unchanged::Differ => {
            ("new", said(unfit, "password_same", "me.same_password"))
        }
        Unchanged::Present(Refused::Wait(delay)) => {
            return Err(Failure::TooMany(delay.as_secs().max(1)));
        }
        Unchanged::Present(Refused::Busy) => return Err(Failure::TooMany(1)),
        Unchanged::Present(Refused::Wrong | Refused::WrongCode | Refused::DirectoryAway) => (
            "present",
            said(unfit, "wrong_password", "me.wrong_password"),
        ),
    };
    let errors = vec![FieldProblem {
        field: field.to_owned(),
        ru: problem.title_ru.clone(),
        en: problem.title.clone(),
    }];
    Ok(ApiProblem { errors, ..problem })
}

pub(super) async fn sessions(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<OwnSession>>, Failure> {
    let present = official.visitor.session.as_deref();
    let locale = official.locale();
    let view = |session: Session| OwnSession {
        session: session_handle(&session).to_owned(),
        device: device::words(&session.device, locale),
        by: session.provider,
        begun_at: session.created_at,
        seen_at: session.seen_at,
        ends_at: session.expires_at,
        present: present == Some(session.token.as_str()),
        agent: session.device,
    };
    let found = app.service().sessions(official.id()).await?;
    Ok(Json(found.into_iter().map(view).collect()))
}

pub(super) async fn close(
    State(app): State<App>,
    official: Official,
    Named(session): Named<String>,
) -> Result<StatusCode, Failure> {
    match close_own_session(&app, &official, &session).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Failure::NotFound),
    }
}

pub(super) async fn close_others(
    State(app): State<App>,
    official: Official,
) -> Result<StatusCode, Failure> {
    close_other_sessions(&app, &official).await?;
    Ok(StatusCode::NO_CONTENT)
}
