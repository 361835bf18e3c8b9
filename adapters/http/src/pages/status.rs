//! The case of an applicant by receipt code: how far it is, documents, withdrawal, appeals.

use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use reglament_runtime::{Milestone as Step, ServiceError, StatusView, StepState, Viewer};
use serde::Deserialize;

use super::{home, html, page, pdf};
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{Chip, Link, Notice, Pair, Tone};
use crate::ui::status::{ApplicantAction, ConfirmPage, Milestone, StatusPage};
use crate::web::{Failure, Visitor, command_id, fresh_key, url_encoded};

#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    code: String,
}

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: bool,
}

#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(rename = "_command", default)]
    command: String,
}

/// From the front page: to the case, or back with a sentence.
pub(super) async fn find(
    State(app): State<App>,
    visitor: Visitor,
    Query(typed): Query<Code>,
) -> Result<Response, Failure> {
    match app.service().status_by_receipt(&typed.code).await {
        Ok(status) => Ok(Redirect::to(&format!("/c/{}", status.receipt)).into_response()),
        Err(ServiceError::NotFound) => {
            let problem = visitor.locale.text("home.not_found").to_owned();
            let page = home::view(&app, &visitor, typed.code, Some(problem)).await?;
            html(StatusCode::NOT_FOUND, page)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    page(view(&app, &visitor, &status, query.done))
}

pub(super) async fn document(
    State(app): State<App>,
    Path((code, document)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let viewer = Viewer::Receipt(status.receipt);
    Ok(pdf(app
        .service()
        .document_pdf(&viewer, &status.instance, document)
        .await?))
}

pub(super) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, event)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let button = status.events.iter().find(|button| button.id == event);
    let title = visitor
        .locale
        .title(&button.ok_or(Failure::NotFound)?.title);
    let back = format!("/c/{}", status.receipt);
    page(ConfirmPage {
        shell: visitor.shell(&app, format!("{title}?"), ""),
        text: visitor.locale.text("confirm.withdraw").to_owned(),
        action: format!("{back}/events/{}", url_encoded(&event)),
        button: title,
        back,
        key: fresh_key()?,
        reason: false,
        problem: String::new(),
    })
}

pub(super) async fn raise(
    State(app): State<App>,
    Path((code, event)): Path<(String, String)>,
    Form(key): Form<Key>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let id = command_id(None, Some(&key.command))?;
    let viewer = Viewer::Receipt(status.receipt.clone());
    app.service()
        .raise_event(id, &viewer, &status.instance, &event, None)
        .await?;
    Ok(Redirect::to(&format!("/c/{}?done=true", status.receipt)).into_response())
}

fn view(app: &App, visitor: &Visitor, status: &StatusView, done: bool) -> StatusPage {
    let locale = visitor.locale;
    // The view names no process; the processes of an organisation share its zone.
    let zone = app.zone();
    let mut shell = visitor.shell(app, locale.title(&status.title), "");
    shell.notice = done.then(|| Notice::new(Tone::Done, locale.text("status.raised")));
    shell.crumbs = vec![Link::new(locale.text("home.title"), "/")];
    let started = locale.moment(status.started_at.with_timezone(&zone));
    let state = match &status.ended {
        Some(ended) => Chip::new(Tone::Waiting, locale.title(ended)),
        None => Chip::new(Tone::Soon, locale.text("instance.running")),
    };
    StatusPage {
        shell,
        code: status.receipt.clone(),
        state,
        facts: vec![
            Pair::new(locale.text("status.subject"), &status.subject),
            Pair::new(locale.text("status.filed"), started),
            Pair::new(locale.text("task.basis"), &status.act),
        ],
        milestones: status
            .milestones
            .iter()
            .map(|step| milestone(locale, zone, step))
            .collect(),
        documents: status
            .documents
            .iter()
            .map(|document| {
                let href = format!("/c/{}/documents/{}", status.receipt, document.document);
                super::letters::document(locale, document, href)
            })
            .collect(),
        actions: actions(locale, status),
    }
}

/// Links that cannot be undone come last and in red.
fn actions(locale: Locale, status: &StatusView) -> Vec<ApplicantAction> {
    let code = &status.receipt;
    let appeals = status.appeals.iter().map(|appeal| ApplicantAction {
        title: locale.title(&appeal.title),
        note: String::new(),
        href: format!("/f/{}?link-{}={code}", appeal.process, appeal.link),
        danger: false,
    });
    let events = status.events.iter().map(|event| ApplicantAction {
        title: locale.title(&event.title),
        note: String::new(),
        href: format!("/c/{code}/events/{}", event.id),
        danger: true,
    });
    let resumed = status.resumable.iter().map(|resume| ApplicantAction {
        title: super::term::resume_title(locale, resume),
        note: locale.text("deadline.held").to_owned(),
        href: format!(
            "/c/{code}/terms/{}/resume",
            super::term::named(resume.owner)
        ),
        danger: false,
    });
    let tests = status.tests.iter().map(|test| ApplicantAction {
        title: locale.title(&test.title),
        note: match test.running {
            true => locale.text("test.resume").to_owned(),
            false => String::new(),
        },
        href: super::test::address(code, &test.step),
        danger: false,
    });
    let acts = tests.chain(resumed).chain(appeals);
    acts.chain(events).collect()
}

fn milestone(locale: Locale, zone: Tz, step: &Step) -> Milestone {
    let at = step.completed_at.or(step.started_at);
    Milestone {
        tone: step_tone(step.state),
        title: locale.title(&step.title),
        note: at.map_or_else(String::new, |at| {
            locale.short_moment(at.with_timezone(&zone))
        }),
    }
}

/// The colour of a step's state.
pub(super) fn step_tone(state: StepState) -> Tone {
    match state {
        StepState::Ahead | StepState::Skipped => Tone::Waiting,
        StepState::Active => Tone::Soon,
        StepState::Late => Tone::Overdue,
        StepState::Done => Tone::Done,
        StepState::Stuck => Tone::Incident,
    }
}
