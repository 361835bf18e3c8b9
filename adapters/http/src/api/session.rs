//! Sign-in for programs: a token for the `Authorization` header.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reglament_runtime::PersonView;

use super::read::Sent;
use super::{ApiProblem, SignIn, SignedIn};
use crate::App;
use crate::locale::{Language, Locale};
use crate::web::{Failure, Official, Refused, Visitor, address_of, sign_in};

pub(super) async fn open(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let address = address_of(&app, &parts);
    let Sent(sent) = Sent::<SignIn>::from_request(Request::from_parts(parts, body), &()).await?;
    match sign_in(&app, &sent.login, sent.password, &address).await? {
        Ok((session, expires_at)) => {
            let answer = SignedIn {
                token: session.as_str().to_owned(),
                expires_at,
                person: app.service().person(&sent.login),
            };
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(Refused::Wrong) => {
            let say = |language| Locale::new(language).text("sign_in.wrong");
            let (ru, en) = (say(Language::Russian), say(Language::English));
            Ok(ApiProblem::new(StatusCode::UNAUTHORIZED, "wrong_password", ru, en).into_response())
        }
        Err(Refused::Wait(delay)) => Err(Failure::TooMany(delay.as_secs().max(1))),
        Err(Refused::Busy) => Err(Failure::TooMany(1)),
    }
}

pub(super) async fn close(State(app): State<App>, visitor: Visitor) -> Result<StatusCode, Failure> {
    if let Some(session) = &visitor.session {
        app.service().close_session(session).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn me(official: Official) -> Json<PersonView> {
    Json(official.person)
}
