//! Drafts of the texts of processes: writing them, and their way to publication by another administrator.
//!
//! Every change names the revision that its writer had seen, so that a repeated one is refused and nothing is lost; that
//! is why these commands need no idempotency key.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_runtime::{
    DraftLine, DraftRefusal, DraftTexts, DraftView, MigrationReport, Published, Reviewed,
    ServiceError,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Asked, Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

/// A draft to begin.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BeginDraft {
    /// What it is about.
    title: String,
}

/// A draft was begun.
#[derive(JsonSchema, Serialize)]
pub(super) struct BegunDraft {
    /// Its number.
    id: u32,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedFile {
    /// Path in the package.
    path: String,
}

/// A file as the draft would publish it.
#[derive(JsonSchema, Serialize)]
pub(super) struct DraftFile {
    /// Path in the package.
    path: String,
    /// Its text.
    text: String,
    /// The revision to name with the next change; 0: the draft does not change it.
    revision: u32,
}

/// What to do with a file.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileAct {
    /// A new file.
    Add,
    /// Another text.
    Write,
    /// Another path.
    Rename,
    /// The file goes.
    Remove,
    /// As published again.
    Restore,
}

/// A change of a file.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeFile {
    /// What to do.
    act: FileAct,
    /// Path in the package.
    path: String,
    /// The revision that the writer had seen; not for a new file.
    #[serde(default)]
    seen: u32,
    /// The whole text, to add or to write.
    text: Option<String>,
    /// The new path, to rename.
    to: Option<String>,
}

/// A file was changed.
#[derive(JsonSchema, Serialize)]
pub(super) struct ChangedFile {
    /// Revision of the draft now; the file has the same.
    revision: u32,
}

/// A step of a draft on its way.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveDraft {
    /// Revision of the draft that whoever moves it had seen.
    revision: u32,
    /// Why; needed for returning it.
    #[serde(default)]
    remark: String,
    /// For publishing: digest of the package over which the changes were seen.
    #[serde(default)]
    over: String,
}

/// A draft with the package that it lies over.
#[derive(JsonSchema, Serialize)]
pub(super) struct DraftShown {
    /// The draft.
    #[serde(flatten)]
    draft: DraftView,
    /// Digest of the package over which the changes lie.
    over: String,
    /// Every file as the draft would publish it.
    paths: Vec<String>,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<DraftLine>>, Failure> {
    Ok(Json(app.service().drafts(official.id()).await?))
}

pub(super) async fn begin(
    State(app): State<App>,
    official: Official,
    Sent(sent): Sent<BeginDraft>,
) -> Result<(StatusCode, Json<BegunDraft>), Failure> {
    let id = app
        .service()
        .begin_draft(official.id(), &sent.title)
        .await?;
    Ok((StatusCode::CREATED, Json(BegunDraft { id })))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
) -> Result<Json<DraftShown>, Failure> {
    let service = app.service();
    let draft = service.draft(official.id(), id).await?;
    let texts = service.draft_texts(official.id(), id).await?;
    let paths = texts.texts.keys();
    let paths = paths.filter(|path| !DraftTexts::is_secret(path));
    Ok(Json(DraftShown {
        draft,
        paths: paths.cloned().collect(),
        over: texts.over,
    }))
}

pub(super) async fn file(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Asked(WantedFile { path }): Asked<WantedFile>,
) -> Result<Json<DraftFile>, Failure> {
    if DraftTexts::is_secret(&path) {
        return Err(ServiceError::Draft(DraftRefusal::Secret(path)).into());
    }
    let service = app.service();
    let draft = service.draft(official.id(), id).await?;
    let mut texts = service.draft_texts(official.id(), id).await?;
    let text = texts.texts.remove(&path).ok_or(Failure::NotFound)?;
    let changed = draft.files.iter().find(|file| file.path == path);
    Ok(Json(DraftFile {
        revision: changed.map_or(0, |file| file.revision),
        path,
        text,
    }))
}

pub(super) async fn change(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<ChangeFile>,
) -> Result<Json<ChangedFile>, Failure> {
    let (service, person) = (app.service(), official.id());
    let (path, seen) = (sent.path.as_str(), (sent.path.as_str(), sent.seen));
    let revision = match sent.act {
        FileAct::Add => {
            let text = needed("text", sent.text.as_deref())?;
            service.add_to_draft(person, id, path, text).await
        }
        FileAct::Write => {
            let text = needed("text", sent.text.as_deref())?;
            service.write_draft(person, id, seen, text).await
        }
        FileAct::Rename => {
            let to = needed("to", sent.to.as_deref())?;
            service.rename_in_draft(person, id, seen, to).await
        }
        FileAct::Remove => service.remove_from_draft(person, id, seen).await,
        FileAct::Restore => service.restore_in_draft(person, id, seen).await,
    };
    Ok(Json(ChangedFile {
        revision: revision?,
    }))
}

/// A field that this act cannot do without.
fn needed<'t>(name: &str, text: Option<&'t str>) -> Result<&'t str, Failure> {
    text.ok_or_else(|| Failure::Malformed(format!("missing field `{name}`")))
}

pub(super) async fn migrations(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
) -> Result<Json<Vec<MigrationReport>>, Failure> {
    let found = app.service().draft_migrations(official.id(), id);
    Ok(Json(found.await?))
}

pub(super) async fn submit(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<MoveDraft>,
) -> Result<StatusCode, Failure> {
    let done = app.service().submit_draft(official.id(), id, sent.revision);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn send_back(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<MoveDraft>,
) -> Result<StatusCode, Failure> {
    let done = app
        .service()
        .return_draft(official.id(), id, sent.revision, &sent.remark);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn discard(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<MoveDraft>,
) -> Result<StatusCode, Failure> {
    let done = app
        .service()
        .discard_draft(official.id(), id, sent.revision);
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn publish(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Sent(sent): Sent<MoveDraft>,
) -> Result<Json<Published>, Failure> {
    let reviewed = Reviewed {
        revision: sent.revision,
        over: &sent.over,
        alone: app.settings().one_administrator,
    };
    let done = app.service().publish_draft(official.id(), id, reviewed);
    Ok(Json(done.await?))
}
