//! Administration of processes: what is in force, drafts of what will be, and the editor.
//!
//! Who administers is the service's answer; every handler gets it by asking the service first.

mod changes;
mod draft;
mod drafts;
mod edit;
mod head;
mod language;
mod migrate;
mod process;
pub(crate) mod processes;
mod review;
mod scenarios;
mod terms;
mod versions;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use reglament_runtime::{DraftRefusal, ServiceError};

use crate::web::Failure;
use crate::{App, limits};

/// Menu entry of everything about processes.
const PROCESSES: &str = "/admin/processes";
/// Menu entry of drafts.
const DRAFTS: &str = "/admin/drafts";

/// The status of a page that says why not.
fn status(refusal: &DraftRefusal) -> StatusCode {
    Failure::from(ServiceError::Draft(refusal.clone())).status()
}

/// The addresses.
pub(super) fn routes() -> Router<App> {
    let texts = DefaultBodyLimit::max(limits::DRAFT_BODY_BYTES);
    Router::new()
        .route(PROCESSES, get(processes::show))
        .route("/admin/processes/{process}", get(process::show))
        .route("/admin/processes/{process}/versions", get(versions::show))
        .route(
            "/admin/processes/{process}/migrate",
            get(migrate::show).post(migrate::order),
        )
        .route(DRAFTS, get(drafts::show).post(drafts::begin))
        .route("/admin/drafts/{draft}", get(draft::show))
        .route("/admin/drafts/{draft}/files", post(draft::add))
        .route("/admin/drafts/{draft}/rename", post(draft::rename))
        .route("/admin/drafts/{draft}/restore", post(draft::restore))
        .route("/admin/drafts/{draft}/edit", get(edit::show))
        .route("/admin/drafts/{draft}/file", post(edit::send).layer(texts))
        .route(
            "/admin/drafts/{draft}/check",
            post(language::check).layer(texts),
        )
        .route(
            "/admin/drafts/{draft}/complete",
            post(language::completion).layer(texts),
        )
        .route(
            "/admin/drafts/{draft}/hover",
            post(language::explain).layer(texts),
        )
        .route("/admin/drafts/{draft}/changes", get(changes::show))
        .route("/admin/drafts/{draft}/terms", get(terms::show))
        .route(
            "/admin/drafts/{draft}/scenarios",
            get(scenarios::show).post(scenarios::run),
        )
        .route("/admin/drafts/{draft}/review", get(review::show))
        .route("/admin/drafts/{draft}/submit", post(review::submit))
        .route("/admin/drafts/{draft}/publish", post(review::publish))
        .route("/admin/drafts/{draft}/return", post(review::send_back))
        .route("/admin/drafts/{draft}/discard", post(review::discard))
}
