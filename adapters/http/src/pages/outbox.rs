//! Incidents and deliveries: what stopped, what was not delivered, and trying it again.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::DateTime;
use reglament_core::{IncidentId, InstanceId};
use reglament_runtime::limits::MAX_PAGE;
use reglament_runtime::port::{BounceRow, OutboxKind, OutboxState};
use reglament_runtime::{BouncesView, Counters, IncidentView, OutboxView, ServiceError};
use serde::Deserialize;

use super::control::counted;
use super::letters::{may_be_sent, preview_href, problem, reason, retry_action, state};
use super::{page, passing};
use crate::App;
use crate::locale::Locale;
use crate::ui::control::Counter;
use crate::ui::outbox::{BounceLine, IncidentRow, MarkedRow, OutboxPage};
use crate::ui::parts::{LetterRow, Notice, Tab, Tone};
use crate::web::{Failure, Official, command_id, fresh_key, url_encoded};

const HERE: &str = "/admin/outbox";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    done: bool,
    /// Incidents that have just been retried together.
    retried: Option<u32>,
    /// Moment (microseconds) and key of the last row of the page before.
    after: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Delivery {
    key: String,
}

#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(rename = "_command", default)]
    command: String,
    /// Whether all incidents of the same cause are meant.
    #[serde(default)]
    such: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    if !app.service().oversees(official.id()) {
        return Err(ServiceError::Forbidden.into());
    }
    let after = wanted.after.as_deref().and_then(read_cursor);
    let found = app
        .service()
        .outbox(official.id(), state_of(&wanted.state), after.as_ref())
        .await?;
    let numbers = app.service().counters(official.id()).await?;
    let locale = official.locale();
    let mut shell = official.shell(&app, locale.text("outbox.title"), HERE);
    shell.live = official.looks_at("outbox", "");
    let retried = wanted
        .retried
        .map(|count| locale.count("outbox.retried_such", count.into()));
    let queued = wanted
        .done
        .then(|| locale.text("outbox.retried").to_owned());
    let said = queued.or(retried);
    shell.notice = said.map(|said| Notice::new(Tone::Done, said));
    let next = next_page(&found, MAX_PAGE).map(|after| {
        format!(
            "{HERE}?state={}&after={}",
            url_encoded(&wanted.state),
            url_encoded(&after)
        )
    });
    let bounces = app.service().bounces(official.id()).await?;
    let incidents = numbers
        .list
        .iter()
        .map(|incident| incident_row(&app, locale, incident, &numbers.list));
    page(OutboxPage {
        shell,
        counters: counters(locale, &numbers, &wanted.state),
        incidents: incidents.collect::<Result<_, _>>()?,
        marked: marked(&app, locale, &bounces),
        bounces: bounces
            .bounces
            .iter()
            .map(|row| bounce(&app, locale, row))
            .collect(),
        tabs: tabs(locale, &wanted.state),
        letters: found.iter().map(|row| letter(&app, locale, row)).collect(),
        next,
    })
}

pub(super) async fn retry_letter(
    State(app): State<App>,
    official: Official,
    Query(delivery): Query<Delivery>,
) -> Result<Response, Failure> {
    app.service()
        .retry_outbox(official.id(), &delivery.key)
        .await?;
    Ok(Redirect::to(&format!("{HERE}?done=true")).into_response())
}

pub(super) async fn retry_incident(
    State(app): State<App>,
    official: Official,
    Path((id, incident)): Path<(String, u32)>,
    Form(key): Form<Key>,
) -> Result<Response, Failure> {
    let command = command_id(Some(official.id()), Some(&key.command))?;
    let (instance, incident) = (InstanceId(id), IncidentId(incident));
    if key.such {
        let one = (&instance, incident);
        let done = app
            .service()
            .retry_such(&command, official.id(), one)
            .await?;
        return Ok(Redirect::to(&format!("{HERE}?retried={done}")).into_response());
    }
    app.service()
        .resolve_incident(command, official.id(), &instance, incident)
        .await?;
    Ok(Redirect::to(&format!("/instances/{instance}?done=true")).into_response())
}

#[derive(Deserialize)]
pub(super) struct Address {
    #[serde(default)]
    address: String,
}

pub(super) async fn free_address(
    State(app): State<App>,
    official: Official,
    Form(sent): Form<Address>,
) -> Result<Response, Failure> {
    let service = app.service();
    service.free_address(official.id(), &sent.address).await?;
    Ok(Redirect::to(&format!("{HERE}?done=true")).into_response())
}

fn marked(app: &App, locale: Locale, found: &BouncesView) -> Vec<MarkedRow> {
    let row = |(address, at): &(String, DateTime<chrono::Utc>)| MarkedRow {
        address: address.clone(),
        since: locale.short_moment(at.with_timezone(&app.zone())),
    };
    found.marked.iter().map(row).collect()
}

fn bounce(app: &App, locale: Locale, row: &BounceRow) -> BounceLine {
    BounceLine {
        address: row.address.clone(),
        when: locale.short_moment(row.at.with_timezone(&app.zone())),
        reason: format!("{} {}", row.status, row.reason),
        href: preview_href(&row.key),
    }
}

