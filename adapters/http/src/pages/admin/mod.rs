//! Administration of processes: what is in force, drafts of what will be, and the editor.
//!
//! Who administers is the service's answer; every handler gets it by asking the service first.

pub(in crate::pages) mod audit;
mod changes;
mod draft;
mod drafts;
mod edit;
mod effects;
mod head;
mod identities;
mod integrity;
mod language;
pub(in crate::pages) mod machines;
mod migrate;
mod people;
pub(crate) mod people_table;
mod people_words;
mod process;
pub(crate) mod processes;
mod programs;
mod retention;
mod review;
pub(crate) mod scenarios;
mod settings;
mod subscriptions;
mod terms;
mod versions;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use reglament_runtime::{DraftRefusal, ServiceError};

pub(crate) use people::give as give_password;

use super::personal_data;
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
    let tables = DefaultBodyLimit::max(limits::FILE_BODY_BYTES);
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
        .merge(people_and_programs())
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
        .on(
            door!("GET /admin/drafts/{draft}/people"),
            people_table::show,
        )
        .on(
            door!("POST /admin/drafts/{draft}/people"),
            people_table::send.layer(tables),
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

/// Who may sign in, what may call, whom the product calls, and what was done about them.
fn people_and_programs() -> Site {
    Site::new()
        .on(door!("GET /admin/people"), people::list)
        .on(door!("GET /admin/people/{person}"), people::show)
        .on(door!("POST /admin/people/{person}/account"), people::act)
        .on(door!("GET /admin/retention"), retention::show)
        .on(door!("POST /admin/retention"), retention::destroy)
        .on(door!("GET /admin/retention/{act}"), retention::act)
        .on(door!("POST /admin/retention/{act}"), retention::go_on)
        .on(
            door!("GET /admin/retention/{act}/{paper}/{format}"),
            retention::file,
        )
        .on(door!("GET /admin/personal-data"), personal_data::show)
        .on(door!("POST /admin/personal-data"), personal_data::give)
        .on(door!("GET /admin/audit"), audit::show)
        .on(door!("GET /admin/effects"), effects::show)
        .on(door!("POST /admin/effects"), effects::order)
        .on(door!("GET /admin/integrity"), integrity::show)
        .on(door!("GET /admin/settings"), settings::show)
        .on(door!("GET /admin/programs"), programs::show)
        .on(door!("POST /admin/programs"), programs::give)
        .on(
            door!("POST /admin/programs/{id}/withdraw"),
            programs::withdraw,
        )
        .on(door!("GET /admin/subscriptions"), subscriptions::show)
        .on(door!("POST /admin/subscriptions"), subscriptions::subscribe)
        .on(door!("POST /admin/subscriptions/{id}"), subscriptions::act)
}
