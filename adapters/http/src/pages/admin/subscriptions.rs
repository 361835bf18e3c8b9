//! Subscriptions: addresses of other systems that are told what happens. The secret is shown once; below it stands how the
//! deliveries do.

use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::port::NotificationKind;
use reglament_runtime::{ServiceError, SubscriptionProblem, SubscriptionView, SubscriptionWish};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::programs::all;
use crate::form::FormBody;
use crate::locale::Locale;
use crate::pages::{page, unprocessable};
use crate::ui::parts::{
    Chip, FieldKind, FieldSpec, FormView, Notice, OptionView, OutcomeButton, Problem, Tone,
};
use crate::ui::subscriptions::{SubscriptionRowView, SubscriptionsPage};
use crate::web::{Failure, Official};
use crate::{App, limits};

const HERE: &str = "/admin/subscriptions";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
pub(super) struct Act {
    #[serde(default)]
    act: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, &Map::new(), Vec::new()).await?;
    let key = match wanted.done.as_str() {
        "on" => Some("subscriptions.was_on"),
        "off" => Some("subscriptions.was_off"),
        "retry" => Some("subscriptions.was_retried"),
        _ => None,
    };
    let locale = official.locale();
    view.shell.notice = key.map(|key| Notice::new(Tone::Done, locale.text(key)));
    page(view)
}

/// Answers with the page itself and not with a redirect: the secret is told in this answer and never again.
pub(super) async fn subscribe(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let wish = SubscriptionWish {
        url: body.get("url").unwrap_or_default().to_owned(),
        // What nobody knows was not on the page.
        events: all(&body, "events")
            .filter_map(NotificationKind::named)
            .collect(),
        processes: all(&body, "processes").map(str::to_owned).collect(),
    };
    match app.service().subscribe(official.id(), wish).await {
        Ok(made) => {
            let mut view = draw(&app, &official, &Map::new(), Vec::new()).await?;
            view.made = Some((made.subscription.url, made.secret));
            page(view)
        }
        Err(ServiceError::Subscription(problem)) => {
            let problem = beside(official.locale(), &problem);
            let mut view = draw(&app, &official, &typed(&body), vec![problem]).await?;
            view.shell.failed = true;
            unprocessable(view)
        }
        Err(error) => Err(error.into()),
    }
}

/// Switches on or off, or tries anew.
pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    let (service, by) = (app.service(), official.id());
    match act.act.as_str() {
        "on" => service.switch_subscription(by, id, true).await?,
        "off" => service.switch_subscription(by, id, false).await?,
        "retry" => service.retry_subscription(by, id).await.map(drop)?,
        _ => return Err(Failure::Unreadable),
    }
    let back = format!("{HERE}?done={}", act.act);
    Ok(Redirect::to(&back).into_response())
}

/// The form as it was sent, for showing it again.
fn typed(body: &FormBody) -> Map<String, Value> {
    let many = |name: &str| all(body, name).map(Value::from).collect::<Value>();
    Map::from_iter([
        (
            "url".to_owned(),
            Value::from(body.get("url").unwrap_or_default()),
        ),
        ("events".to_owned(), many("events")),
        ("processes".to_owned(), many("processes")),
    ])
}

/// What is wrong, beside the field that it is about.
fn beside(locale: Locale, problem: &SubscriptionProblem) -> Problem {
    let field = match problem {
        SubscriptionProblem::Address
        | SubscriptionProblem::Unfit { .. }
        | SubscriptionProblem::TooMany => "url",
        SubscriptionProblem::NoEvents => "events",
        SubscriptionProblem::NoProcesses | SubscriptionProblem::NotYours(_) => "processes",
    };
    Problem {
        field: field.to_owned(),
        text: locale.said(problem.ru(), problem.en()),
    }
}

async fn draw(
    app: &App,
    official: &Official,
    raw: &Map<String, Value>,
    problems: Vec<Problem>,
) -> Result<SubscriptionsPage, Failure> {
    let locale = official.locale();
    let found = app.service().subscriptions(official.id()).await?;
    let rows = found.iter().map(|one| row(app, locale, one));
    Ok(SubscriptionsPage {
        shell: official.shell(app, locale.text("subscriptions.title"), HERE),
        made: None,
        rows: rows.collect(),
        form: form(app, official, raw, problems)?,
    })
}

