//! The JSON API under `/api/v1`. Answers are the runtime's views; errors are RFC 9457 `problem+json`.
//!
//! Everything that a page does is possible here with the same checks. Commands need the header `Idempotency-Key`:
//! repeated with the same key and body they take effect once.

mod access_log;
mod administered;
mod administration;
mod board;
mod calendar;
mod cases;
mod control;
mod correction;
mod directory;
mod draft_letters;
mod drafts;
mod effects;
mod events;
mod exams;
mod files;
mod filters;
mod identities;
mod indicators;
mod instances;
mod integrity;
mod jobs;
mod key;
mod language;
mod letters;
mod machines;
mod me;
mod messages;
mod migrations;
pub(crate) mod openapi;
pub(crate) mod operations;
mod overdue;
mod own_settings;
mod passing;
mod people;
mod people_table;
mod personal_data;
mod picture;
mod problem;
mod process_times;
mod programs;
mod published;
mod read;
mod session;
mod settings;
mod shapes;
mod start;
mod subscriptions;
mod tasks;
mod terms;
mod together;
mod uploads;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;

pub(crate) use jobs::Caller;
pub use people::{EnterAbsence, EnteredAbsence, HandOverTask};
pub use problem::{ApiProblem, FieldProblem};
pub use shapes::{
    AddItem, CancelInstance, CompleteTask, ExtendTerm, MatchedShape, PreviewShape, RaiseEvent,
    ResumeTerm, SendMessage, SignIn, SignedIn, StartInstance, SuspendTerm, UnmatchedShape,
};

use crate::access::{Site, door};
use crate::limits;

/// For everybody; the jobs ask for the token of a worker.
pub(crate) fn public() -> Site {
    let uploads = DefaultBodyLimit::max(limits::PUBLIC_UPLOAD_BODY_BYTES);
    Site::new()
        .on(door!("POST /api/v1/session"), session::open)
        .on(door!("DELETE /api/v1/session"), session::close)
        .on(door!("GET /api/v1/openapi.json"), openapi::show)
        .on(door!("GET /api/v1/services"), start::services)
        .on(door!("POST /api/v1/jobs/fetch"), jobs::fetch)
        .on(
            door!("POST /api/v1/jobs/{instance}/{job}/complete"),
            jobs::complete,
        )
        .on(door!("POST /api/v1/jobs/{instance}/{job}/fail"), jobs::fail)
        .on(
            door!("POST /api/v1/jobs/{instance}/{job}/extend"),
            jobs::extend,
        )
        .on(door!("GET /api/v1/processes/{process}/form"), start::form)
        .on(
            door!("POST /api/v1/processes/{process}/instances"),
            start::start,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/items/{step}"),
            start::join_form,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/items/{step}"),
            start::join,
        )
        .on(door!("POST /api/v1/files"), files::upload.layer(uploads))
        .on(door!("POST /api/v1/uploads"), uploads::begin)
        .on(door!("GET /api/v1/uploads/{upload}"), uploads::show)
        .on(door!("POST /api/v1/uploads/{upload}/parts"), uploads::add)
        .on(
            door!("POST /api/v1/uploads/{upload}/finish"),
            uploads::finish,
        )
        .on(door!("DELETE /api/v1/uploads/{upload}"), uploads::cancel)
        .on(door!("GET /api/v1/public"), published::list)
        .on(door!("GET /api/v1/public/{page}"), published::show)
        .on(
            door!("GET /api/v1/public/{page}/{instance}/{publication}"),
            published::document,
        )
        .on(door!("GET /api/v1/cases/{code}"), cases::show)
        .on(door!("GET /api/v1/verify/{code}"), cases::verify)
        .on(
            door!("GET /api/v1/cases/{code}/documents/{document}"),
            cases::document,
        )
        .on(
            door!("POST /api/v1/cases/{code}/events/{event}"),
            cases::raise,
        )
        .on(
            door!("POST /api/v1/cases/{code}/terms/{term}/resume"),
            terms::resume_by_applicant,
        )
        .merge(exams())
}

