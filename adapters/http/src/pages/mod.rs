//! The handlers of pages: one file per page. Each asks the service, fills the view of `ui/` and prints it.
//!
//! No rules here: what a person may see and do, and when something is due, is the engine's answer.

mod absences;
mod access_log;
mod accessibility;
pub(crate) mod admin;
mod api;
mod board;
mod calendar;
mod calendar_year;
mod clauses;
mod control;
mod control_query;
mod control_strip;
mod correction;
mod course;
mod due;
pub(crate) mod files;
pub(crate) mod filters;
mod form_pages;
mod form_progress;
mod from_device;
mod home;
pub(crate) mod import;
mod indicator_set;
mod indicator_trend;
mod indicators;
mod instance;
mod instance_actions;
mod instances;
pub(crate) mod kept_form;
mod late;
mod letter_preview;
mod letters;
mod me;
mod month;
mod my_letters;
pub(crate) mod outbox;
mod passing;
pub(crate) mod personal_data;
pub(crate) mod picture;
pub(crate) mod plan;
mod preferences;
mod process_times;
mod public_form;
mod public_page;
mod receipt;
pub(crate) mod register;
mod registers;
mod reply;
mod second_factor;
mod sign_in;
mod sign_in_code;
mod sign_in_elsewhere;
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
mod trend_chart;
pub(crate) mod verify;

use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use reglament_runtime::port::JournalFormat;

pub(crate) use admin::give_password;

use crate::access::{Site, door};
use crate::limits;
use crate::web::Failure;

/// Signing in and out.
fn ways_in() -> Site {
    Site::new()
        .on(door!("GET /sign-in"), sign_in::show)
        .on(door!("POST /sign-in"), sign_in::enter)
        .on(door!("GET /sign-in/code"), sign_in_code::show)
        .on(door!("POST /sign-in/code"), sign_in_code::enter)
        .on(door!("GET /sign-in/oidc"), sign_in_elsewhere::begin)
        .on(
            door!("GET /sign-in/oidc/back"),
            sign_in_elsewhere::come_back,
        )
        .on(door!("POST /sign-out"), sign_in::leave)
}

/// Pages for everybody.
pub(crate) fn public() -> Site {
    let uploads = DefaultBodyLimit::max(limits::PUBLIC_UPLOAD_BODY_BYTES);
    ways_in()
        .on(door!("GET /"), home::show)
        .on(door!("POST /language"), preferences::language)
        .on(door!("POST /theme"), preferences::theme)
        .on(door!("POST /text-size"), preferences::text_size)
        .on(door!("GET /accessibility"), accessibility::show)
        .on(door!("POST /keys"), preferences::keys)
        .on(door!("GET /f/{process}"), public_form::show)
        .on(door!("POST /f/{process}"), public_form::send.layer(uploads))
        .on(door!("POST /f/{process}/begin"), form_pages::begin)
        .on(door!("GET /f/{process}/{draft}/{page}"), form_pages::show)
        .on(
            door!("POST /f/{process}/{draft}/{page}"),
            form_pages::save.layer(uploads),
        )
        .on(door!("POST /f/{process}/{draft}/erase"), form_pages::erase)
        .on(door!("GET /public/{page}"), public_page::show)
        .on(
            door!("GET /public/{page}/{instance}/{publication}"),
            public_page::document,
        )
        .on(door!("GET /api"), api::show)
        .on(door!("GET /api/{group}"), api::group)
        .on(door!("GET /verify"), verify::ask)
        .on(door!("GET /verify/{code}"), verify::show)
        .on(door!("GET /calendar/{name}"), my_letters::calendar_file)
        .on(
            door!("GET /unsubscribe/{person}/{kind}/{signature}"),
            my_letters::unsubscribe,
        )
        .on(
            door!("POST /unsubscribe/{person}/{kind}/{signature}"),
            my_letters::declined,
        )
        .on(door!("GET /c"), status::find)
        .on(door!("GET /c/{code}"), status::show)
        .on(door!("GET /c/{code}/receipt"), receipt::show)
        .on(
            door!("GET /c/{code}/documents/{document}"),
            status::document,
        )
        .on(door!("GET /c/{code}/test/{step}"), test::show)
        .on(door!("POST /c/{code}/test/{step}/begin"), test::begin)
        .on(
            door!("POST /c/{code}/test/{step}/answers/{place}"),
            test::answer,
        )
        .on(door!("GET /c/{code}/test/{step}/finish"), test::confirm)
        .on(door!("POST /c/{code}/test/{step}/finish"), test::finish)
        .on(door!("GET /c/{code}/events/{event}"), status::confirm)
        .on(door!("POST /c/{code}/events/{event}"), status::raise)
        .on(
            door!("GET /c/{code}/terms/{term}/resume"),
            term_resumption::show,
        )
        .on(
            door!("POST /c/{code}/terms/{term}/resume"),
            term_resumption::send.layer(uploads),
        )
}

/// Pages for people who have signed in.
pub(crate) fn officials() -> Site {
    work()
        .merge(cases())
        .merge(unusual())
        .merge(control())
        .merge(admin::routes())
}

