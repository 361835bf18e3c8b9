//! The control board: numbers on top, late tasks below, filters in the address.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::Response;
use reglament_runtime::{
    Counters, LateView, OverdueQuery, TaskLine,
    limits::{MAX_COUNT, SOON},
};
use serde::Deserialize;

use super::due::brief;
use super::instances::{filled, options, processes};
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::control::{ControlPage, ControlRow, Counter, ForecastRow};
use crate::ui::parts::{OptionView, Tone};
use crate::web::{Failure, Official, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    view: String,
    #[serde(default)]
    process: String,
    #[serde(default)]
    role: String,
    after: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let query = OverdueQuery {
        process: filled(&wanted.process),
        role: filled(&wanted.role),
        soon: (wanted.view == "soon").then_some(SOON),
        without_holder: wanted.view == "nobody",
        cursor: wanted.after.clone(),
    };
    let numbers = app.service().counters(official.id()).await?;
    let found = app.service().overdue(official.id(), &query).await?;
    let locale = official.locale();
    let is_first = address(&wanted.view, &wanted, wanted.after.as_deref()) == "/control";
    let forecast = match is_first {
        true => app.service().expected_late(official.id()).await?,
        false => Vec::new(),
    };
    let next = found
        .next
        .as_ref()
        .map(|after| address(&wanted.view, &wanted, Some(after)));
    page(ControlPage {
        shell: official.shell(&app, locale.text("control.title"), "/control"),
        counters: counters(
            locale,
            &numbers,
            &wanted,
            app.service().oversees(official.id()),
        ),
        processes: processes(&app, &official, &wanted.process),
        roles: roles(&app, locale, &wanted.role),
        rows: found
            .rows
            .iter()
            .map(|line| row(&app, locale, line))
            .collect(),
        view: wanted.view,
        next,
        forecast: forecast
            .iter()
            .map(|found| forecast_row(locale, found))
            .collect(),
    })
}

/// Incidents and letters are for those who oversee everything: others cannot open that page.
fn counters(locale: Locale, numbers: &Counters, wanted: &Wanted, oversees: bool) -> Vec<Counter> {
    let list = |key, value, tone, view: &str| Counter {
        title: locale.text(key).to_owned(),
        value: counted(value),
        tone: if value == 0 { Tone::Waiting } else { tone },
        href: address(view, wanted, None),
        current: wanted.view == view,
    };
    let elsewhere = |key, value, href: &str| Counter {
        href: href.to_owned(),
        current: false,
        ..list(key, value, Tone::Incident, "elsewhere")
    };
    let mut all = vec![
        list("control.overdue", numbers.overdue, Tone::Overdue, ""),
        list("control.near", numbers.soon, Tone::Soon, "soon"),
        list(
            "control.no_holder",
            numbers.without_holder,
            Tone::Incident,
            "nobody",
        ),
    ];
    if oversees {
        all.push(elsewhere(
            "control.incidents",
            numbers.incidents,
            "/admin/outbox",
        ));
        all.push(elsewhere(
            "outbox.failed",
            numbers.failed,
            "/admin/outbox?state=failed",
        ));
    }
    all
}

/// A number on top; beyond the limit of counting it says so.
pub(super) fn counted(value: u32) -> String {
    if value >= MAX_COUNT {
        format!("{MAX_COUNT}+")
    } else {
        value.to_string()
    }
}

fn address(view: &str, wanted: &Wanted, after: Option<&str>) -> String {
    let parts = [
        ("view", view),
        ("process", &wanted.process),
        ("role", &wanted.role),
        ("after", after.unwrap_or_default()),
    ];
    let set = parts.iter().filter(|(_, value)| !value.is_empty());
    let set: Vec<String> = set
        .map(|(name, value)| format!("{name}={}", url_encoded(value)))
        .collect();
    if set.is_empty() {
        "/control".to_owned()
    } else {
        format!("/control?{}", set.join("&"))
    }
}

/// Roles of all published processes; the same role may be named by several.
fn roles(app: &App, locale: Locale, chosen: &str) -> Vec<OptionView> {
    let package = app.service().library().current();
    let named = package
        .definitions
        .values()
        .flat_map(|definition| &definition.roles);
    let titles: BTreeMap<&str, String> = named
        .map(|(id, title)| (id.as_str(), locale.title(title)))
        .collect();
    options(locale, titles.into_iter(), chosen)
}

fn row(app: &App, locale: Locale, line: &TaskLine) -> ControlRow {
    let days = u64::try_from(line.days_open).unwrap_or(0);
    let told = u64::from(line.reminded) + u64::from(line.overdue);
    ControlRow {
        title: locale.title(&line.title),
        href: format!("/instances/{}", line.instance),
        subject: subject(line),
        process: locale.title(&line.process_title),
        holder: holder(locale, line),
        held: locale.count("control.held_days", days),
        reminders: if told == 0 {
            locale.text("control.never").to_owned()
        } else {
            locale.count("control.times", told)
        },
        deadline: brief(app, locale, line),
    }
}

fn forecast_row(locale: Locale, found: &LateView) -> ForecastRow {
    ForecastRow {
        title: locale.title(&found.late.title),
        href: format!("/instances/{}", found.id),
        subject: found.subject.clone(),
        process: locale.title(&found.process_title),
        due: locale.date(found.late.due),
        expected: locale.date(found.late.expected),
        late_by: locale.count(
            "control.late_days",
            u64::try_from(found.late.days).unwrap_or(0),
        ),
    }
}

fn subject(line: &TaskLine) -> String {
    if line.subject.is_empty() {
        line.receipt.clone()
    } else {
        format!("{} · {}", line.subject, line.receipt)
    }
}

fn holder(locale: Locale, line: &TaskLine) -> String {
    let roles: Vec<String> = line.roles.iter().map(|role| locale.title(role)).collect();
    if line.holders.is_empty() {
        locale.fill("control.nobody", &[("role", &roles.join(", "))])
    } else {
        line.holders.join(", ")
    }
}
