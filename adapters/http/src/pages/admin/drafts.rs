//! The list of drafts, and beginning one.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::ServiceError;
use reglament_runtime::port::DraftState;
use serde::Deserialize;

use super::super::{page, unprocessable};
use super::DRAFTS;
use super::head::edit_href;
use crate::App;
use crate::locale::Locale;
use crate::ui::admin::{DraftRow, DraftsPage};
use crate::ui::parts::{Chip, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Begun {
    #[serde(default)]
    title: String,
    /// A file to open at once.
    #[serde(default)]
    file: String,
    /// `people`: to bring a table of people at once.
    #[serde(default)]
    then: String,
}

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    page(draw(&app, &official).await?)
}

pub(super) async fn begin(
    State(app): State<App>,
    official: Official,
    Form(begun): Form<Begun>,
) -> Result<Response, Failure> {
    match app.service().begin_draft(official.id(), &begun.title).await {
        Ok(id) if begun.then == "people" => {
            Ok(Redirect::to(&format!("{DRAFTS}/{id}/people")).into_response())
        }
        Ok(id) if begun.file.is_empty() => {
            Ok(Redirect::to(&format!("{DRAFTS}/{id}")).into_response())
        }
        Ok(id) => Ok(Redirect::to(&edit_href(id, &begun.file)).into_response()),
        Err(ServiceError::Draft(refusal)) => {
            let mut view = draw(&app, &official).await?;
            view.shell.failed = true;
            view.problem = Some(official.locale().said(refusal.ru(), refusal.en()));
            view.typed = begun.title;
            unprocessable(view)
        }
        Err(error) => Err(error.into()),
    }
}

async fn draw(app: &App, official: &Official) -> Result<DraftsPage, Failure> {
    let locale = official.locale();
    let found = app.service().drafts(official.id()).await?;
    let row = |line: &reglament_runtime::DraftLine| DraftRow {
        title: line.title.clone(),
        href: format!("{DRAFTS}/{}", line.id),
        author: line.author.clone(),
        changed: locale.short_moment(line.changed_at.with_timezone(&app.zone())),
        chip: chip(locale, line.state),
    };
    Ok(DraftsPage {
        shell: official.shell(app, locale.text("drafts.title"), DRAFTS),
        typed: String::new(),
        problem: None,
        rows: found.iter().map(row).collect(),
    })
}

/// The state of a draft.
pub(super) fn chip(locale: Locale, state: DraftState) -> Chip {
    let (tone, key) = match state {
        DraftState::Open => (Tone::Waiting, "drafts.open"),
        DraftState::Submitted => (Tone::Soon, "drafts.submitted"),
        DraftState::Published => (Tone::Done, "drafts.published"),
        DraftState::Discarded => (Tone::Waiting, "drafts.discarded"),
    };
    Chip::new(tone, locale.text(key))
}
