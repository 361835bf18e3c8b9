//! The files of a published process, to be read.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use reglament_runtime::ServiceError;
use serde::Deserialize;

use super::super::page;
use super::PROCESSES;
use crate::App;
use crate::desk::places;
use crate::locale::Locale;
use crate::ui::admin::{ProcessFile, ProcessPage};
use crate::ui::parts::{Drawing, Link, Shell, Tab};
use crate::web::{Failure, Official, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Path of the file shown; the process itself when empty.
    #[serde(default)]
    file: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let digest = app.service().library().current().digest.clone();
    let files = app.service().package_files(official.id(), &digest).await?;
    let own = places::process_files(&files);
    let main = own.get(&process).ok_or(ServiceError::NotFound)?;
    let folder = places::folder(main);
    let path = match wanted.file.is_empty() {
        true => main.clone(),
        false => wanted.file,
    };
    let text = files.get(&path).ok_or(ServiceError::NotFound)?;
    let here = |path: &str| format!("{PROCESSES}/{process}?file={}", url_encoded(path));
    let belongs = |path: &&String| {
        let of = places::folder(path);
        of == folder || of.is_empty() || of == "shared"
    };
    let within = format!("{folder}/");
    let file = |other: &String| ProcessFile {
        name: other.strip_prefix(&within).unwrap_or(other).to_owned(),
        href: here(other),
        current: *other == path,
    };
    // Its own folder first.
    let (near, far): (Vec<&String>, Vec<&String>) = files
        .keys()
        .filter(belongs)
        .partition(|path| places::folder(path) == folder);
    let shell = shell(&app, &official, &process);
    let package = app.service().library().current();
    let definition = package.definitions.get(&process);
    let diagram = definition.filter(|_| path == *main);
    let diagram = diagram.map_or_else(String::new, |found| app.pictures().plain(found, locale));
    page(ProcessPage {
        draft_title: locale.fill("processes.draft_title", &[("title", &shell.title)]),
        shell,
        diagram: Drawing(diagram),
        tabs: tabs(locale, &process, "files"),
        files: near.into_iter().chain(far).map(file).collect(),
        lines: text.lines().map(str::to_owned).collect(),
        path,
    })
}

/// The surroundings of the pages of a process.
pub(super) fn shell(app: &App, official: &Official, process: &str) -> Shell {
    let locale = official.locale();
    let package = app.service().library().current();
    let title = package.definitions.get(process);
    let title = title.map_or_else(|| process.to_owned(), |found| locale.title(&found.title));
    let mut shell = official.shell(app, title, PROCESSES);
    shell.crumbs = vec![Link::new(locale.text("processes.title"), PROCESSES)];
    shell
}

/// The pages of a process.
pub(super) fn tabs(locale: Locale, process: &str, current: &str) -> Vec<Tab> {
    const PAGES: [(&str, &str, &str); 2] = [
        ("files", "", "draft.files"),
        ("versions", "/versions", "processes.versions"),
    ];
    let tab = |(id, end, key): (&str, &str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: format!("{PROCESSES}/{process}{end}"),
        current: id == current,
    };
    PAGES.map(tab).into()
}
