//! Signing in through a provider of identities: leaving for it, and coming back. What ties the two together is a sealed
//! cookie; who somebody is, the provider says, and who may come in, the service.
//!
//! When the provider is away or its answer proves nothing, the usual sign-in page says so and works as ever.

use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::Recognised;
use reglament_runtime::port::{ElsewhereError, Identity, IdentityAnswer, IdentityProvider};
use serde::Deserialize;

use super::html;
use super::preferences::local_path;
use super::sign_in::{Back, Entry, HOME, admit, onwards, view, words};
use crate::App;
use crate::auth::device::agent_of;
use crate::auth::{Attempt, CookieJar};
use crate::ui::parts::Pair;
use crate::ui::sign_in::StrangerPage;
use crate::web::{Comer, Failure, Refused, Visitor, Voucher, address_of};

/// What a provider's answer says when somebody has changed their mind there.
const DENIED: &str = "access_denied";

/// What the browser brings back. A parameter sent twice is refused by the reader of queries.
#[derive(Deserialize)]
pub(super) struct Brought {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    error: String,
    #[serde(default)]
    iss: Option<String>,
}

pub(super) async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Back>,
    parts: Parts,
) -> Result<Response, Failure> {
    let provider = app.provider().ok_or(Failure::NotFound)?;
    let back = local_path(&query.back).unwrap_or(HOME);
    if visitor.person.is_some() {
        return Ok(Redirect::to(back).into_response());
    }
    let now = app.service().now();
    let attempt = Attempt::fresh(back, HOME, now).ok_or(Failure::Broken)?;
    if let Some(delay) = brake(&app, &attempt, &parts) {
        return refused(&app, &visitor, back, delay);
    }
    let key = &app.rules().key;
    let page = match provider.begin(&attempt.request(key)).await {
        Ok(page) => page,
        Err(error) => return not_vouched(&app, &visitor, provider, back, error),
    };
    let cookie = app.attempt_cookie().begin(&attempt.written(key));
    let cookie = cookie.ok_or(Failure::Broken)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&page)).into_response())
}

pub(super) async fn come_back(
    State(app): State<App>,
    visitor: Visitor,
    Query(brought): Query<Brought>,
    parts: Parts,
) -> Result<Response, Failure> {
    let provider = app.provider().ok_or(Failure::NotFound)?;
    let jar = CookieJar::read(&parts.headers);
    let (key, now) = (&app.rules().key, app.service().now());
    let sealed = jar.get(app.attempt_cookie().name());
    let attempt = sealed.and_then(|text| Attempt::read(text, key, now));
    let attempt = attempt.filter(|attempt| attempt.is_of(key, &brought.state));
    let mut answer = match attempt {
        Some(attempt) => answered(&app, &visitor, provider, &attempt, brought, &parts).await?,
        None => {
            tracing::info!("an answer of a provider belongs to no attempt of this browser");
            told(
                &app,
                &visitor,
                HOME,
                StatusCode::UNPROCESSABLE_ENTITY,
                "elsewhere.lost",
            )?
        }
    };
    // Whatever came of it, an attempt is used up.
    if let Some(end) = app.attempt_cookie().end() {
        answer.headers_mut().append(header::SET_COOKIE, end);
    }
    // The address holds a code.
    let quiet = HeaderValue::from_static("no-referrer");
    answer.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(answer)
}

/// What becomes of an answer to an attempt of this browser.
async fn answered(
    app: &App,
    visitor: &Visitor,
    provider: &dyn IdentityProvider,
    attempt: &Attempt,
    brought: Brought,
    parts: &Parts,
) -> Result<Response, Failure> {
    let back = attempt.back.as_str();
    if brought.error == DENIED {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return told(app, visitor, back, status, "elsewhere.denied");
    }
    if let Some(delay) = brake(app, attempt, parts) {
        return refused(app, visitor, back, delay);
    }
    let code = match brought.error.is_empty() {
        true => brought.code,
        false => String::new(),
    };
    let answer = IdentityAnswer {
        code,
        issuer: brought.iss,
    };
    let request = attempt.request(&app.rules().key);
    match provider.redeem(&request, &answer).await {
        Ok(identity) => enter(app, visitor, provider, (attempt, identity), parts).await,
        Err(error) => {
            if matches!(error, ElsewhereError::Unproved(_)) {
                let (address, now) = (address_of(app, parts), app.service().now());
                app.elsewhere_limiter().failed(&attempt.seed, &address, now);
            }
            not_vouched(app, visitor, provider, back, error)
        }
    }
}

