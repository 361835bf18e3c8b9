//! Sign-in and sign-out of staff. The same sentence and the same time for an unknown login and a wrong password.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::from_device::FromDevice;
use super::preferences::local_path;
use super::{html, kept_form, page, sign_in_code};
use crate::locale::Locale;
use crate::ui::parts::{Link, Notice, Tone};
use crate::ui::sign_in::SignInPage;
use crate::web::{
    Comer, Failure, KeptForm, Refused, Standing, Visitor, Voucher, check_password, open_session,
    url_encoded,
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

/// The button of somebody who has signed in beside the page that carries a form.
const BESIDE: &str = "_beside";

/// What the form of the sign-in sends: its own fields, and those of a form that it carries.
pub(super) type Sent = Vec<(String, String)>;

/// The first value of this name, or nothing.
pub(super) fn field<'s>(sent: &'s Sent, wanted: &str) -> &'s str {
    let found = sent.iter().find(|(name, _)| name == wanted);
    found.map_or("", |(_, value)| value.as_str())
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
    let mut view = view(&app, &visitor, String::new(), back, None, None);
    view.shell.notice = why(&app, visitor.locale, &query.left);
    page(view)
}

/// Why somebody who was here is asked to sign in again.
fn why(app: &App, locale: Locale, left: &str) -> Option<Notice> {
    let said = match (left, app.provider()) {
        ("elsewhere", Some(provider)) => {
            locale.fill("elsewhere.left", &[("title", provider.title())])
        }
        ("lost", _) => locale.text("kept.lost").to_owned(),
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
    sent: FromDevice<Sent>,
) -> Result<Response, Failure> {
    let kept = KeptForm::come_back(&sent.form);
    let back = local_path(field(&sent.form, "back"));
    let back = back.unwrap_or(HOME).to_owned();
    let login = field(&sent.form, "login").trim().to_owned();
    if !field(&sent.form, BESIDE).is_empty() {
        return beside(&app, &visitor, (login, back), kept.as_ref());
    }
    let comer = sent.comer(&login);
    let password = field(&sent.form, "password").to_owned();
    match check_password(&app, &comer, password).await? {
        Ok(passed) => {
            let owes_code = passed.factor.is_some();
            let (standing, to) = onwards(owes_code, back);
            let entry = Entry {
                standing,
                voucher: &passed.voucher,
                to: &to,
                kept: kept.as_ref(),
            };
            admit(&app, &visitor, &comer, entry).await
        }
        Err(refused) => {
            let (status, problem) = words(&visitor, refused);
            let problem = Some(problem);
            html(
                status,
                view(&app, &visitor, login, back, problem, kept.as_ref()),
            )
        }
    }
}

/// Somebody says that they have signed in beside this page: with a provider, or in another window.
fn beside(
    app: &App,
    visitor: &Visitor,
    (login, to): (String, String),
    kept: Option<&KeptForm>,
) -> Result<Response, Failure> {
    let Some(person) = visitor.id() else {
        let problem = Some(visitor.locale.text("kept.not_yet").to_owned());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return html(status, view(app, visitor, login, to, problem, kept));
    };
    let page = match kept {
        Some(kept) => kept_form::back(app, visitor, person, kept)?,
        None => None,
    };
    Ok(page.unwrap_or_else(|| Redirect::to(&to).into_response()))
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

/// How somebody comes in.
pub(super) struct Entry<'a> {
    pub(super) standing: Standing,
    pub(super) voucher: &'a Voucher,
    /// Where they go next.
    pub(super) to: &'a str,
    /// A form that they come back to.
    pub(super) kept: Option<&'a KeptForm>,
}

/// Opens a session in the place of any that the browser had.
pub(super) async fn admit(
    app: &App,
    visitor: &Visitor,
    comer: &Comer,
    entry: Entry<'_>,
) -> Result<Response, Failure> {
    let (session, _) = open_session(app, comer, entry.standing, entry.voucher).await?;
    if let Some(old) = &visitor.session {
        app.service().close_session(old).await?;
    }
    let page = match (entry.kept, entry.standing) {
        (None, _) => None,
        (Some(kept), Standing::Whole) => kept_form::back(app, visitor, &comer.login, kept)?,
        (Some(kept), Standing::AwaitsCode) => {
            let view = sign_in_code::view(app, visitor, HOME, None, Some(kept));
            Some(page(view)?)
        }
    };
    let cookie = [(header::SET_COOKIE, app.session_cookie().begin(&session))];
    let next = page.unwrap_or_else(|| Redirect::to(entry.to).into_response());
    Ok((cookie, next).into_response())
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

/// The page; `kept`: a form that it carries to the other side.
pub(super) fn view(
    app: &App,
    visitor: &Visitor,
    login: String,
    back: String,
    problem: Option<String>,
    kept: Option<&KeptForm>,
) -> SignInPage {
    let mut shell = visitor.shell(app, visitor.locale.text("sign_in.title"), "");
    shell.failed = problem.is_some();
    shell.here = "/sign-in".to_owned();
    shell.notice = kept.map(|kept| kept_form::notice(visitor, kept));
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
        kept: kept.map_or_else(Vec::new, KeptForm::hidden),
    }
}
