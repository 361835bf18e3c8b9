//! Sign-in and sign-out of staff. The same sentence and the same time for an unknown login and a wrong password.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::from_device::FromDevice;
use super::preferences::local_path;
use super::{html, page};
use crate::locale::Locale;
use crate::ui::parts::{Link, Notice, Tone};
use crate::ui::sign_in::SignInPage;
use crate::web::{
    Comer, Failure, Refused, Standing, Visitor, Voucher, check_password, open_session, url_encoded,
};
use crate::{App, limits};

/// Where somebody goes who wanted no page in particular.
pub(super) const HOME: &str = "/tasks";
/// Where somebody who came through a provider goes on leaving.
const AFTER_ELSEWHERE: &str = "/sign-in?left=elsewhere";

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    pub(super) back: String,
    #[serde(default)]
    pub(super) left: String,
}

#[derive(Deserialize)]
pub(super) struct Credentials {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Back>,
) -> Result<Response, Failure> {
    let back = local_path(&query.back).unwrap_or(HOME).to_owned();
    if visitor.person.is_some() {
        return Ok(Redirect::to(&back).into_response());
    }
    let mut view = view(&app, &visitor, String::new(), back, None);
    view.shell.notice = why(&app, visitor.locale, &query.left);
    page(view)
}

/// Why somebody who was here is asked to sign in again.
fn why(app: &App, locale: Locale, left: &str) -> Option<Notice> {
    let said = match (left, app.provider()) {
        ("elsewhere", Some(provider)) => {
            locale.fill("elsewhere.left", &[("title", provider.title())])
        }
        ("idle", _) => {
            let minutes = limits::SESSION_IDLE.as_secs() / 60;
            let time = locale.count("sign_in.minutes", minutes);
            locale.fill("sign_in.idle", &[("time", &time)])
        }
        _ => return None,
    };
    Some(Notice::new(Tone::Soon, said))
}

pub(super) async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    sent: FromDevice<Credentials>,
) -> Result<Response, Failure> {
    let back = local_path(&sent.form.back).unwrap_or(HOME).to_owned();
    let login = sent.form.login.trim().to_owned();
    let comer = sent.comer(&login);
    match check_password(&app, &comer, sent.form.password).await? {
        Ok(passed) => {
            let owes_code = passed.factor.is_some();
            let (standing, to) = onwards(owes_code, back);
            admit(&app, &visitor, &comer, (standing, &passed.voucher), &to).await
        }
        Err(refused) => {
            let (status, problem) = words(&visitor, refused);
            html(status, view(&app, &visitor, login, back, Some(problem)))
        }
    }
}

/// What somebody gets whose word or password was right, and where they go next.
pub(super) fn onwards(owes_code: bool, back: String) -> (Standing, String) {
    match owes_code {
        true => {
            let code = format!("/sign-in/code?back={}", url_encoded(&back));
            (Standing::AwaitsCode, code)
        }
        false => (Standing::Whole, back),
    }
}

/// Opens a session in the place of any that the browser had.
pub(super) async fn admit(
    app: &App,
    visitor: &Visitor,
    comer: &Comer,
    (standing, voucher): (Standing, &Voucher),
    to: &str,
) -> Result<Response, Failure> {
    let (session, _) = open_session(app, comer, standing, voucher).await?;
    if let Some(old) = &visitor.session {
        app.service().close_session(old).await?;
    }
    let cookie = [(header::SET_COOKIE, app.session_cookie().begin(&session))];
    Ok((cookie, Redirect::to(to)).into_response())
}

pub(super) async fn leave(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let to = match went_on_elsewhere(&app, &visitor).await? {
        true => AFTER_ELSEWHERE,
        false => "/",
    };
    if let Some(session) = &visitor.session {
        app.service().close_session(session).await?;
    }
    let end = [
        (header::SET_COOKIE, app.session_cookie().end()),
        // Pages seen before must not come back from the browser's cache on a shared computer.
        (
            header::HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\""),
        ),
    ];
    Ok((end, Redirect::to(to)).into_response())
}

/// Whether the session rests on one of a provider, which does not end with ours.
async fn went_on_elsewhere(app: &App, visitor: &Visitor) -> Result<bool, Failure> {
    let Some(session) = visitor
        .session
        .as_deref()
        .filter(|_| app.provider().is_some())
    else {
        return Ok(false);
    };
    let live = app.service().session(session).await?;
    Ok(live.is_some_and(|live| live.session.vouched))
}

/// Why nobody was signed in, for the page.
pub(super) fn words(visitor: &Visitor, refused: Refused) -> (StatusCode, String) {
    let locale = visitor.locale;
    match refused {
        Refused::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            locale.text("sign_in.wrong").to_owned(),
        ),
        Refused::WrongCode => (
            StatusCode::UNPROCESSABLE_ENTITY,
            locale.text("code.wrong").to_owned(),
        ),
        Refused::DirectoryAway => (
            StatusCode::SERVICE_UNAVAILABLE,
            locale.text("sign_in.directory_away").to_owned(),
        ),
        Refused::Busy => (
            StatusCode::TOO_MANY_REQUESTS,
            locale.text("sign_in.busy").to_owned(),
        ),
        Refused::Wait(delay) => {
            let time = locale.count("sign_in.seconds", delay.as_secs().max(1));
            (
                StatusCode::TOO_MANY_REQUESTS,
                locale.fill("sign_in.wait", &[("time", &time)]),
            )
        }
    }
}

pub(super) fn view(
    app: &App,
    visitor: &Visitor,
    login: String,
    back: String,
    problem: Option<String>,
) -> SignInPage {
    let mut shell = visitor.shell(app, visitor.locale.text("sign_in.title"), "");
    shell.failed = problem.is_some();
    shell.here = "/sign-in".to_owned();
    let (locale, to) = (visitor.locale, url_encoded(&back));
    SignInPage {
        shell,
        elsewhere: app.provider().map(|provider| {
            let words = locale.fill("elsewhere.button", &[("title", provider.title())]);
            Link::new(words, format!("/sign-in/oidc?back={to}"))
        }),
        hint: app.directory().map_or_else(String::new, |directory| {
            locale.fill("sign_in.directory", &[("title", directory.title())])
        }),
        login,
        problem,
        back,
    }
}