/// Tests on the computer, by the code.
fn exams() -> Site {
    Site::new()
        .on(door!("GET /api/v1/cases/{code}/tests/{step}"), exams::show)
        .on(
            door!("POST /api/v1/cases/{code}/tests/{step}/begin"),
            exams::begin,
        )
        .on(
            door!("POST /api/v1/cases/{code}/tests/{step}/answers/{place}"),
            exams::answer,
        )
        .on(
            door!("POST /api/v1/cases/{code}/tests/{step}/finish"),
            exams::finish,
        )
}

/// For people who have signed in; the router puts the check in front.
pub(crate) fn officials() -> Site {
    let tables = DefaultBodyLimit::max(limits::FILE_BODY_BYTES);
    Site::new()
        .on(door!("GET /api/v1/session"), session::show)
        .on(door!("GET /api/v1/program"), programs::own)
        .on(door!("GET /api/v1/people"), directory::list)
        .on(door!("GET /api/v1/people/{person}"), directory::show)
        .on(
            door!("GET /api/v1/people/{person}/identities"),
            identities::list,
        )
        .on(
            door!("POST /api/v1/people/{person}/account"),
            directory::account,
        )
        .on(door!("GET /api/v1/personal-data"), personal_data::find)
        .on(door!("POST /api/v1/personal-data"), personal_data::give)
        .on(door!("GET /api/v1/audit"), directory::audit)
        .on(door!("GET /api/v1/settings"), settings::list)
        .on(door!("GET /api/v1/integrity"), integrity::show)
        .on(door!("GET /api/v1/effects"), effects::show)
        .on(door!("POST /api/v1/effects/pause"), effects::pause)
        .on(door!("POST /api/v1/effects/resume"), effects::resume)
        .on(door!("GET /api/v1/programs"), programs::list)
        .on(door!("POST /api/v1/programs"), programs::give)
        .on(door!("DELETE /api/v1/programs/{id}"), programs::withdraw)
        .on(door!("GET /api/v1/subscriptions"), subscriptions::list)
        .on(
            door!("POST /api/v1/subscriptions"),
            subscriptions::subscribe,
        )
        .on(
            door!("POST /api/v1/subscriptions/{id}/switch"),
            subscriptions::switch,
        )
        .on(
            door!("POST /api/v1/subscriptions/{id}/retry"),
            subscriptions::retry,
        )
        .on(door!("GET /api/v1/processes"), start::startable)
        .on(door!("GET /api/v1/tasks"), tasks::list)
        .on(door!("GET /api/v1/tasks/{instance}/{task}"), tasks::show)
        .on(
            door!("POST /api/v1/tasks/{instance}/{task}/complete"),
            tasks::complete,
        )
        .on(
            door!("POST /api/v1/tasks/{instance}/{task}/tables/{field}"),
            tasks::preview.layer(tables),
        )
        .on(door!("POST /api/v1/tasks/together"), together::act)
        .on(door!("POST /api/v1/messages"), messages::send)
        .on(door!("GET /api/v1/events"), events::listen)
        .merge(own())
        .merge(cases_seen())
        .merge(cases_decided())
        .merge(control())
        .merge(who())
        .merge(administered::routes())
}

/// What people do to their own accounts and lists.
fn own() -> Site {
    Site::new()
        .on(door!("GET /api/v1/me"), me::show)
        .on(door!("PUT /api/v1/me/settings"), own_settings::choose)
        .on(door!("POST /api/v1/me/password"), me::change_password)
        .on(door!("GET /api/v1/me/sessions"), me::sessions)
        .on(door!("DELETE /api/v1/me/sessions"), me::close_others)
        .on(door!("DELETE /api/v1/me/sessions/{session}"), me::close)
        .on(door!("GET /api/v1/filters/{list}"), filters::list)
        .on(door!("POST /api/v1/filters/{list}"), filters::keep)
        .on(door!("DELETE /api/v1/filters/{list}/{id}"), filters::remove)
}

