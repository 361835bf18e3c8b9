//! Where administrators find published processes and drafts of their texts.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;

use super::{administration, draft_letters, drafts, language, people_table};
use crate::access::{Site, door};
use crate::limits;

/// The routes.
pub(super) fn routes() -> Site {
    let texts = DefaultBodyLimit::max(limits::DRAFT_BODY_BYTES);
    let tables = DefaultBodyLimit::max(limits::FILE_BODY_BYTES);
    Site::new()
        .on(
            door!("GET /api/v1/administration/processes"),
            administration::processes,
        )
        .on(
            door!("GET /api/v1/administration/processes/{process}/versions"),
            administration::versions,
        )
        .on(door!("GET /api/v1/drafts"), drafts::list)
        .on(door!("POST /api/v1/drafts"), drafts::begin)
        .on(door!("GET /api/v1/drafts/{draft}"), drafts::show)
        .on(door!("GET /api/v1/drafts/{draft}/files"), drafts::file)
        .on(
            door!("POST /api/v1/drafts/{draft}/files"),
            drafts::change.layer(texts),
        )
        .on(
            door!("GET /api/v1/drafts/{draft}/migrations"),
            drafts::migrations,
        )
        .on(door!("POST /api/v1/drafts/{draft}/check"), language::check)
        .on(
            door!("POST /api/v1/drafts/{draft}/complete"),
            language::complete,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/explain"),
            language::explain,
        )
        .on(
            door!("GET /api/v1/drafts/{draft}/letters"),
            draft_letters::list,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/letters"),
            draft_letters::preview.layer(texts),
        )
        .on(
            door!("GET /api/v1/drafts/{draft}/scenarios"),
            language::stories,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/scenarios"),
            language::play,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/people"),
            people_table::take.layer(tables),
        )
        .on(door!("POST /api/v1/drafts/{draft}/submit"), drafts::submit)
        .on(
            door!("POST /api/v1/drafts/{draft}/return"),
            drafts::send_back,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/discard"),
            drafts::discard,
        )
        .on(
            door!("POST /api/v1/drafts/{draft}/publish"),
            drafts::publish,
        )
}
