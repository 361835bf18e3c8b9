//! The handlers of pages: one file per page. Each asks the service, fills the view of `ui/` and prints it.
//!
//! No rules here: what a person may see and do, and when something is due, is the engine's answer.

mod absences;
pub(crate) mod admin;
mod board;
mod clauses;
mod control;
mod control_query;
mod control_strip;
mod course;
mod due;
pub(crate) mod files;
mod filters;
mod home;
pub(crate) mod import;
mod indicator_set;
mod indicators;
mod instance;
mod instances;
mod late;
mod letter_preview;
mod letters;
mod my_letters;
pub(crate) mod outbox;
pub(crate) mod picture;
pub(crate) mod plan;
mod preferences;
mod public_form;
mod public_page;
mod receipt;
pub(crate) mod register;
mod registers;
mod reply;
mod sign_in;
mod start;
mod status;
mod task;
mod task_people;
mod tasks;
pub(crate) mod term;
mod term_resumption;
mod test;
mod test_question;
mod together;
pub(crate) mod verify;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, extract::DefaultBodyLimit};
use reglament_runtime::port::JournalFormat;

use crate::web::Failure;
use crate::{App, limits};

/// Pages for everybody.
pub(crate) fn public() -> Router<App> {
    let uploads = DefaultBodyLimit::max(limits::PUBLIC_UPLOAD_BODY_BYTES);
    Router::new()
        .route("/", get(home::show))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/language", post(preferences::language))
        .route("/theme", post(preferences::theme))
        .route("/keys", post(preferences::keys))
        .route(
            "/f/{process}",
            get(public_form::show)
                .post(public_form::send)
                .layer(uploads),
        )
        .route("/public/{page}", get(public_page::show))
        .route(
            "/public/{page}/{instance}/{publication}",
            get(public_page::document),
        )
        .route("/verify", get(verify::ask))
        .route("/verify/{code}", get(verify::show))
        .route("/calendar/{name}", get(my_letters::calendar_file))
        .route(
            "/unsubscribe/{person}/{kind}/{signature}",
            get(my_letters::unsubscribe).post(my_letters::declined),
        )
        .route("/c", get(status::find))
        .route("/c/{code}", get(status::show))
        .route("/c/{code}/receipt", get(receipt::show))
        .route("/c/{code}/documents/{document}", get(status::document))
        .route("/c/{code}/test/{step}", get(test::show))
        .route("/c/{code}/test/{step}/begin", post(test::begin))
        .route("/c/{code}/test/{step}/answers/{place}", post(test::answer))
        .route(
            "/c/{code}/test/{step}/finish",
            get(test::confirm).post(test::finish),
        )
        .route(
            "/c/{code}/events/{event}",
            get(status::confirm).post(status::raise),
        )
        .route(
            "/c/{code}/terms/{term}/resume",
            get(term_resumption::show)
                .post(term_resumption::send)
                .layer(uploads),
        )
}

/// Pages for people who have signed in; the router puts the check in front of them.
pub(crate) fn staff() -> Router<App> {
    let uploads = DefaultBodyLimit::max(limits::UPLOAD_BODY_BYTES);
    Router::new()
        .merge(admin::routes())
        .route("/tasks", get(tasks::show))
        .route("/tasks/together", post(tasks::act))
        .route(
            "/tasks/{instance}/{task}",
            get(task::show).post(task::send).layer(uploads),
        )
        .route("/tasks/{instance}/{task}/people", post(task_people::send))
        .route("/letters", get(my_letters::show).post(my_letters::save))
        .route("/letters/calendar", post(my_letters::calendar))
        .route("/absences", get(absences::show).post(absences::enter))
        .route("/absences/{id}/cancel", post(absences::cancel))
        .route(
            "/start/{process}",
            get(start::show).post(start::send).layer(uploads),
        )
        .route("/instances/{id}/files/{file}", get(files::show))
        .route("/instances", get(instances::show))
        .route("/instances/{id}", get(instance::course))
        .route("/instances/{id}/plan", get(instance::plan))
        .route("/instances/{id}/board", get(board::show))
        .route("/instances/{id}/board/remind", post(board::remind))
        .route("/instances/{id}/diagram", get(instance::diagram))
        .route("/instances/{id}/data", get(instance::data))
        .route("/instances/{id}/documents", get(instance::documents))
        .route("/instances/{id}/letters", get(instance::letters))
        .route("/instances/{id}/history", get(instance::history))
        .route(
            "/instances/{id}/documents/{document}",
            get(instance::document),
        )
        .route(
            "/instances/{id}/documents/{document}/docx",
            get(instance::document_docx),
        )
        .route(
            "/instances/{id}/events/{event}",
            get(instance::confirm).post(instance::raise),
        )
        .route(
            "/instances/{id}/incidents/{incident}/retry",
            post(outbox::retry_incident),
        )
        .route(
            "/instances/{id}/late/{step}",
            get(late::show).post(late::send).layer(uploads),
        )
        .route(
            "/instances/{id}/terms/{term}/{act}",
            get(term::show).post(term::send),
        )
        .route("/control", get(control::show))
        .route("/control/together", post(control::act))
        .route("/control/files/{format}", get(control::file))
        .route("/filters", post(filters::keep))
        .route("/filters/{id}/remove", post(filters::remove))
        .route("/indicators", get(indicators::show))
        .route("/indicators/{set}", get(indicator_set::show))
        .route("/registers", get(registers::show))
        .route("/registers/{id}", get(register::show))
        .route("/registers/{id}/journal/{format}", get(register::file))
        .route("/instances/{id}/preview", get(letter_preview::template))
        .route("/admin/letters", get(letter_preview::sent))
        .route("/admin/outbox", get(outbox::show))
        .route("/admin/outbox/free", post(outbox::free_address))
        .route("/admin/outbox/retry", post(outbox::retry_letter))
}

/// A page with its status.
pub(crate) fn html(status: StatusCode, page: impl Template) -> Result<Response, Failure> {
    match page.render() {
        Ok(text) => Ok((status, Html(text)).into_response()),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Failure::Broken)
        }
    }
}

fn page(page: impl Template) -> Result<Response, Failure> {
    html(StatusCode::OK, page)
}

/// A form with its mistakes.
fn unprocessable(page: impl Template) -> Result<Response, Failure> {
    html(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// A document as a file. The browser shows it in its own viewer, apart from our pages.
pub(crate) fn pdf(bytes: Vec<u8>) -> Response {
    use axum::http::header;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"document.pdf\"",
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    (headers, bytes).into_response()
}

/// What a file of a list is.
pub(crate) fn journal_media(format: JournalFormat) -> &'static str {
    match format {
        JournalFormat::Pdf => "application/pdf",
        JournalFormat::Docx => DOCX,
        JournalFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// What a file for a word processor is.
pub(crate) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A document as a file for a word processor.
pub(crate) fn docx(document: u32, bytes: Vec<u8>) -> Response {
    download(DOCX, &format!("document-{document}.docx"), bytes)
}

/// A file that a browser saves under a name of our own making.
pub(crate) fn download(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    use axum::http::header;
    let saved = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CONTENT_DISPOSITION, &saved),
    ];
    (headers, bytes).into_response()
}
