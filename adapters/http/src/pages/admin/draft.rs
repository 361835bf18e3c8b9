//! A draft: what it changes, adding files, taking changes back.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::port::DraftState;
use reglament_runtime::{DraftFileKind, DraftMoveView, ServiceError};
use serde::Deserialize;

use super::super::{html, page};
use super::head::{change_word, edit_href, head, shell, tree};
use super::{DRAFTS, status};
use crate::App;
use crate::locale::Locale;
use crate::ui::admin::{DraftFileLine, DraftPage, MoveLine};
use crate::ui::parts::{Chip, Notice, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// What was done before coming here.
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
pub(super) struct Added {
    #[serde(default)]
    path: String,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    file: String,
    seen: u32,
    #[serde(default)]
    to: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, id).await?;
    let locale = official.locale();
    view.shell.notice = match wanted.done.as_str() {
        "restored" => Some(Notice::new(Tone::Done, locale.text("draft.restored"))),
        "people" => Some(Notice::new(
            Tone::Done,
            locale.text("people_table.accepted"),
        )),
        "removed" => Some(Notice::new(Tone::Done, locale.text("draft.was_removed"))),
        _ => None,
    };
    page(view)
}

/// Adds an empty file and opens it.
pub(super) async fn add(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(added): Form<Added>,
) -> Result<Response, Failure> {
    let path = added.path.trim();
    let done = app.service().add_to_draft(official.id(), id, path, "");
    match done.await {
        Ok(_) => Ok(Redirect::to(&edit_href(id, path)).into_response()),
        Err(error) => refused(&app, &official, id, error, added.path).await,
    }
}

/// Gives a file another path.
pub(super) async fn rename(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let from = (chosen.file.as_str(), chosen.seen);
    let to = chosen.to.trim();
    let done = app.service().rename_in_draft(official.id(), id, from, to);
    match done.await {
        Ok(_) => Ok(Redirect::to(&edit_href(id, to)).into_response()),
        Err(error) => refused(&app, &official, id, error, chosen.to).await,
    }
}

/// Takes the change of a file back.
pub(super) async fn restore(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let file = (chosen.file.as_str(), chosen.seen);
    let done = app.service().restore_in_draft(official.id(), id, file);
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("{DRAFTS}/{id}?done=restored")).into_response()),
        Err(error) => refused(&app, &official, id, error, String::new()).await,
    }
}

/// The page again with the sentence.
async fn refused(
    app: &App,
    official: &Official,
    id: u32,
    error: ServiceError,
    typed: String,
) -> Result<Response, Failure> {
    let ServiceError::Draft(refusal) = error else {
        return Err(error.into());
    };
    let mut view = draw(app, official, id).await?;
    view.typed = typed;
    let sentence = official.locale().said(refusal.ru(), refusal.en());
    if view.head.open {
        view.problem = Some(sentence);
        view.shell.failed = true;
    } else {
        view.shell.notice = Some(Notice::new(Tone::Overdue, sentence));
    }
    html(status(&refusal), view)
}

async fn draw(app: &App, official: &Official, id: u32) -> Result<DraftPage, Failure> {
    let locale = official.locale();
    let draft = app.service().draft(official.id(), id).await?;
    let texts = app.service().draft_texts(official.id(), id).await?;
    let moment =
        |at: chrono::DateTime<chrono::Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let by = |by: &str, at| locale.fill("draft.by", &[("name", by), ("at", &moment(at))]);
    let file = |file: &reglament_runtime::DraftFileView| DraftFileLine {
        path: file.path.clone(),
        href: match file.kind {
            DraftFileKind::Removed => format!("{DRAFTS}/{id}"),
            _ => edit_href(id, &file.path),
        },
        chip: Chip::new(Tone::Waiting, locale.text(change_word(file.kind))),
        note: by(&file.by, file.at),
        seen: file.revision,
        stale: file.stale,
    };
    let step = |step: &DraftMoveView| MoveLine {
        title: step_word(locale, step.state).to_owned(),
        note: by(&step.by, step.at),
        remark: step.remark.clone(),
    };
    Ok(DraftPage {
        shell: shell(app, official, &draft),
        head: head(app, locale, &draft, "files"),
        files: draft.files.iter().map(file).collect(),
        tree: tree(locale, &draft, &texts, None),
        typed: String::new(),
        problem: None,
        moves: draft.moves.iter().map(step).collect(),
    })
}

fn step_word(locale: Locale, state: DraftState) -> &'static str {
    locale.text(match state {
        DraftState::Open => "draft.was_returned",
        DraftState::Submitted => "draft.was_submitted",
        DraftState::Published => "draft.was_published",
        DraftState::Discarded => "draft.was_discarded",
    })
}
