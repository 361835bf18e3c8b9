//! The calendar of the viewer's own due dates.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use reglament_runtime::TaskLine;
use serde::Deserialize;

use super::due::brief;
use super::month::{Month, first_day, name, weeks_of};
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::calendar::CalendarPage;
use crate::ui::parts::DayEntry;
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    month: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let today = app.today(app.zone());
    let first = first_day(&wanted.month, today);
    let lines = service.my_dates(official.id(), weeks_of(first)).await?;
    let mut entries: BTreeMap<NaiveDate, Vec<DayEntry>> = BTreeMap::new();
    for line in &lines {
        if let Some(on) = line.due_on {
            entries
                .entry(on)
                .or_default()
                .push(entry(&app, locale, line));
        }
    }
    let calendar = service.library().calendar();
    let year = first.year();
    let unpublished = match calendar.is_published(year) {
        true => String::new(),
        false => locale.fill("calendar.unpublished", &[("year", &year.to_string())]),
    };
    let title = format!("{}: {}", locale.text("calendar.title"), name(locale, first));
    page(CalendarPage {
        shell: official.shell(&app, title, "/calendar"),
        empty: entries.is_empty(),
        month: Month {
            locale,
            calendar: &calendar,
            first,
            today,
            entries,
            address: "/calendar?month=",
        }
        .view(),
        unpublished,
    })
}

fn entry(app: &App, locale: Locale, line: &TaskLine) -> DayEntry {
    let deadline = brief(app, locale, line);
    DayEntry {
        title: locale.title(&line.title),
        href: format!("/tasks/{}/{}", line.instance, line.task),
        note: match line.subject.is_empty() {
            true => line.receipt.clone(),
            false => line.subject.clone(),
        },
        chip: deadline.map(|deadline| deadline.chip),
    }
}
