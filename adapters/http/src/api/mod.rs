//! The JSON API under `/api/v1`. Answers are the runtime's views; errors are RFC 9457 `problem+json`.
//!
//! Everything that a page does is possible here with the same checks. Commands need the header `Idempotency-Key`:
//! repeated with the same key and body they take effect once.

mod cases;
mod control;
mod files;
mod indicators;
mod instances;
mod jobs;
mod key;
mod messages;
mod migrations;
pub(crate) mod openapi;
pub(crate) mod operations;
mod people;
mod problem;
mod read;
mod session;
mod shapes;
mod start;
mod tasks;
mod terms;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post};

pub use people::{EnterAbsence, EnteredAbsence, HandOverTask};
pub use problem::{ApiProblem, FieldProblem};
pub use shapes::{
    AddItem, CancelInstance, CompleteTask, ExtendTerm, MatchedShape, PreviewShape, RaiseEvent,
    ResumeTerm, SendMessage, SignIn, SignedIn, StartInstance, SuspendTerm, UnmatchedShape,
};

use crate::{App, limits};

/// For everybody; the jobs ask for the token of a worker.
pub(crate) fn public() -> Router<App> {
    let uploads = DefaultBodyLimit::max(limits::PUBLIC_UPLOAD_BODY_BYTES);
    Router::new()
        .route(
            "/api/v1/session",
            post(session::open).delete(session::close),
        )
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/api/v1/services", get(start::services))
        .route("/api/v1/jobs/fetch", post(jobs::fetch))
        .route(
            "/api/v1/jobs/{instance}/{job}/complete",
            post(jobs::complete),
        )
        .route("/api/v1/jobs/{instance}/{job}/fail", post(jobs::fail))
        .route("/api/v1/jobs/{instance}/{job}/extend", post(jobs::extend))
        .route("/api/v1/processes/{process}/form", get(start::form))
        .route("/api/v1/processes/{process}/instances", post(start::start))
        .route(
            "/api/v1/instances/{instance}/items/{step}",
            get(start::join_form).post(start::join),
        )
        .route("/api/v1/files", post(files::upload).layer(uploads))
        .route("/api/v1/cases/{code}", get(cases::show))
        .route("/api/v1/verify/{code}", get(cases::verify))
        .route(
            "/api/v1/cases/{code}/documents/{document}",
            get(cases::document),
        )
        .route("/api/v1/cases/{code}/events/{event}", post(cases::raise))
        .route(
            "/api/v1/cases/{code}/terms/{term}/resume",
            post(terms::resume_by_applicant),
        )
}

/// For people who have signed in; the router puts the check in front.
pub(crate) fn staff() -> Router<App> {
    let tables = DefaultBodyLimit::max(limits::FILE_BODY_BYTES);
    Router::new()
        .route("/api/v1/me", get(session::me))
        .route("/api/v1/processes", get(start::startable))
        .route("/api/v1/tasks", get(tasks::list))
        .route("/api/v1/tasks/{instance}/{task}", get(tasks::show))
        .route(
            "/api/v1/tasks/{instance}/{task}/complete",
            post(tasks::complete),
        )
        .route(
            "/api/v1/tasks/{instance}/{task}/tables/{field}",
            post(tasks::preview).layer(tables),
        )
        .route("/api/v1/messages", post(messages::send))
        .route("/api/v1/instances", get(instances::list))
        .route("/api/v1/instances/{id}", get(instances::show))
        .route("/api/v1/instances/{id}/files/{file}", get(files::download))
        .route("/api/v1/instances/{id}/plan", get(instances::plan))
        .route("/api/v1/instances/{id}/forecast", get(instances::forecast))
        .route(
            "/api/v1/instances/{id}/documents",
            get(instances::documents),
        )
        .route(
            "/api/v1/instances/{id}/documents/{document}",
            get(instances::document),
        )
        .route(
            "/api/v1/instances/{id}/documents/{document}/docx",
            get(instances::document_docx),
        )
        .route(
            "/api/v1/instances/{id}/events/{event}",
            post(instances::raise),
        )
        .route("/api/v1/instances/{id}/cancel", post(instances::cancel))
        .route(
            "/api/v1/instances/{id}/incidents/{incident}/retry",
            post(instances::retry),
        )
        .route(
            "/api/v1/instances/{id}/terms/{term}/extend",
            post(terms::extend),
        )
        .route(
            "/api/v1/instances/{id}/terms/{term}/suspend",
            post(terms::suspend),
        )
        .route(
            "/api/v1/instances/{id}/terms/{term}/resume",
            post(terms::resume),
        )
        .merge(control())
        .merge(who())
}

/// What is late, migrations, indicators, registers and the outbox.
fn control() -> Router<App> {
    Router::new()
        .route("/api/v1/control", get(control::counters))
        .route("/api/v1/overdue", get(control::overdue))
        .route("/api/v1/migrations", get(migrations::proposed))
        .route(
            "/api/v1/processes/{process}/migrations",
            post(migrations::migrate),
        )
        .route("/api/v1/indicators", get(indicators::sets))
        .route("/api/v1/indicators/{set}", get(indicators::show))
        .route("/api/v1/registers", get(control::registers))
        .route("/api/v1/registers/{id}", get(control::register))
        .route(
            "/api/v1/registers/{id}/journal/{format}",
            get(control::journal),
        )
        .route("/api/v1/outbox", get(control::outbox))
        .route("/api/v1/outbox/retry", post(control::retry))
}

/// Who does a task: handing over, votes, absences.
fn who() -> Router<App> {
    Router::new()
        .route(
            "/api/v1/tasks/{instance}/{task}/{action}",
            post(people::hand_over),
        )
        .route(
            "/api/v1/instances/{id}/votes/{step}/close",
            post(people::close_vote),
        )
        .route(
            "/api/v1/absences",
            get(people::absences).post(people::enter),
        )
        .route("/api/v1/absences/{id}", delete(people::cancel))
}