fn state_of(name: &str) -> Option<OutboxState> {
    match name {
        "waiting" => Some(OutboxState::Queued),
        "failed" => Some(OutboxState::Failed),
        "refused" => Some(OutboxState::Refused),
        "sent" => Some(OutboxState::Sent),
        "withheld" => Some(OutboxState::Withheld),
        _ => None,
    }
}

/// The cursor of the page after these rows; none when there is no further page.
pub(crate) fn next_page(rows: &[OutboxView], limit: u32) -> Option<String> {
    let full = usize::try_from(limit).is_ok_and(|page| rows.len() >= page);
    rows.last().filter(|_| full).map(cursor)
}

fn cursor(row: &OutboxView) -> String {
    format!("{}.{}", row.created_at.timestamp_micros(), row.key)
}

/// The row of a cursor: only its place in the order is known, which is all that the service reads.
pub(crate) fn read_cursor(text: &str) -> Option<OutboxView> {
    let (micros, key) = text.split_once('.')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some(OutboxView {
        key: key.to_owned(),
        kind: OutboxKind::Letter,
        instance: None,
        purpose: "",
        to: String::new(),
        subject: String::new(),
        state: OutboxState::Queued,
        attempts: 0,
        created_at: at,
        next_at: at,
        error: None,
    })
}

fn counters(locale: Locale, numbers: &Counters, current: &str) -> Vec<Counter> {
    let list = |key, value: u32, tone, state: &str| Counter {
        title: locale.text(key).to_owned(),
        value: counted(value),
        tone: if value == 0 { Tone::Waiting } else { tone },
        href: address(state),
        current: current == state,
    };
    vec![
        list("outbox.incidents", numbers.incidents, Tone::Incident, ""),
        list("outbox.failed", numbers.failed, Tone::Overdue, "failed"),
    ]
}

fn tabs(locale: Locale, current: &str) -> Vec<Tab> {
    const STATES: [(&str, &str); 6] = [
        ("", "filter.all"),
        ("waiting", "outbox.waiting"),
        ("failed", "outbox.failed"),
        ("refused", "outbox.refused"),
        ("sent", "outbox.sent"),
        ("withheld", "outbox.withheld"),
    ];
    let tab = |(state, key): (&str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: address(state),
        current: state == current,
    };
    STATES.map(tab).into()
}

fn address(state: &str) -> String {
    if state.is_empty() {
        HERE.to_owned()
    } else {
        format!("{HERE}?state={}", url_encoded(state))
    }
}

fn incident_row(
    app: &App,
    locale: Locale,
    incident: &IncidentView,
    all: &[IncidentView],
) -> Result<IncidentRow, Failure> {
    let id = &incident.instance;
    let such = |one: &&IncidentView| one.code == incident.code && one.step == incident.step;
    let such = all.iter().filter(such).count();
    Ok(IncidentRow {
        title: locale.said(&incident.ru, &incident.en),
        place: locale.title(&incident.step),
        instance_href: format!("/instances/{id}"),
        when: locale.short_moment(incident.at.with_timezone(&app.zone())),
        details: format!("{} · {id} · {}", incident.code, incident.incident),
        retry_action: Some(format!(
            "/instances/{id}/incidents/{}/retry",
            incident.incident
        )),
        pass_href: passing::href(id, incident.incident),
        such: match such {
            0 | 1 => String::new(),
            many => locale.count("outbox.retry_such", many as u64),
        },
        key: fresh_key()?,
    })
}

fn letter(app: &App, locale: Locale, row: &OutboxView) -> LetterRow {
    let at = |moment: DateTime<chrono::Utc>| locale.short_moment(moment.with_timezone(&app.zone()));
    let when = match row.state {
        OutboxState::Queued | OutboxState::Ambiguous if row.attempts > 0 => {
            let next = locale.fill("letter.retry_at", &[("time", &at(row.next_at))]);
            let tried = locale.count("letter.tried", row.attempts.into());
            format!("{tried}, {next}")
        }
        OutboxState::Failed | OutboxState::Refused if row.attempts > 0 => {
            let tried = locale.count("letter.tried", row.attempts.into());
            format!("{}, {tried}", at(row.created_at))
        }
        _ => at(row.created_at),
    };
    let subject = match row.kind {
        OutboxKind::Letter => row.subject.clone(),
        OutboxKind::Document => locale.text("outbox.document").to_owned(),
        OutboxKind::Notification => locale.fill("outbox.notification", &[("event", &row.subject)]),
    };
    LetterRow {
        to: row.to.clone(),
        subject,
        when,
        chip: state(locale, row.state),
        problem: problem(locale, row.error.as_deref()),
        reason: reason(locale, row.error.as_deref()),
        instance_href: row.instance.as_ref().map(|id| format!("/instances/{id}")),
        text: String::new(),
        preview_href: (row.kind == OutboxKind::Letter).then(|| preview_href(&row.key)),
        resend_action: may_be_sent(row.state).then(|| retry_action(&row.key)),
    }
}
