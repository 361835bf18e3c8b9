//! Acts about terms: extension, suspension, resumption. The term is `instance` or the number of a task.
//!
//! The applicant resumes with the receipt code, and with the form that the regulation names.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reglament_calendar::Term;
use reglament_core::InstanceId;
use reglament_runtime::{Accepted, Viewer};

use super::key::Key;
use super::read::{Named, Sent};
use super::{ApiProblem, ExtendTerm, ResumeTerm, SuspendTerm};
use crate::App;
use crate::pages::term::owner;
use crate::web::{Failure, Official};

pub(super) async fn extend(
    State(app): State<App>,
    official: Official,
    Named((id, term)): Named<(String, String)>,
    Key(command): Key,
    Sent(sent): Sent<ExtendTerm>,
) -> Result<Response, Failure> {
    let (instance, owner) = (InstanceId(id), owner(&term)?);
    let by = match Term::parse(&sent.term) {
        Ok(term) => (term, sent.reason),
        Err(wrong) => return Ok(unreadable(&wrong)),
    };
    let done = app
        .service()
        .extend_term(command, official.id(), &instance, owner, by);
    Ok(Json(done.await?).into_response())
}

fn unreadable(wrong: &reglament_calendar::TermError) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    ApiProblem::new(status, "unreadable_term", wrong.ru(), wrong.en()).into_response()
}

pub(super) async fn suspend(
    State(app): State<App>,
    official: Official,
    Named((id, term)): Named<(String, String)>,
    Key(command): Key,
    Sent(sent): Sent<SuspendTerm>,
) -> Result<Json<Accepted>, Failure> {
    let (instance, owner) = (InstanceId(id), owner(&term)?);
    let done = app
        .service()
        .suspend_term(command, official.id(), &instance, owner, sent.reason);
    Ok(Json(done.await?))
}

pub(super) async fn resume(
    State(app): State<App>,
    official: Official,
    Named((id, term)): Named<(String, String)>,
    Key(command): Key,
    Sent(sent): Sent<ResumeTerm>,
) -> Result<Json<Accepted>, Failure> {
    let (instance, owner) = (InstanceId(id), owner(&term)?);
    let viewer = Viewer::Person(official.person.id);
    let with = (sent.reason, sent.data);
    let done = app
        .service()
        .resume_term(command, &viewer, &instance, owner, with);
    Ok(Json(done.await?))
}

pub(super) async fn resume_by_applicant(
    State(app): State<App>,
    Named((code, term)): Named<(String, String)>,
    Key(command): Key,
    Sent(sent): Sent<ResumeTerm>,
) -> Result<Json<Accepted>, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let viewer = Viewer::Receipt(status.receipt);
    let with = (sent.reason, sent.data);
    let done = app
        .service()
        .resume_term(command, &viewer, &status.instance, owner(&term)?, with);
    Ok(Json(done.await?))
}
