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

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use reglament_runtime::{DraftRefusal, ServiceError};

use crate::access::{Site, door};
use crate::limits;
use crate::web::Failure;

/// Menu entry of everything about processes.
const PROCESSES: &str = "/admin/processes";
/// Menu entry of drafts.
const DRAFTS: &str = "/admin/drafts";

/// The status of a page that says why not.
fn status(refusal: &DraftRefusal) -> StatusCode {
    Failure::from(ServiceError::Draft(refusal.clone())).status()
}

/// The addresses.
pub(super) fn routes() -> Site {
    let texts = DefaultBodyLimit::max(limits::DRAFT_BODY_BYTES);
    Site::new()
        .on(door!("GET /admin/processes"), processes::show)
        .on(door!("GET /admin/processes/{process}"), process::show)
        .on(
            door!("GET /admin/processes/{process}/versions"),
            versions::show,
        )
        .on(
            door!("GET /admin/processes/{process}/migrate"),
            migrate::show,
        )
        .on(
            door!("POST /admin/processes/{process}/migrate"),
            migrate::order,
        )
        .on(door!("GET /admin/drafts"), drafts::show)
        .on(door!("POST /admin/drafts"), drafts::begin)
        .on(door!("GET /admin/drafts/{draft}"), draft::show)
        .on(door!("POST /admin/drafts/{draft}/files"), draft::add)
        .on(door!("POST /admin/drafts/{draft}/rename"), draft::rename)
        .on(door!("POST /admin/drafts/{draft}/restore"), draft::restore)
        .on(door!("GET /admin/drafts/{draft}/edit"), edit::show)
        .on(
            door!("POST /admin/drafts/{draft}/file"),
            edit::send.layer(texts),
        )
        .on(
            door!("POST /admin/drafts/{draft}/check"),
            language::check.layer(texts),
        )
        .on(
            door!("POST /admin/drafts/{draft}/complete"),
            language::completion.layer(texts),
        )
        .on(
            door!("POST /admin/drafts/{draft}/hover"),
            language::explain.layer(texts),
        )
        .on(door!("GET /admin/drafts/{draft}/changes"), changes::show)
        .on(door!("GET /admin/drafts/{draft}/terms"), terms::show)
        .on(
            door!("GET /admin/drafts/{draft}/scenarios"),
            scenarios::show,
        )
        .on(
            door!("POST /admin/drafts/{draft}/scenarios"),
            scenarios::run,
        )
        .on(door!("GET /admin/drafts/{draft}/review"), review::show)
        .on(door!("POST /admin/drafts/{draft}/submit"), review::submit)
        .on(door!("POST /admin/drafts/{draft}/publish"), review::publish)
        .on(
            door!("POST /admin/drafts/{draft}/return"),
            review::send_back,
        )
        .on(door!("POST /admin/drafts/{draft}/discard"), review::discard)
}