fn form(
    app: &App,
    official: &Official,
    raw: &Map<String, Value>,
    problems: Vec<Problem>,
) -> Result<FormView, Failure> {
    let locale = official.locale();
    let processes = app.service().processes_for_programs(Some(official.id()))?;
    let processes = processes
        .iter()
        .map(|(id, title)| OptionView::new(id, locale.title(title), ""));
    let events = NotificationKind::EVERY.iter().map(|(event, name)| {
        let title = format!("{} ({name})", locale.text(words(*event)));
        OptionView::new(*name, title, "")
    });
    let spec = |name: &str, key, hint: &'static str, kind| FieldSpec {
        name: name.to_owned(),
        label: locale.text(key).to_owned(),
        hint: locale.find(hint).unwrap_or_default().to_owned(),
        kind,
        required: true,
    };
    // Boxes to tick are drawn as for people of the directory: the value is a list of ids.
    let specs = [
        spec(
            "url",
            "subscriptions.url",
            "subscriptions.url_hint",
            FieldKind::Text,
        ),
        spec(
            "events",
            "subscriptions.events",
            "",
            FieldKind::People(events.collect()),
        ),
        spec(
            "processes",
            "subscriptions.processes",
            "subscriptions.processes_hint",
            FieldKind::People(processes.collect()),
        ),
    ];
    let button = OutcomeButton {
        id: String::new(),
        title: locale.text("subscriptions.subscribe_button").to_owned(),
        primary: true,
    };
    Ok(FormView::new(locale, HERE, &specs, raw, problems).with_outcomes(vec![button]))
}

fn words(event: NotificationKind) -> &'static str {
    match event {
        NotificationKind::CaseStarted => "subscriptions.case_started",
        NotificationKind::CaseEnded => "subscriptions.case_ended",
        NotificationKind::TaskCreated => "subscriptions.task_created",
        NotificationKind::TaskCompleted => "subscriptions.task_completed",
        NotificationKind::TaskOverdue => "subscriptions.task_overdue",
        NotificationKind::DocumentDrawn => "subscriptions.document_drawn",
        NotificationKind::RegisterEntered => "subscriptions.register_entered",
        NotificationKind::IncidentRaised => "subscriptions.incident_raised",
    }
}

fn row(app: &App, locale: Locale, view: &SubscriptionView) -> SubscriptionRowView {
    let moment = |at: chrono::DateTime<chrono::Utc>| {
        let at = at.with_timezone(&app.zone());
        format!("{} {}", locale.date(at.date_naive()), at.format("%H:%M"))
    };
    let state = &view.deliveries;
    let (tone, key) = match (view.off_at, state.failed > 0, state.error.is_some()) {
        (Some(_), ..) => (Tone::Waiting, "subscriptions.off"),
        (None, true, _) => (Tone::Overdue, "subscriptions.failing"),
        (None, false, true) => (Tone::Soon, "subscriptions.retrying"),
        (None, false, false) => (Tone::Done, "subscriptions.on"),
    };
    let by = app.service().person(&view.created_by);
    let by = by.map_or_else(|| view.created_by.clone(), |person| person.name);
    let count = |key, number: u64| locale.fill(key, &[("count", &number.to_string())]);
    let mut deliveries = vec![count("subscriptions.delivered", state.delivered)];
    if let Some(at) = state.delivered_at {
        deliveries.push(locale.fill("subscriptions.delivered_at", &[("date", &moment(at))]));
    }
    if state.waiting > 0 {
        deliveries.push(count("subscriptions.waiting", state.waiting.into()));
    }
    if state.failed > 0 {
        deliveries.push(count("subscriptions.failed", state.failed.into()));
    }
    let events = view.events.iter().map(|event| event.name());
    SubscriptionRowView {
        url: view.url.clone(),
        note: locale.fill(
            "subscriptions.made_by",
            &[("date", &moment(view.created_at)), ("name", &by)],
        ),
        events: events.collect::<Vec<_>>().join(", "),
        processes: view.processes.join(", "),
        deliveries,
        error: state.error.as_ref().map_or_else(String::new, |error| {
            locale.fill("subscriptions.error", &[("error", error)])
        }),
        chip: Chip::new(tone, locale.text(key)),
        action: format!("{HERE}/{}", view.id),
        is_on: view.off_at.is_none(),
        may_retry: state.waiting + state.failed > 0,
    }
}
