//! The list of processes, each with what the check says of it. What one process is, and its picture, stand in `process`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::Response;
use reglament_runtime::ProcessLine;

use super::super::page;
use super::PROCESSES;
use crate::App;
use crate::desk::{places, work};
use crate::locale::Locale;
use crate::ui::admin::{ProcessRow, ProcessesPage};
use crate::ui::parts::{Chip, Tone};
use crate::web::{Failure, Official};

/// Errors and warnings by process.
type Counts = BTreeMap<String, (usize, usize)>;

/// What the check said of the package published last; it takes a second or two and changes only with the package.
#[derive(Default)]
pub(crate) struct Checked(Mutex<Option<(String, Arc<Counts>)>>);

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let found = app.service().administered_processes(official.id()).await?;
    let locale = official.locale();
    let counts = counts(&app).await?;
    page(ProcessesPage {
        shell: official.shell(&app, locale.text("processes.title"), PROCESSES),
        rows: found
            .iter()
            .map(|line| row(&app, locale, line, &counts))
            .collect(),
    })
}

fn row(app: &App, locale: Locale, line: &ProcessLine, counts: &Counts) -> ProcessRow {
    let since = locale.short_moment(line.since.with_timezone(&app.zone_of(&line.process)));
    let version = match (line.retired, line.version) {
        (true, _) => Chip::new(Tone::Waiting, locale.text("processes.retired")),
        (_, Some(version)) => Chip::new(Tone::Done, edition(locale, version)),
        (_, None) => Chip::new(Tone::Waiting, locale.text("processes.ahead")),
    };
    let running = line.running.iter().map(|(version, count)| {
        let cases = locale.count("processes.cases", u64::from(*count));
        format!("{}: {cases}", edition(locale, *version))
    });
    let href = format!("{PROCESSES}/{}", line.process);
    ProcessRow {
        title: locale.title(&line.title),
        id: line.process.clone(),
        versions_href: format!("{href}/versions"),
        href,
        version,
        since: locale.fill(
            "processes.since_by",
            &[("since", &since), ("by", publisher(locale, &line.by))],
        ),
        running: running.collect(),
        findings: counts
            .get(&line.process)
            .and_then(|found| chip(locale, *found)),
    }
}

fn chip(locale: Locale, (errors, warnings): (usize, usize)) -> Option<Chip> {
    let count = |key, n: usize| locale.count(key, n as u64);
    match (errors, warnings) {
        (0, 0) => None,
        (0, warnings) => Some(Chip::new(Tone::Soon, count("desk.warnings", warnings))),
        (errors, _) => Some(Chip::new(Tone::Overdue, count("desk.errors", errors))),
    }
}

/// Who published something: a name, or in words that a program did.
pub(super) fn publisher(locale: Locale, by: &str) -> &str {
    match by {
        "reglament" => locale.text("processes.by_command"),
        "demonstration" => locale.text("processes.by_demonstration"),
        name => name,
    }
}

/// «Редакция 3».
pub(super) fn edition(locale: Locale, version: u32) -> String {
    locale.fill("processes.edition", &[("n", &version.to_string())])
}

async fn counts(app: &App) -> Result<Arc<Counts>, Failure> {
    let package = app.service().library().current();
    let known = {
        let kept = app.checked().0.lock();
        let kept = kept.unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    };
    if let Some((_, counts)) = known.filter(|(digest, _)| *digest == package.digest) {
        return Ok(counts);
    }
    let files = package.files.clone();
    let counts = Arc::new(work(move || count(&files)).await?);
    let mut kept = app.checked().0.lock();
    let kept = kept.as_mut().map_err(|_| Failure::Broken)?;
    **kept = Some((package.digest.clone(), counts.clone()));
    Ok(counts)
}

/// Findings by the process in whose folder they are; those of processes in a common folder by their own file.
fn count(files: &BTreeMap<String, String>) -> Counts {
    let own = places::process_files(files);
    let mut counts = Counts::new();
    for found in reglament_proof::check(files).diagnostics {
        let exact = own.iter().find(|(_, path)| **path == found.file);
        let folder = places::folder(&found.file);
        let main = format!("{folder}/process.yaml");
        let process = exact.or_else(|| own.iter().find(|(_, path)| **path == main));
        if let Some((process, _)) = process {
            let (errors, warnings) = counts.entry(process.clone()).or_default();
            *if found.is_error() { errors } else { warnings } += 1;
        }
    }
    counts
}
