//! What a draft changes, in words and line by line.

use axum::extract::{Path, State};
use axum::response::Response;
use reglament_runtime::DraftTexts;

use super::super::page;
use super::head::{head, shell};
use crate::App;
use crate::desk::{differences, work};
use crate::locale::Locale;
use crate::ui::admin::{ChangesView, DraftChangesPage};
use crate::web::{Failure, Official};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let draft = app.service().draft(official.id(), id).await?;
    let texts = app.service().draft_texts(official.id(), id).await?;
    page(DraftChangesPage {
        shell: shell(&app, &official, &draft),
        head: head(&app, locale, &draft, "changes"),
        changes: of(locale, texts).await?,
    })
}

/// The changes of a draft against what is published now.
pub(super) async fn of(locale: Locale, texts: DraftTexts) -> Result<ChangesView, Failure> {
    work(move || differences::between(locale, &texts.published, &texts.texts, |_| true)).await
}
