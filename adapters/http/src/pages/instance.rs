//! One instance, a tab per address, and what its viewer may do: process-wide events, documents.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use reglament_core::{ErasureScope, InstanceId, Rejection};
use reglament_runtime::{InstanceView, ServiceError, Viewer};
use serde::Deserialize;

use super::letters::{editable, letter};
use super::picture::picture;
use super::{course, docx, files, instance_actions, page, pdf, plan, unprocessable};
use crate::App;
use crate::locale::Locale;
use crate::ui::instance::{InstanceBody, InstancePage, PictureView};
use crate::ui::parts::{Chip, Link, Notice, Pair, Tab, Tone};
use crate::ui::status::ConfirmPage;
use crate::web::{Failure, Official, command_id, fresh_key, url_encoded};

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: bool,
}

#[derive(Deserialize)]
pub(super) struct Raised {
    #[serde(rename = "_command", default)]
    command: String,
    #[serde(default)]
    reason: String,
}

/// A tab: its key, the end of its address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Course,
    Plan,
    Picture,
    Data,
    Documents,
    Letters,
    History,
}

impl Face {
    const EVERY: [(Self, &'static str, &'static str); 7] = [
        (Self::Course, "instance.course", ""),
        (Self::Plan, "instance.plan", "/plan"),
        (Self::Picture, "instance.diagram", "/diagram"),
        (Self::Data, "instance.data", "/data"),
        (Self::Documents, "instance.documents", "/documents"),
        (Self::Letters, "instance.letters", "/letters"),
        (Self::History, "instance.history", "/history"),
    ];
}

