//! Sign-in and sign-out of staff. The same sentence and the same time for an unknown login and a wrong password.

use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::preferences::local_path;
use super::{html, page};
use crate::App;
use crate::auth::SessionId;
use crate::ui::sign_in::SignInPage;
use crate::web::{Failure, Refused, Visitor, address_of, sign_in};

const HOME: &str = "/tasks";

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

#[derive(Deserialize)]
struct Credentials {
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
    page(view(&app, &visitor, String::new(), back, None))
}

pub(super) async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let address = address_of(&app, &parts);
    let Form(sent) = Form::<Credentials>::from_request(Request::from_parts(parts, body), &())
        .await
        .map_err(|rejection| Failure::of_status(rejection.status()))?;
    let back = local_path(&sent.back).unwrap_or(HOME).to_owned();
    let login = sent.login.trim().to_owned();
    match sign_in(&app, &login, sent.password, &address).await? {
        Ok((session, _)) => {
            if let Some(old) = &visitor.session {
                app.service().close_session(old).await?;
            }
            Ok(entered(&app, &session, &back))
        }
        Err(refused) => {
            let (status, problem) = words(&visitor, refused);
            html(status, view(&app, &visitor, login, back, Some(problem)))
        }
    }
}

pub(super) async fn leave(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
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
    Ok((end, Redirect::to("/")).into_response())
}

fn entered(app: &App, session: &SessionId, back: &str) -> Response {
    let cookie = [(header::SET_COOKIE, app.session_cookie().begin(session))];
    (cookie, Redirect::to(back)).into_response()
}

fn words(visitor: &Visitor, refused: Refused) -> (StatusCode, String) {
    let locale = visitor.locale;
    match refused {
        Refused::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            locale.text("sign_in.wrong").to_owned(),
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

fn view(
    app: &App,
    visitor: &Visitor,
    login: String,
    back: String,
    problem: Option<String>,
) -> SignInPage {
    let mut shell = visitor.shell(app, visitor.locale.text("sign_in.title"), "");
    shell.failed = problem.is_some();
    shell.here = "/sign-in".to_owned();
    SignInPage {
        shell,
        login,
        problem,
        back,
    }
}
