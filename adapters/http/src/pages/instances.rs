//! The list of instances with filters, and the processes that the viewer may start.

use axum::extract::{Query, State};
use axum::response::Response;
use reglament_runtime::{InstanceLine, InstanceQuery};
use serde::Deserialize;

use super::{course, page};
use crate::App;
use crate::locale::Locale;
use crate::ui::instances::{InstanceRow, InstancesPage};
use crate::ui::parts::{Link, OptionView};
use crate::web::{Failure, Official, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    process: String,
    #[serde(default)]
    state: String,
    after: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let query = InstanceQuery {
        process: filled(&wanted.process),
        running: match wanted.state.as_str() {
            "running" => Some(true),
            "ended" => Some(false),
            _ => None,
        },
        text: filled(wanted.q.trim()),
        parent: None,
        cursor: wanted.after.clone(),
        limit: None,
    };
    let found = app.service().instances(official.id(), &query).await?;
    let startable = app.service().startable(official.id()).await?;
    let locale = official.locale();
    let start = |form: &reglament_runtime::StartForm| {
        let title = locale.fill(
            "instances.start",
            &[("process", &locale.title(&form.title))],
        );
        Link::new(title, format!("/start/{}", url_encoded(&form.process)))
    };
    let next = found.next.as_ref().map(|after| next_page(&wanted, after));
    page(InstancesPage {
        shell: official.shell(&app, locale.text("instances.title"), "/instances"),
        processes: processes(&app, &official, &wanted.process),
        states: states(locale, &wanted.state),
        rows: found
            .rows
            .iter()
            .map(|line| row(&app, locale, line))
            .collect(),
        startable: startable.iter().map(start).collect(),
        query: wanted.q,
        next,
    })
}

/// A filter that is set.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The processes that the viewer takes part in or oversees; the first option means all.
pub(super) fn processes(app: &App, official: &Official, chosen: &str) -> Vec<OptionView> {
    let package = app.service().library().current();
    let locale = official.locale();
    let oversees = app.service().oversees(official.id());
    let seen = package.definitions.iter().filter(|(_, definition)| {
        oversees
            || definition
                .roles
                .keys()
                .any(|role| official.person.roles.contains(role))
    });
    let titles = seen.map(|(id, definition)| (id.as_str(), locale.title(&definition.title)));
    options(locale, titles, chosen)
}

/// Options of a filter; the first means all.
pub(super) fn options<'a>(
    locale: Locale,
    all: impl Iterator<Item = (&'a str, String)>,
    chosen: &str,
) -> Vec<OptionView> {
    let every = std::iter::once(("", locale.text("filter.all").to_owned()));
    let option = |(id, title): (&str, String)| OptionView {
        chosen: id == chosen,
        ..OptionView::new(id, title, "")
    };
    every.chain(all).map(option).collect()
}

fn states(locale: Locale, chosen: &str) -> Vec<OptionView> {
    let words = [
        ("running", "instance.running"),
        ("ended", "instance.completed"),
    ];
    options(
        locale,
        words
            .into_iter()
            .map(|(id, key)| (id, locale.text(key).to_owned())),
        chosen,
    )
}

fn next_page(wanted: &Wanted, after: &str) -> String {
    let [q, process, state, after] =
        [wanted.q.as_str(), &wanted.process, &wanted.state, after].map(url_encoded);
    format!("/instances?q={q}&process={process}&state={state}&after={after}")
}

fn row(app: &App, locale: Locale, line: &InstanceLine) -> InstanceRow {
    let zone = app.zone_of(&line.process);
    let process = locale.title(&line.process_title);
    let version = line.version.to_string();
    let date =
        |at: chrono::DateTime<chrono::Utc>| locale.date(at.with_timezone(&zone).date_naive());
    InstanceRow {
        number: line.receipt.clone(),
        href: format!("/instances/{}", line.id),
        subject: if line.subject.is_empty() {
            process.clone()
        } else {
            line.subject.clone()
        },
        process: locale.fill(
            "instance.version",
            &[("process", &process), ("version", &version)],
        ),
        step: String::new(),
        started: date(line.started_at),
        state: course::state(locale, line.ended.as_ref()),
    }
}