pub(super) async fn course(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, Failure> {
    show(&app, &official, id, Face::Course, query.done).await
}

pub(super) async fn plan(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(wanted): Query<plan::Wanted>,
) -> Result<Response, Failure> {
    let view = app
        .service()
        .instance(official.id(), &InstanceId(id))
        .await?;
    let plan = view.plan.as_ref().ok_or(Failure::NotFound)?;
    let here = format!("/instances/{}/plan", view.id);
    let calendar = app.service().library().calendar();
    let board = plan::board(official.locale(), plan, &calendar, (&here, &wanted));
    let body = InstanceBody::Plan(Box::new(board));
    draw(&app, &official, &view, Face::Plan, (body, false))
}

pub(super) async fn diagram(
    app: State<App>,
    official: Official,
    id: Path<String>,
) -> Result<Response, Failure> {
    show(&app, &official, id.0, Face::Picture, false).await
}

pub(super) async fn data(
    app: State<App>,
    official: Official,
    id: Path<String>,
) -> Result<Response, Failure> {
    show(&app, &official, id.0, Face::Data, false).await
}

pub(super) async fn documents(
    app: State<App>,
    official: Official,
    id: Path<String>,
) -> Result<Response, Failure> {
    show(&app, &official, id.0, Face::Documents, false).await
}

pub(super) async fn letters(
    app: State<App>,
    official: Official,
    id: Path<String>,
) -> Result<Response, Failure> {
    show(&app, &official, id.0, Face::Letters, false).await
}

pub(super) async fn history(
    app: State<App>,
    official: Official,
    id: Path<String>,
) -> Result<Response, Failure> {
    show(&app, &official, id.0, Face::History, false).await
}

pub(super) async fn document(
    State(app): State<App>,
    official: Official,
    Path((id, document)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let viewer = Viewer::Person(official.person.id);
    Ok(pdf(app
        .service()
        .document_pdf(&viewer, &InstanceId(id), document)
        .await?))
}

pub(super) async fn document_docx(
    State(app): State<App>,
    official: Official,
    Path((id, document)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let file = app
        .service()
        .document_docx(official.id(), &InstanceId(id), document)
        .await?;
    Ok(docx(document, file))
}

pub(super) async fn confirm(
    State(app): State<App>,
    official: Official,
    Path((id, event)): Path<(String, String)>,
) -> Result<Response, Failure> {
    page(question(&app, &official, &InstanceId(id), &event, String::new()).await?)
}

async fn question(
    app: &App,
    official: &Official,
    id: &InstanceId,
    event: &str,
    problem: String,
) -> Result<ConfirmPage, Failure> {
    let view = app.service().instance(official.id(), id).await?;
    let button = view.events.iter().find(|button| button.id == event);
    let title = official
        .locale()
        .title(&button.ok_or(Failure::NotFound)?.title);
    let back = format!("/instances/{}", view.id);
    let mut shell = official.shell(app, format!("{title}?"), "/instances");
    shell.failed = !problem.is_empty();
    Ok(ConfirmPage {
        shell,
        text: official.locale().text("confirm.withdraw").to_owned(),
        action: format!("{back}/events/{}", url_encoded(event)),
        button: title,
        back,
        key: fresh_key()?,
        reason: true,
        problem,
    })
}

pub(super) async fn raise(
    State(app): State<App>,
    official: Official,
    Path((id, event)): Path<(String, String)>,
    Form(sent): Form<Raised>,
) -> Result<Response, Failure> {
    let command = command_id(Some(official.id()), Some(&sent.command))?;
    let reason = Some(sent.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let viewer = Viewer::Person(official.person.id.clone());
    let instance = InstanceId(id);
    let service = app.service();
    let raised = service
        .raise_event(command, &viewer, &instance, &event, reason)
        .await;
    match raised {
        Ok(_) => Ok(Redirect::to(&format!("/instances/{instance}?done=true")).into_response()),
        // A missing reason is a mistake in a form like any other.
        Err(ServiceError::Rejected(why @ Rejection::CancelReasonNeeded)) => {
            let problem = official.locale().said(why.ru(), why.en());
            unprocessable(question(&app, &official, &instance, &event, problem).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(
    app: &App,
    official: &Official,
    id: String,
    face: Face,
    done: bool,
) -> Result<Response, Failure> {
    let view = app
        .service()
        .instance(official.id(), &InstanceId(id))
        .await?;
    let locale = official.locale();
    let zone = app.zone_of(&view.definition.process);
    let mut body = body(app, locale, &view, face, zone);
    if let Some(diagram) = body.diagram_to_draw() {
        *diagram = picture(app, locale, &view).await;
    }
    draw(app, official, &view, face, (body, done))
}

/// The page around a body; `done`: something has just been done.
fn draw(
    app: &App,
    official: &Official,
    view: &InstanceView,
    face: Face,
    (body, done): (InstanceBody, bool),
) -> Result<Response, Failure> {
    let locale = official.locale();
    let zone = app.zone_of(&view.definition.process);
    let mut shell = official.shell(app, subject(locale, view), "/instances");
    shell.crumbs = vec![Link::new(locale.text("instances.title"), "/instances")];
    shell.notice = notice(locale, view, done);
    shell.live = official.looks_at("instance", view.id.as_str());
    page(InstancePage {
        shell,
        state: state(locale, view),
        facts: facts(locale, view, zone),
        parent: view.parent.as_ref().map(|id| {
            Link::new(
                locale.text("instance.parent_link"),
                format!("/instances/{id}"),
            )
        }),
        actions: instance_actions::of(app, official, view),
        tabs: tabs(locale, view, face),
        body,
    })
}

/// A case about nobody in particular (a session) goes by the name of its process.
fn subject(locale: Locale, view: &InstanceView) -> String {
    if view.subject.is_empty() {
        locale.title(&view.process_title)
    } else {
        view.subject.clone()
    }
}

/// Incidents come first: nothing moves until somebody acts.
fn notice(locale: Locale, view: &InstanceView, done: bool) -> Option<Notice> {
    if let Some(erased) = &view.erased {
        let key = match erased.scope {
            ErasureScope::Everything => "instance.erased",
            ErasureScope::Contacts => "instance.contacts_erased",
        };
        let on = locale.date(erased.on);
        let said = locale.fill(key, &[("act", &erased.act), ("date", &on)]);
        return Some(Notice::new(Tone::Waiting, said));
    }
    if view.incidents.is_empty() {
        return done.then(|| Notice::new(Tone::Done, locale.text("instance.done")));
    }
    let mut notice = Notice::new(Tone::Incident, locale.text("instance.incident_notice"));
    let line = |one: &reglament_runtime::IncidentView| {
        let said = locale.said(&one.ru, &one.en);
        format!("{}: {said}", locale.title(&one.step))
    };
    notice.lines = view.incidents.iter().map(line).collect();
    Some(notice)
}

fn state(locale: Locale, view: &InstanceView) -> Chip {
    if view.incidents.is_empty() {
        course::state(locale, view.ended.as_ref())
    } else {
        Chip::new(Tone::Incident, locale.text("instance.incident"))
    }
}

fn facts(locale: Locale, view: &InstanceView, zone: Tz) -> Vec<Pair> {
    let process = locale.title(&view.process_title);
    let version = view.definition.version.to_string();
    let process = locale.fill(
        "instance.version",
        &[("process", &process), ("version", &version)],
    );
    let due = view.term.as_ref().map(|due| {
        let date = locale.date(due.on);
        let date = match due.held {
            true => locale.text("deadline.held").to_owned(),
            false => date,
        };
        Pair::new(locale.text("instance.due"), date)
    });
    let mut facts = vec![
        Pair::new(locale.text("instance.process"), process),
        Pair::new(locale.text("status.code"), &view.receipt),
        Pair::new(
            locale.text("instance.started"),
            locale.moment(view.started_at.with_timezone(&zone)),
        ),
    ];
    facts.extend(due);
    facts
}

fn tabs(locale: Locale, view: &InstanceView, open: Face) -> Vec<Tab> {
    let tab = |(face, key, end): (Face, &'static str, &str)| Tab {
        title: locale.text(key).to_owned(),
        count: match face {
            Face::Documents => Some(view.documents.len()),
            Face::Letters => Some(view.letters.len()),
            Face::Course | Face::Plan | Face::Picture | Face::Data | Face::History => None,
        },
        alarm: false,
        href: format!("/instances/{}{end}", view.id),
        current: face == open,
    };
    let shown = |(face, ..): &(Face, &str, &str)| *face != Face::Plan || view.plan.is_some();
    Face::EVERY.into_iter().filter(shown).map(tab).collect()
}

fn body(app: &App, locale: Locale, view: &InstanceView, face: Face, zone: Tz) -> InstanceBody {
    match face {
        // The plan is drawn by its own handler.
        Face::Course | Face::Plan => {
            InstanceBody::Course(Box::new(course::view(app, locale, view, zone)))
        }
        Face::Picture => InstanceBody::Picture(PictureView {
            steps: course::steps(locale, view, zone),
            ..PictureView::default()
        }),
        Face::Data => {
            let pair = |data: &reglament_runtime::DataView| files::pair(locale, &view.id, data);
            InstanceBody::Data(view.data.iter().map(pair).collect())
        }
        Face::Documents => {
            let row = |each: &reglament_runtime::DocumentView| {
                editable(locale, each, &view.id.to_string())
            };
            InstanceBody::Documents(view.documents.iter().map(row).collect())
        }
        Face::Letters => {
            let rows = view
                .letters
                .iter()
                .map(|each| letter(locale, each, zone, false));
            InstanceBody::Letters(rows.collect())
        }
        Face::History => {
            InstanceBody::History(course::timeline(locale, &view.id, &view.history, zone))
        }
    }
}