/// Instances that somebody sees.
fn cases_seen() -> Site {
    Site::new()
        .on(door!("GET /api/v1/instances"), instances::list)
        .on(door!("GET /api/v1/instances/{instance}"), instances::show)
        .on(
            door!("GET /api/v1/instances/{instance}/files/{file}"),
            files::download,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/diagram"),
            picture::show,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/plan"),
            instances::plan,
        )
        .on(door!("GET /api/v1/instances/{instance}/board"), board::show)
        .on(
            door!("POST /api/v1/instances/{instance}/board/remind"),
            board::remind,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/forecast"),
            instances::forecast,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/documents"),
            instances::documents,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/documents/{document}"),
            instances::document,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/documents/{document}/docx"),
            instances::document_docx,
        )
}

/// What may be done about the whole of an instance.
fn cases_decided() -> Site {
    Site::new()
        .on(
            door!("POST /api/v1/instances/{instance}/events/{event}"),
            instances::raise,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/cancel"),
            instances::cancel,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/incidents/{incident}/retry"),
            instances::retry,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/incidents/{incident}"),
            passing::show,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/incidents/{incident}/pass"),
            passing::pass,
        )
        .on(
            door!("GET /api/v1/instances/{instance}/correction"),
            correction::show,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/correction"),
            correction::correct,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/terms/{term}/extend"),
            terms::extend,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/terms/{term}/suspend"),
            terms::suspend,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/terms/{term}/resume"),
            terms::resume,
        )
}

/// What is late, migrations, indicators, registers and the outbox.
fn control() -> Site {
    Site::new()
        .on(door!("GET /api/v1/control"), control::counters)
        .on(door!("GET /api/v1/overdue"), overdue::list)
        .on(door!("GET /api/v1/overdue/expected"), overdue::expected)
        .on(door!("GET /api/v1/overdue/strip"), overdue::strip)
        .on(door!("GET /api/v1/migrations"), migrations::proposed)
        .on(
            door!("POST /api/v1/processes/{process}/migrations"),
            migrations::migrate,
        )
        .on(door!("GET /api/v1/calendar/{year}"), calendar::year)
        .on(door!("GET /api/v1/term"), calendar::term)
        .on(door!("GET /api/v1/control/processes"), process_times::list)
        .on(
            door!("GET /api/v1/control/processes/{process}"),
            process_times::show,
        )
        .on(door!("GET /api/v1/indicators"), indicators::sets)
        .on(door!("GET /api/v1/indicators/{set}"), indicators::show)
        .on(
            door!("GET /api/v1/indicators/{set}/{indicator}"),
            indicators::trend,
        )
        .on(door!("GET /api/v1/registers"), control::registers)
        .on(door!("GET /api/v1/registers/{register}"), control::register)
        .on(
            door!("GET /api/v1/registers/{register}/journal/{format}"),
            control::journal,
        )
        .on(door!("GET /api/v1/access-log"), access_log::list)
        .on(door!("GET /api/v1/outbox"), control::outbox)
        .on(door!("POST /api/v1/outbox/retry"), control::retry)
        .on(door!("GET /api/v1/jobs"), machines::jobs)
        .on(door!("GET /api/v1/schedule"), machines::schedule)
        .on(door!("GET /api/v1/bounces"), control::bounces)
        .on(door!("POST /api/v1/bounces/free"), control::free)
}

/// Who does a task: handing over, votes, absences.
fn who() -> Site {
    Site::new()
        .on(
            door!("POST /api/v1/tasks/{instance}/{task}/{action}"),
            people::hand_over,
        )
        .on(
            door!("POST /api/v1/instances/{instance}/votes/{step}/close"),
            people::close_vote,
        )
        .on(door!("GET /api/v1/letters"), letters::show)
        .on(door!("POST /api/v1/letters"), letters::choose)
        .on(
            door!("POST /api/v1/letters/calendar"),
            letters::open_calendar,
        )
        .on(
            door!("DELETE /api/v1/letters/calendar"),
            letters::close_calendar,
        )
        .on(door!("GET /api/v1/absences"), people::absences)
        .on(door!("POST /api/v1/absences"), people::enter)
        .on(door!("DELETE /api/v1/absences/{id}"), people::cancel)
}