/// Lets somebody in, or says who they are and whom to ask.
async fn enter(
    app: &App,
    visitor: &Visitor,
    provider: &dyn IdentityProvider,
    (attempt, identity): (&Attempt, Identity),
    parts: &Parts,
) -> Result<Response, Failure> {
    let (issuer, subject) = (identity.issuer.as_str(), identity.subject.as_str());
    let person = match app.service().recognise(&identity).await? {
        Recognised::Person(person) => person,
        Recognised::Closed => {
            tracing::info!(
                issuer,
                subject,
                "a sign-in was refused: the account is closed"
            );
            return stranger(app, visitor, provider, &identity, "elsewhere.closed");
        }
        Recognised::Stranger => {
            tracing::info!(
                issuer,
                subject,
                "a sign-in was refused: the identity is nobody's"
            );
            return stranger(app, visitor, provider, &identity, "elsewhere.unknown");
        }
    };
    // A code of ours is asked for here too: a link gives whoever made it no more than a password would.
    let owes_code = app.service().second_factor(&person).await?.is_some();
    let (standing, to) = onwards(owes_code, attempt.back.clone());
    let voucher = Voucher {
        title: Some(provider.title().to_owned()),
        wholly: true,
    };
    let comer = Comer {
        login: person,
        address: address_of(app, parts),
        device: agent_of(&parts.headers),
    };
    let entry = Entry {
        standing,
        voucher: &voucher,
        to: &to,
        kept: None,
    };
    admit(app, visitor, &comer, entry).await
}

fn brake(app: &App, attempt: &Attempt, parts: &Parts) -> Option<Refused> {
    let (address, now) = (address_of(app, parts), app.service().now());
    let delay = app.elsewhere_limiter().delay(&attempt.seed, &address, now);
    delay.map(Refused::Wait)
}

/// The sign-in page with what the provider did not do.
fn not_vouched(
    app: &App,
    visitor: &Visitor,
    provider: &dyn IdentityProvider,
    back: &str,
    error: ElsewhereError,
) -> Result<Response, Failure> {
    let issuer = provider.issuer();
    match error {
        ElsewhereError::Busy => refused(app, visitor, back, Refused::Busy),
        ElsewhereError::Down(why) => {
            tracing::error!(issuer, why, "the provider of identities could not be asked");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            told(app, visitor, back, status, "elsewhere.away")
        }
        ElsewhereError::Unproved(why) => {
            tracing::warn!(issuer, why, "an answer of the provider proves nothing");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            told(app, visitor, back, status, "elsewhere.unproved")
        }
    }
}

fn refused(
    app: &App,
    visitor: &Visitor,
    back: &str,
    refused: Refused,
) -> Result<Response, Failure> {
    let (status, problem) = words(visitor, refused);
    let back = back.to_owned();
    html(
        status,
        view(app, visitor, String::new(), back, Some(problem), None),
    )
}

/// The sign-in page with a sentence about the provider.
fn told(
    app: &App,
    visitor: &Visitor,
    back: &str,
    status: StatusCode,
    key: &'static str,
) -> Result<Response, Failure> {
    let title = app.provider().map_or("", IdentityProvider::title);
    let problem = visitor.locale.fill(key, &[("title", title)]);
    let back = back.to_owned();
    html(
        status,
        view(app, visitor, String::new(), back, Some(problem), None),
    )
}

fn stranger(
    app: &App,
    visitor: &Visitor,
    provider: &dyn IdentityProvider,
    identity: &Identity,
    key: &'static str,
) -> Result<Response, Failure> {
    let locale = visitor.locale;
    let title = provider.title();
    let mut shell = visitor.shell(app, locale.text("elsewhere.stranger"), "");
    shell.here = "/sign-in".to_owned();
    let facts = [
        ("elsewhere.provider", title),
        ("elsewhere.name", &identity.name),
        ("elsewhere.subject", &identity.subject),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let page = StrangerPage {
        shell,
        said: locale.fill(key, &[("title", title)]),
        facts: facts
            .map(|(key, value)| Pair::new(locale.text(key), value))
            .collect(),
        help: match provider.help() {
            "" => locale.text("elsewhere.ask").to_owned(),
            help => help.to_owned(),
        },
    };
    html(StatusCode::FORBIDDEN, page)
}
