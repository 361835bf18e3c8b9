//! Letters of a draft as they would look, with the places for data marked, as beside the editor. Nothing is written, and no
//! data is filled in: a draft has no instance.

use axum::Json;
use axum::extract::State;
use reglament_runtime::DraftTexts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Asked, Named, Sent};
use crate::App;
use crate::desk::asking;
use crate::ui::admin::{LetterCard, LetterPiece};
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedLetters {
    /// Folder of the package.
    folder: String,
}

/// A text of a letter as it is being typed.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PreviewLetter {
    /// Path in the package.
    file: String,
    /// The whole text.
    text: String,
}

/// A letter as it would look.
#[derive(JsonSchema, Serialize)]
pub(super) struct DraftLetter {
    /// Path in the package.
    path: String,
    /// Subject, in pieces.
    subject: Vec<LetterPart>,
    /// Body, in pieces; `{% … %}` stands as it is written.
    body: Vec<LetterPart>,
}

/// A piece of a letter.
#[derive(JsonSchema, Serialize)]
struct LetterPart {
    /// The text; of data the expression.
    text: String,
    /// Whether data of the instance stands there.
    is_data: bool,
}

impl DraftLetter {
    fn of(path: &str, text: &str) -> Self {
        let part = |piece: LetterPiece| LetterPart {
            text: piece.text,
            is_data: piece.filled,
        };
        let card = LetterCard::of(path, text, false);
        Self {
            path: card.path,
            subject: card.subject.into_iter().map(part).collect(),
            body: card.body.into_iter().map(part).collect(),
        }
    }
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Asked(wanted): Asked<WantedLetters>,
) -> Result<Json<Vec<DraftLetter>>, Failure> {
    let texts = app.service().draft_texts(official.id(), draft).await?;
    let within = format!("{}/letters/", wanted.folder);
    let letters = texts.texts.iter().filter(|(path, _)| {
        is_letter(path) && path.starts_with(&within) && !DraftTexts::is_secret(path)
    });
    let letters = letters.map(|(path, text)| DraftLetter::of(path, text));
    Ok(Json(letters.collect()))
}

pub(super) async fn preview(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Sent(typed): Sent<PreviewLetter>,
) -> Result<Json<DraftLetter>, Failure> {
    asking::texts(&app, &official, draft, &typed.file).await?;
    match is_letter(&typed.file) {
        true => Ok(Json(DraftLetter::of(&typed.file, &typed.text))),
        false => Err(Failure::NotFound),
    }
}

/// Letters stand in a folder of their own.
fn is_letter(path: &str) -> bool {
    path.contains("/letters/") && path.ends_with(".md")
}
