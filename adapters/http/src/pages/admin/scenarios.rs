//! The scenarios of a draft: played folder by folder, on demand.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::{DraftTexts, DraftView, ServiceError};
use serde::Deserialize;

use super::super::page;
use super::DRAFTS;
use super::head::{edit_href, head, shell};
use crate::App;
use crate::desk::stories::{self, Outcome, Run, Told};
use crate::desk::{places, work};
use crate::limits::STORY_PATIENCE;
use crate::locale::Locale;
use crate::ui::admin::{ScenariosPage, StoryFolder, StoryRow};
use crate::ui::parts::{Chip, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    folder: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let draft = app.service().draft(official.id(), id).await?;
    let texts = app.service().draft_texts(official.id(), id).await?;
    let touched = touched(&draft);
    let digest = stories::digest(&texts);
    let found = stories::folders(&texts);
    let mut folders: Vec<StoryFolder> = found
        .iter()
        .map(|(folder, count)| {
            let run = app.runs().of(&digest, folder);
            let mut view = view(locale, id, run.as_ref());
            view.title = title(&app, locale, &texts, folder);
            view.first = touched.contains(folder.as_str());
            let count = locale.count("scenarios.count", *count as u64);
            view.note.get_or_insert(count);
            view.name.clone_from(folder);
            view
        })
        .collect();
    folders.sort_by_key(|folder| !folder.first);
    page(ScenariosPage {
        shell: shell(&app, &official, &draft),
        head: head(&app, locale, &draft, "scenarios"),
        folders,
    })
}

/// Plays the scenarios of a folder; long ones go on after the answer.
pub(super) async fn run(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failure> {
    play_folder(&app, &official, id, &wanted.folder).await?;
    let back = format!("{DRAFTS}/{id}/scenarios#folder-{}", wanted.folder);
    Ok(Redirect::to(&back).into_response())
}

/// Plays the scenarios of a folder of a draft, unless they are being played already.
///
/// # Errors
/// Not found for a folder without scenarios; those of reading the draft.
pub(crate) async fn play_folder(
    app: &App,
    official: &Official,
    id: u32,
    folder: &str,
) -> Result<(), Failure> {
    let texts = app.service().draft_texts(official.id(), id).await?;
    if !stories::folders(&texts).contains_key(folder) {
        return Err(ServiceError::NotFound.into());
    }
    let digest = stories::digest(&texts);
    let known = app.runs().of(&digest, folder);
    if !matches!(known, Some(Run::Playing)) {
        app.runs().keep(&digest, folder, Run::Playing);
        let playing = tokio::spawn(play(app.clone(), texts, digest, folder.to_owned()));
        // Whoever asks is told that they are still being played when this is not enough.
        let _ = tokio::time::timeout(STORY_PATIENCE, playing).await;
    }
    Ok(())
}

/// What is known of the scenarios of a folder with the texts as they are.
///
/// # Errors
/// As [`play_folder`].
pub(crate) async fn known(
    app: &App,
    official: &Official,
    id: u32,
    folder: &str,
) -> Result<Option<Run>, Failure> {
    let texts = app.service().draft_texts(official.id(), id).await?;
    if !stories::folders(&texts).contains_key(folder) {
        return Err(ServiceError::NotFound.into());
    }
    Ok(app.runs().of(&stories::digest(&texts), folder))
}

async fn play(app: App, texts: DraftTexts, digest: String, folder: String) {
    let calendar = app.service().library().bare_calendar();
    let texts = Arc::new(texts);
    let (own, of) = (texts.clone(), folder.clone());
    match work(move || stories::run(&own, &of, &calendar)).await {
        Ok(run) => app.runs().keep(&digest, &folder, run),
        Err(_) => app.runs().forget(&digest, &folder),
    }
}

/// Folders that the draft changes.
pub(super) fn touched(draft: &DraftView) -> BTreeSet<&str> {
    let paths = draft.files.iter().map(|file| places::folder(&file.path));
    paths.collect()
}

/// The title of the process of a folder.
pub(super) fn title(app: &App, locale: Locale, texts: &DraftTexts, folder: &str) -> String {
    let main = texts.texts.get(&format!("{folder}/process.yaml"));
    let process = main.and_then(|text| places::process_in(text));
    let published = app.service().library().current();
    let found = process.and_then(|process| published.definitions.get(&process).cloned());
    found.map_or_else(|| folder.to_owned(), |found| locale.title(&found.title))
}

/// The result of a folder in a word.
pub(super) fn chip(locale: Locale, run: Option<&Run>) -> Chip {
    let word = |tone, key| Chip::new(tone, locale.text(key));
    match run {
        None => word(Tone::Waiting, "scenarios.not_run"),
        Some(Run::Playing) => word(Tone::Soon, "scenarios.playing"),
        Some(Run::Broken) => word(Tone::Overdue, "scenarios.broken"),
        Some(Run::Done(told)) => {
            let failed = told.iter().filter(|one| one.outcome != Outcome::Held);
            match failed.count() {
                0 => word(Tone::Done, "scenarios.held"),
                n => Chip::new(Tone::Overdue, locale.count("scenarios.failed", n as u64)),
            }
        }
    }
}

fn view(locale: Locale, id: u32, run: Option<&Run>) -> StoryFolder {
    let rows: Vec<StoryRow> = match run {
        Some(Run::Done(told)) => told.iter().map(|one| row(locale, id, one)).collect(),
        _ => Vec::new(),
    };
    StoryFolder {
        name: String::new(),
        title: String::new(),
        chip: run.map(|run| chip(locale, Some(run))),
        note: match run {
            Some(Run::Playing) => Some(locale.text("scenarios.wait").to_owned()),
            Some(Run::Broken) => Some(locale.text("panel.mend_first").to_owned()),
            _ => None,
        },
        failed: rows.iter().any(|row| !row.held),
        rows,
        first: false,
    }
}

fn row(locale: Locale, id: u32, told: &Told) -> StoryRow {
    let held = told.outcome == Outcome::Held;
    let (tone, key) = match held {
        true => (Tone::Done, "scenarios.holds"),
        false => (Tone::Overdue, "scenarios.fails"),
    };
    let message = match &told.outcome {
        Outcome::Held => String::new(),
        Outcome::Failed(0, why) => locale.fill("scenarios.at_start", &[("why", why)]),
        Outcome::Failed(step, why) => {
            let step = step.to_string();
            locale.fill("scenarios.at_step", &[("step", &step), ("why", why)])
        }
        Outcome::Unreadable(why) => locale.fill("scenarios.unreadable", &[("why", why)]),
        Outcome::Restored => locale.text("scenarios.restored").to_owned(),
    };
    StoryRow {
        title: told.title.clone(),
        path: told.path.clone(),
        href: edit_href(id, &told.path),
        held,
        chip: Chip::new(tone, locale.text(key)),
        message,
    }
}
