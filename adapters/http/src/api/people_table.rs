//! A table of people or units for the directory of a draft: the body is the file. What would change is told; only `write`
//! puts it into the draft, and publishing stays the business of the draft.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use reglament_directory::Plan;
use reglament_runtime::ServiceError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ApiProblem;
use super::read::{Asked, Named};
use crate::App;
use crate::desk::findings::Finding;
use crate::desk::people::{Tables, compare, file, regulations, wish};
use crate::desk::work;
use crate::pages::admin::people_table::read;
use crate::web::{Failure, Official};

/// Which table it is.
#[derive(Clone, Copy, Default, PartialEq, Eq, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DirectoryTableKind {
    /// People with their posts and roles.
    #[default]
    People,
    /// Units.
    Units,
}

/// How the table is to be taken.
#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedTable {
    /// Name of the file; its ending says the kind.
    file: String,
    /// People when absent.
    #[serde(default)]
    table: DirectoryTableKind,
    /// The folder whose directory is edited; the shared one when absent.
    #[serde(default)]
    folder: String,
    /// The table is the whole staff: the last day of whoever is not in it.
    complete: Option<NaiveDate>,
    /// Take the rest when rows are wrong.
    #[serde(default)]
    skip_wrong: bool,
    /// Put the change into the draft.
    #[serde(default)]
    write: bool,
}

/// What a table would change, or has changed in the draft.
#[derive(JsonSchema, Serialize)]
pub(super) struct TableTaken {
    /// What becomes different, and every cell that cannot be taken.
    plan: Plan,
    /// Errors that the draft has with it; they keep it from being submitted.
    errors: Vec<Finding>,
    /// Revision of the draft now; absent when nothing was written.
    revision: Option<u32>,
}

pub(super) async fn take(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
    Asked(asked): Asked<WantedTable>,
    bytes: Bytes,
) -> Result<Response, Failure> {
    let (service, person, locale) = (app.service(), official.id(), official.locale());
    let draft = service.draft(person, id).await?;
    let texts = service.draft_texts(person, id).await?;
    if !regulations(&texts).contains(&asked.folder) {
        return Err(ServiceError::NotFound.into());
    }
    let sheet = match read(&app, &asked.file, &bytes).await? {
        Ok((sheet, _)) => sheet,
        Err(says) => return Ok(unreadable(says.text(false), says.text(true))),
    };
    let (people, units) = match asked.table {
        DirectoryTableKind::People => (Some(sheet), None),
        DirectoryTableKind::Units => (None, Some(sheet)),
    };
    let wish = wish(people, units, asked.complete).ok_or(Failure::Broken)?;
    let tables = Tables {
        regulation: asked.folder.clone(),
        wish,
        skip_wrong: asked.skip_wrong,
    };
    let found = match work(move || compare(locale, &texts, &tables)).await? {
        Ok(found) => found,
        Err(says) => return Ok(unreadable(&says.ru, &says.en)),
    };
    let path = file(&asked.folder);
    let mut revision = None;
    if let Some(text) = found.text.filter(|_| asked.write) {
        let seen = draft.files.iter().find(|file| file.path == path);
        let seen = (path.as_str(), seen.map_or(0, |file| file.revision));
        revision = Some(service.write_draft(person, id, seen, &text).await?);
    }
    let taken = TableTaken {
        plan: found.plan,
        errors: found.errors,
        revision,
    };
    Ok(Json(taken).into_response())
}

fn unreadable(ru: &str, en: &str) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    ApiProblem::new(status, "unreadable_table", ru, en).into_response()
}
