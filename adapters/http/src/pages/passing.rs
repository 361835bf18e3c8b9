//! Going on without a step that is stuck: what will not be done is read first, then the way, the reason and the consent are
//! given on the same page.
//!
//! Who may, and which ways there are, is the service's answer.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{IncidentId, InstanceId, Rejection};
use reglament_runtime::{
    IncidentView, InstanceView, LostKind, PassingView, PassingWish, ServiceError, WayView,
};
use serde::Deserialize;

use super::{page, unprocessable};
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{Link, OptionView, Problem};
use crate::ui::passing::PassingPage;
use crate::web::{Failure, Official, command_id, fresh_key};

/// The page of an incident.
pub(super) fn href(instance: &InstanceId, incident: IncidentId) -> String {
    format!("/instances/{instance}/incidents/{incident}/pass")
}

/// A link to the page of every incident of a case.
pub(super) fn links(locale: Locale, view: &InstanceView) -> Vec<Link> {
    let link = |incident: &IncidentView| {
        let step = locale.title(&incident.step);
        let title = locale.fill("passing.of", &[("step", &step)]);
        Link::new(title, href(&view.id, incident.incident))
    };
    view.incidents.iter().map(link).collect()
}

#[derive(Default, Deserialize)]
pub(super) struct Decided {
    #[serde(rename = "_command", default)]
    command: String,
    /// The steps of a way with blanks between; none: nothing was chosen.
    to: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    agreed: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path((id, incident)): Path<(String, u32)>,
) -> Result<Response, Failure> {
    let place = (InstanceId(id), IncidentId(incident));
    let view = view(&app, &official, &place).await?;
    page(draw(
        &app,
        &official,
        &view,
        &Decided::default(),
        Vec::new(),
    )?)
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path((id, incident)): Path<(String, u32)>,
    Form(decided): Form<Decided>,
) -> Result<Response, Failure> {
    let command = command_id(Some(official.id()), Some(&decided.command))?;
    let place = (InstanceId(id), IncidentId(incident));
    let locale = official.locale();
    let mut wrong = missing(locale, &decided);
    if wrong.is_empty() {
        let steps = decided.to.as_deref().unwrap_or_default();
        let wish = PassingWish {
            instance: place.0.clone(),
            incident: place.1,
            to: steps.split_whitespace().map(str::to_owned).collect(),
            reason: decided.reason.clone(),
        };
        let service = app.service();
        match service.pass_incident(command, official.id(), &wish).await {
            Ok(_) => {
                let there = format!("/instances/{}?done=true", place.0);
                return Ok(Redirect::to(&there).into_response());
            }
            Err(ServiceError::Rejected(Rejection::Passing(no))) => wrong.push(Problem {
                field: String::new(),
                text: locale.said(no.ru(), no.en()),
            }),
            Err(error) => return Err(error.into()),
        }
    }
    let view = view(&app, &official, &place).await?;
    unprocessable(draw(&app, &official, &view, &decided, wrong)?)
}

async fn view(
    app: &App,
    official: &Official,
    (instance, incident): &(InstanceId, IncidentId),
) -> Result<PassingView, Failure> {
    let service = app.service();
    Ok(service.passing(official.id(), instance, *incident).await?)
}

/// What was not said.
fn missing(locale: Locale, decided: &Decided) -> Vec<Problem> {
    let rows = [
        (decided.to.is_none(), "to", "passing.choose"),
        (decided.reason.trim().is_empty(), "reason", "passing.why"),
        (!decided.agreed, "agreed", "passing.agree_first"),
    ];
    let wrong = rows.into_iter().filter(|(is_missing, ..)| *is_missing);
    wrong
        .map(|(_, field, words)| Problem {
            field: field.to_owned(),
            text: locale.text(words).to_owned(),
        })
        .collect()
}

fn draw(
    app: &App,
    official: &Official,
    view: &PassingView,
    decided: &Decided,
    problems: Vec<Problem>,
) -> Result<PassingPage, Failure> {
    let locale = official.locale();
    let instance = &view.incident.instance;
    let step = locale.title(&view.incident.step);
    let title = locale.fill("passing.title", &[("step", &step)]);
    let mut shell = official.shell(app, title, "/instances");
    shell.failed = !problems.is_empty();
    let back = format!("/instances/{instance}");
    shell.crumbs = vec![
        Link::new(locale.text("instances.title"), "/instances"),
        Link::new(locale.text("passing.case"), &back),
    ];
    let one = view.ways.len() == 1;
    let way = |way: &WayView| {
        let value = way.to.join(" ");
        let chosen = one || decided.to.as_deref() == Some(value.as_str());
        OptionView {
            value,
            title: way_title(locale, way),
            note: String::new(),
            chosen,
        }
    };
    Ok(PassingPage {
        shell,
        incident: locale.said(&view.incident.ru, &view.incident.en),
        lost: view
            .lost
            .iter()
            .map(|lost| {
                locale.fill(
                    lost_words(lost.kind),
                    &[("title", &locale.title(&lost.title))],
                )
            })
            .collect(),
        ways: view.ways.iter().map(way).collect(),
        action: href(instance, view.incident.incident),
        back,
        key: fresh_key()?,
        reason: decided.reason.clone(),
        agreed: decided.agreed,
        problems,
    })
}

fn way_title(locale: Locale, way: &WayView) -> String {
    match way.titles.is_empty() {
        true => locale.text("passing.nowhere").to_owned(),
        false => {
            let titles: Vec<String> = way.titles.iter().map(|one| locale.title(one)).collect();
            titles.join(" + ")
        }
    }
}

fn lost_words(kind: LostKind) -> &'static str {
    match kind {
        LostKind::Task => "passing.task",
        LostKind::Letter => "passing.letter",
        LostKind::Document => "passing.document",
        LostKind::Number => "passing.number",
        LostKind::Value => "passing.value",
        LostKind::Case => "passing.child",
        LostKind::Message => "passing.message",
        LostKind::Service => "passing.service",
        LostKind::Publication => "passing.publication",
        LostKind::Test => "passing.test",
        LostKind::Choice => "passing.choice",
        LostKind::Wait => "passing.wait",
        LostKind::Undo => "passing.undo",
    }
}