/// What somebody does: tasks, letters, absences, starting.
fn work() -> Site {
    let uploads = DefaultBodyLimit::max(limits::UPLOAD_BODY_BYTES);
    Site::new()
        .on(door!("GET /tasks"), tasks::show)
        .on(door!("POST /tasks/together"), tasks::act)
        .on(door!("GET /calendar"), calendar::show)
        .on(door!("GET /calendar/year"), calendar_year::show)
        .on(door!("POST /filters"), filters::keep)
        .on(door!("POST /filters/{id}/remove"), filters::remove)
        .on(door!("GET /tasks/{instance}/{task}"), task::show)
        .on(
            door!("POST /tasks/{instance}/{task}"),
            task::send.layer(uploads),
        )
        .on(
            door!("POST /tasks/{instance}/{task}/people"),
            task_people::send,
        )
        .on(door!("GET /me"), me::show)
        .on(door!("POST /me/password"), me::change_password)
        .on(door!("POST /me/sessions"), me::close_sessions)
        .on(door!("GET /me/second-factor"), second_factor::show)
        .on(door!("POST /me/second-factor"), second_factor::act)
        .on(door!("GET /letters"), my_letters::show)
        .on(door!("POST /letters"), my_letters::save)
        .on(door!("POST /letters/calendar"), my_letters::calendar)
        .on(door!("GET /absences"), absences::show)
        .on(door!("POST /absences"), absences::enter)
        .on(door!("POST /absences/{id}/cancel"), absences::cancel)
        .on(door!("GET /start/{process}"), start::show)
        .on(door!("POST /start/{process}"), start::send.layer(uploads))
}

/// One case and the list of them.
fn cases() -> Site {
    Site::new()
        .on(door!("GET /instances/{instance}/files/{file}"), files::show)
        .on(door!("GET /instances"), instances::show)
        .on(door!("GET /instances/{instance}"), instance::course)
        .on(door!("GET /instances/{instance}/plan"), instance::plan)
        .on(door!("GET /instances/{instance}/board"), board::show)
        .on(
            door!("POST /instances/{instance}/board/remind"),
            board::remind,
        )
        .on(
            door!("GET /instances/{instance}/diagram"),
            instance::diagram,
        )
        .on(door!("GET /instances/{instance}/data"), instance::data)
        .on(
            door!("GET /instances/{instance}/documents"),
            instance::documents,
        )
        .on(
            door!("GET /instances/{instance}/letters"),
            instance::letters,
        )
        .on(
            door!("GET /instances/{instance}/history"),
            instance::history,
        )
        .on(
            door!("GET /instances/{instance}/documents/{document}"),
            instance::document,
        )
        .on(
            door!("GET /instances/{instance}/documents/{document}/docx"),
            instance::document_docx,
        )
        .on(
            door!("GET /instances/{instance}/events/{event}"),
            instance::confirm,
        )
        .on(
            door!("POST /instances/{instance}/events/{event}"),
            instance::raise,
        )
        .on(
            door!("GET /instances/{instance}/terms/{term}/{act}"),
            term::show,
        )
        .on(
            door!("POST /instances/{instance}/terms/{term}/{act}"),
            term::send,
        )
        .on(
            door!("GET /instances/{instance}/preview"),
            letter_preview::template,
        )
}

/// What is not in its usual course in a case: incidents, corrections, steps that come late.
fn unusual() -> Site {
    let uploads = DefaultBodyLimit::max(limits::UPLOAD_BODY_BYTES);
    Site::new()
        .on(
            door!("POST /instances/{instance}/incidents/{incident}/retry"),
            outbox::retry_incident,
        )
        .on(
            door!("GET /instances/{instance}/incidents/{incident}/pass"),
            passing::show,
        )
        .on(
            door!("POST /instances/{instance}/incidents/{incident}/pass"),
            passing::send,
        )
        .on(
            door!("GET /instances/{instance}/correction"),
            correction::show,
        )
        .on(
            door!("POST /instances/{instance}/correction"),
            correction::send,
        )
        .on(door!("GET /instances/{instance}/late/{step}"), late::show)
        .on(
            door!("POST /instances/{instance}/late/{step}"),
            late::send.layer(uploads),
        )
}

/// What is late, figures, registers, deliveries.
fn control() -> Site {
    Site::new()
        .on(door!("GET /control"), control::show)
        .on(door!("POST /control/together"), control::act)
        .on(door!("GET /control/files/{format}"), control::file)
        .on(door!("GET /control/processes"), process_times::list)
        .on(
            door!("GET /control/processes/{process}"),
            process_times::show,
        )
        .on(door!("GET /indicators"), indicators::show)
        .on(door!("GET /indicators/{set}"), indicator_set::show)
        .on(
            door!("GET /indicators/{set}/{indicator}"),
            indicator_trend::show,
        )
        .on(door!("GET /registers"), registers::show)
        .on(door!("GET /registers/{register}"), register::show)
        .on(
            door!("GET /registers/{register}/journal/{format}"),
            register::file,
        )
        .on(door!("GET /admin/letters"), letter_preview::sent)
        .on(door!("GET /admin/access-log"), access_log::show)
        .on(
            door!("GET /admin/access-log/files/{format}"),
            access_log::file,
        )
        .on(door!("GET /admin/outbox"), outbox::show)
        .on(door!("POST /admin/outbox/free"), outbox::free_address)
        .on(door!("POST /admin/outbox/retry"), outbox::retry_letter)
        .on(door!("GET /admin/jobs"), admin::machines::show)
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
        (header::CONTENT_TYPE, PDF),
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
        JournalFormat::Pdf => PDF,
        JournalFormat::Docx => DOCX,
        JournalFormat::Xlsx => XLSX,
    }
}

/// Media type of a finished document.
pub(crate) const PDF: &str = "application/pdf";

/// Media type of a spreadsheet.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
