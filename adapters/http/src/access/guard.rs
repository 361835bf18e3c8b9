//! The guard: looks up the door of a request, and whether whoever asks may pass. Deny by default.
//!
//! A door that shows somebody's data is written into the access log after the handler has answered, before the answer
//! leaves: what cannot be recorded is not shown.
//!
//! Handlers ask the service again for what they touch; the guard is the first of two walls, the same for every route.

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::InstanceId;
use reglament_runtime::ServiceError;

use super::{Door, Relation, programs, view};
use crate::App;
use crate::api::Caller;
use crate::form::FormRejection;
use crate::pages::kept_form;
use crate::web::{Failure, KeptForm, Needs, Visitor, routed, url_encoded};

/// Lets a request pass or answers in the place of the handler.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match allowed(&app, &mut parts).await {
        Ok(door) => {
            let view = view::of(&app, door, &mut parts).await;
            let answer = next.run(Request::from_parts(parts, body)).await;
            view::recorded(&app, view, answer).await
        }
        Err(Failure::SignInNeeded) if !is_api(&parts) => {
            to_sign_in(&app, Request::from_parts(parts, body)).await
        }
        Err(Failure::SecondFactorNeeded) if !is_api(&parts) => {
            Redirect::to(SECOND_FACTOR).into_response()
        }
        Err(failure) => failure.into_response(),
    }
}

/// Where somebody without the second factor that they must have sets it up; nothing else is open to them.
const SECOND_FACTOR: &str = "/me/second-factor";

fn is_api(parts: &Parts) -> bool {
    parts.uri.path().starts_with("/api/")
}

/// Sends a stranger to the sign-in page, and back afterwards; a form with something typed goes with them.
async fn to_sign_in(app: &App, request: Request) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let Some(visitor) = visitor else {
        return Failure::Broken.into_response();
    };
    let was_idle = visitor.was_idle.as_deref();
    let why = match KeptForm::read(request, was_idle.unwrap_or_default()).await {
        Ok(Some(kept)) => {
            let page = kept_form::asked(app, &visitor, &kept);
            return page.unwrap_or_else(IntoResponse::into_response);
        }
        Err(FormRejection::TooLarge) => "&left=lost",
        Ok(None) | Err(FormRejection::Unreadable) => was_idle.map_or("", |_| "&left=idle"),
    };
    let back = url_encoded(&visitor.here);
    Redirect::to(&format!("/sign-in?back={back}{why}")).into_response()
}

async fn allowed(app: &App, parts: &mut Parts) -> Result<&'static Door, Failure> {
    let path = parts.extensions.get::<MatchedPath>();
    let path = path.ok_or(Failure::NotFound)?.as_str().to_owned();
    let door = Door::of(&parts.method, &path).ok_or_else(|| no_door(&path))?;
    routed(door.path);
    // What is answered without asking who asks has no visitor.
    if let Some(visitor) = parts.extensions.get::<Visitor>() {
        programs::allowed(visitor, door)?;
    }
    match door.relation {
        Relation::Everyone | Relation::Code => return Ok(door),
        Relation::Program => {
            let visitor = parts.extensions.get::<Visitor>();
            let program = visitor.filter(|visitor| visitor.program.is_some());
            return program.map(|_| door).ok_or(Failure::SignInNeeded);
        }
        Relation::Worker => {
            let worker = Caller::from_request_parts(parts, app).await;
            return worker.map(|_| door);
        }
        Relation::Staff
        | Relation::Case
        | Relation::Register
        | Relation::Figures
        | Relation::Process
        | Relation::Supervisor
        | Relation::Overseer
        | Relation::Administrator => {}
    }
    let visitor = Visitor::from_request_parts(parts, app).await?;
    let lacks = visitor.halfway.as_ref().map(|halfway| halfway.needs);
    if lacks == Some(Needs::SecondFactor) {
        return match path == SECOND_FACTOR {
            true => Ok(door),
            false => Err(Failure::SecondFactorNeeded),
        };
    }
    let person = visitor.id().ok_or(Failure::SignInNeeded)?;
    related(app, person, door.relation, parts).await?;
    Ok(door)
}

/// Programs are told which methods an address of the API takes; for browsers there is no such page.
fn no_door(path: &str) -> Failure {
    match path.starts_with("/api/v1/") {
        true => Failure::WrongMethod(Door::methods(path)),
        false => Failure::NotFound,
    }
}

/// Whether somebody signed in stands as the door demands.
async fn related(
    app: &App,
    person: &str,
    relation: Relation,
    parts: &mut Parts,
) -> Result<(), Failure> {
    let service = app.service();
    let (allowed, otherwise) = match relation {
        Relation::Case => {
            let instance = InstanceId(named(parts, "instance").await?);
            let seen = service.sees_instance(person, &instance).await?;
            (seen, ServiceError::NotFound)
        }
        Relation::Register => {
            let register = named(parts, "register").await?;
            let seen = service.sees_register(person, &register);
            (seen, ServiceError::NotFound)
        }
        Relation::Figures => {
            let set = named(parts, "set").await?;
            (service.sees_figures(person, &set), ServiceError::NotFound)
        }
        Relation::Process => {
            let process = named(parts, "process").await?;
            let seen = service.sees_process(person, &process);
            (seen, ServiceError::NotFound)
        }
        Relation::Supervisor => (service.supervises(person), ServiceError::Forbidden),
        Relation::Overseer => (service.oversees(person), ServiceError::Forbidden),
        Relation::Administrator => (service.administers(person), ServiceError::Forbidden),
        Relation::Everyone
        | Relation::Code
        | Relation::Worker
        | Relation::Program
        | Relation::Staff => (true, ServiceError::Forbidden),
    };
    match allowed {
        true => Ok(()),
        false => Err(otherwise.into()),
    }
}

/// A part of the path by its name. A door that names an object has it in its path; a test goes through all of them.
pub(super) async fn named(parts: &mut Parts, name: &str) -> Result<String, Failure> {
    let params = RawPathParams::from_request_parts(parts, &()).await;
    let params = params.map_err(|_| Failure::NotFound)?;
    let found = params.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, value)| value.to_owned())
        .ok_or(Failure::NotFound)
}
