//! `/admin/jobs`: what machines have not answered yet, and what the clock will begin or send. What was given up is an
//! incident and stands on its own page.

use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{DateTime, Utc};
use reglament_core::JobTarget;
use reglament_definition::schedule_words;
use reglament_runtime::{OpenJob, ScheduleView};
use serde::Deserialize;

use crate::App;
use crate::desk::panel::language;
use crate::locale::Locale;
use crate::pages::page;
use crate::ui::machines::{ClockRow, MachinesPage, OpenJobRow};
use crate::ui::parts::{Chip, Link, Tone};
use crate::web::{Failure, Official, url_encoded};

const HERE: &str = "/admin/jobs";
/// It has no entry of its own in the menu.
const MENU: &str = "/admin/outbox";

#[derive(Deserialize)]
pub(in crate::pages) struct Wanted {
    after: Option<String>,
}

pub(in crate::pages) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let after = wanted.after.as_deref();
    let found = service.open_jobs(official.id(), after, None).await?;
    let schedule = service.schedule(official.id()).await?;
    let next = found.next.as_deref().map(url_encoded);
    let mut shell = official.shell(&app, locale.text("machines.title"), MENU);
    shell.crumbs = vec![Link::new(locale.text("outbox.title"), MENU)];
    page(MachinesPage {
        shell,
        jobs: found
            .rows
            .iter()
            .map(|row| job(&app, locale, row))
            .collect(),
        next: next.map(|after| format!("{HERE}?after={after}")),
        clock: clock(&app, locale, schedule),
    })
}

fn job(app: &App, locale: Locale, row: &OpenJob) -> OpenJobRow {
    let moment = |at: DateTime<Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let late = row.due_at.is_some_and(|due| due <= app.service().now());
    let chip = match (row.held, late, row.failures) {
        (true, ..) => Chip::new(Tone::Soon, locale.text("machines.held")),
        (_, true, _) => Chip::new(Tone::Overdue, locale.text("machines.late")),
        (.., 0) => Chip::new(Tone::Waiting, locale.text("machines.waits")),
        _ => Chip::new(Tone::Soon, locale.text("machines.again")),
    };
    let tries = [
        ("failed", row.failures.to_string()),
        ("left", (row.retries_left + 1).to_string()),
        ("next", moment(row.next_at)),
    ];
    let tries = tries.each_ref().map(|(name, text)| (*name, text.as_str()));
    let (key, name) = match &row.target {
        JobTarget::Worker(topic) => ("machines.worker", topic),
        JobTarget::Webhook(name) => ("machines.webhook", name),
    };
    OpenJobRow {
        job: Link::new(
            locale.title(&row.title),
            format!("/instances/{}", row.instance),
        ),
        about: format!("{} · {}", row.subject, locale.title(&row.process_title)),
        target: locale.fill(key, &[("name", name)]),
        chip,
        tries: match row.failures {
            0 => String::new(),
            _ => locale.fill("machines.tries", &tries),
        },
        since: moment(row.created_at),
        due: row.due_at.map(moment).unwrap_or_default(),
    }
}

/// Everything that the clock will do, the nearest first.
fn clock(app: &App, locale: Locale, schedule: ScheduleView) -> Vec<ClockRow> {
    type Line = (Option<DateTime<Utc>>, String, String);
    let kind = |key| locale.text(key).to_owned();
    let starts = schedule.starts.into_iter().map(|start| {
        let when = in_words(locale, start.schedule);
        let kind = locale.fill("machines.start", &[("when", &when)]);
        (start.next_at, locale.title(&start.title), kind)
    });
    let digests = schedule.digests.into_iter();
    let digests = digests.map(|one| {
        let title = locale.title(&one.title);
        (one.next_at, title, kind("machines.digest"))
    });
    let timer = schedule.next_timer.map(|at| {
        let title = locale.text("machines.any_case").to_owned();
        (Some(at), title, kind("machines.timer"))
    });
    let mut lines: Vec<Line> = timer.into_iter().chain(starts).chain(digests).collect();
    // What never comes stands last.
    lines.sort_by_key(|(at, title, _)| (at.is_none(), *at, title.clone()));
    let row = |(at, title, kind): Line| ClockRow {
        title,
        kind,
        next: match at {
            Some(at) => locale.moment(at.with_timezone(&app.zone())),
            None => locale.text("machines.never").to_owned(),
        },
    };
    lines.into_iter().map(row).collect()
}

/// A schedule in words; as written where words cannot say it.
fn in_words(locale: Locale, schedule: String) -> String {
    schedule_words(&schedule, language(locale)).unwrap_or(schedule)
}
