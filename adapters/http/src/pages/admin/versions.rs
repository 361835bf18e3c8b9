//! The versions of a process with what changed from one to the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use reglament_runtime::EditionLine;

use super::super::page;
use super::process::{shell, tabs};
use super::processes::edition;
use crate::App;
use crate::desk::{differences, places, work};
use crate::limits::VERSIONS_COMPARED;
use crate::locale::Locale;
use crate::ui::admin::{ChangesView, VersionRow, VersionsPage};
use crate::ui::parts::{Chip, Tone};
use crate::web::{Failure, Official};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let found = app.service().editions(official.id(), &process).await?;
    let mut rows = Vec::new();
    for (n, line) in found.iter().enumerate() {
        let mut row = row(&app, locale, &process, line);
        let others = found
            .iter()
            .any(|other| other.version != line.version && other.running > 0);
        row.migrate_href =
            others.then(|| format!("/admin/processes/{process}/migrate?to={}", line.version));
        if let Some(before) = found.get(n + 1).filter(|_| n < VERSIONS_COMPARED) {
            row.changes = Some(changes(&app, &official, &process, (before, line)).await?);
        }
        rows.push(row);
    }
    page(VersionsPage {
        shell: shell(&app, &official, &process),
        tabs: tabs(locale, &process, "versions"),
        rows,
    })
}

fn row(app: &App, locale: Locale, process: &str, line: &EditionLine) -> VersionRow {
    let moment = |at: chrono::DateTime<chrono::Utc>| {
        locale.short_moment(at.with_timezone(&app.zone_of(process)))
    };
    let since = (line.since > line.published_at)
        .then(|| locale.fill("versions.since", &[("since", &moment(line.since))]));
    let published = locale.fill(
        "versions.published",
        &[("at", &moment(line.published_at)), ("by", &line.by)],
    );
    let running = locale.count("processes.cases", u64::from(line.running));
    let chip = match (line.in_force, line.since > app.service().now()) {
        (true, _) => Some(Chip::new(Tone::Done, locale.text("versions.in_force"))),
        (_, true) => Some(Chip::new(Tone::Waiting, locale.text("processes.ahead"))),
        _ => None,
    };
    VersionRow {
        anchor: format!("v{}", line.version),
        title: edition(locale, line.version),
        chip,
        facts: [Some(published), since, Some(running)]
            .into_iter()
            .flatten()
            .collect(),
        changes: None,
        migrate_href: None,
    }
}

/// What changed in the folder of the process.
async fn changes(
    app: &App,
    official: &Official,
    process: &str,
    (before, line): (&EditionLine, &EditionLine),
) -> Result<ChangesView, Failure> {
    let service = app.service();
    let old = service
        .package_files(official.id(), &before.package)
        .await?;
    let new = service.package_files(official.id(), &line.package).await?;
    let (locale, process) = (official.locale(), process.to_owned());
    work(move || of_process(locale, &process, &old, &new)).await
}

fn of_process(
    locale: Locale,
    process: &str,
    old: &Arc<BTreeMap<String, String>>,
    new: &Arc<BTreeMap<String, String>>,
) -> ChangesView {
    let own = [old, new].map(|files| places::process_files(files));
    let is_other = |path: &str| {
        own.iter()
            .flatten()
            .any(|(id, file)| file == path && id != process)
    };
    let folders: Vec<&str> = own
        .iter()
        .filter_map(|files| files.get(process))
        .map(|path| places::folder(path))
        .collect();
    differences::between(locale, old, new, |path| {
        folders.contains(&places::folder(path)) && !is_other(path)
    })
}
