//! Sign-in for programs: a token for the `Authorization` header.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Sent;
use super::{ApiProblem, SignIn, SignedIn};
use crate::App;
use crate::auth::SessionId;
use crate::auth::device::agent_of;
use crate::locale::{Language, Locale};
use crate::web::{
    Comer, Failure, Official, Refused, Standing, Visitor, address_of, check_code, check_password,
    open_session,
};

/// A session that goes on.
#[derive(JsonSchema, Serialize)]
pub(super) struct SessionState {
    /// When it ends unless it is used.
    ends_at: DateTime<Utc>,
    /// How long that is, in seconds.
    seconds_left: u32,
    /// Whether using it puts the end off; otherwise its longest time is over then.
    is_renewable: bool,
}

pub(super) async fn open(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let address = address_of(&app, &parts);
    let device = agent_of(&parts.headers);
    let Sent(sent) = Sent::<SignIn>::from_request(Request::from_parts(parts, body), &()).await?;
    let comer = Comer {
        login: sent.login,
        address,
        device,
    };
    match enter(&app, &comer, sent.password, sent.code).await? {
        Ok((session, expires_at)) => {
            let answer = SignedIn {
                token: session.as_str().to_owned(),
                expires_at,
                person: app.service().person(&comer.login),
            };
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(problem) => Ok(problem.into_response()),
    }
}

type Entered = Result<(SessionId, DateTime<Utc>), ApiProblem>;

async fn enter(
    app: &App,
    comer: &Comer,
    password: String,
    code: Option<String>,
) -> Result<Entered, Failure> {
    let passed = match check_password(app, comer, password).await? {
        Ok(passed) => passed,
        Err(refused) => return problem(refused).map(Err),
    };
    if let Some(factor) = passed.factor {
        let Some(code) = code else {
            return Ok(Err(unauthorized("code_needed", "code.needed")));
        };
        if let Err(refused) = check_code(app, &factor, &code, &comer.address).await? {
            return problem(refused).map(Err);
        }
    }
    let opened = open_session(app, comer, Standing::Whole, &passed.voucher);
    opened.await.map(Ok)
}

fn problem(refused: Refused) -> Result<ApiProblem, Failure> {
    match refused {
        Refused::Wrong => Ok(unauthorized("wrong_password", "sign_in.wrong")),
        Refused::WrongCode => Ok(unauthorized("wrong_code", "code.wrong")),
        Refused::Wait(delay) => Err(Failure::TooMany(delay.as_secs().max(1))),
        Refused::Busy => Err(Failure::TooMany(1)),
        Refused::DirectoryAway => Ok(said(
            StatusCode::SERVICE_UNAVAILABLE,
            "directory_away",
            "sign_in.directory_away",
        )),
    }
}

fn unauthorized(code: &'static str, words: &'static str) -> ApiProblem {
    said(StatusCode::UNAUTHORIZED, code, words)
}

/// A refusal in the words of a page.
pub(super) fn said(status: StatusCode, code: &'static str, words: &'static str) -> ApiProblem {
    let say = |language| Locale::new(language).text(words);
    let (ru, en) = (say(Language::Russian), say(Language::English));
    ApiProblem::new(status, code, ru, en)
}

pub(super) async fn close(State(app): State<App>, visitor: Visitor) -> Result<StatusCode, Failure> {
    if let Some(session) = &visitor.session {
        app.service().close_session(session).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// When the session that asks ends. A page that asks of its own accord does not use it by that.
pub(super) async fn show(
    State(app): State<App>,
    official: Official,
) -> Result<Json<SessionState>, Failure> {
    let end = official.visitor.ends.ok_or(Failure::SignInNeeded)?;
    Ok(Json(SessionState {
        ends_at: end.at,
        seconds_left: end.seconds_left(app.service().now()),
        is_renewable: end.is_renewable,
    }))
}
