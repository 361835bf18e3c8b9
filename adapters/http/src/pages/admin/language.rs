//! What the editor asks while somebody types: findings with a panel, completion, an explanation. JSON.
//!
//! The answers are about the text as typed, laid over the draft as saved; nothing is written.

use axum::Json;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use reglament_runtime::DraftTexts;
use serde::{Deserialize, Serialize};

use super::edit::listed;
use crate::App;
use crate::desk::asking::{self, Checked, Explanation, Proposals, Spot};
use crate::desk::findings::Finding;
use crate::desk::panel::{Beside, Panel, Shown};
use crate::desk::work;
use crate::ui::admin::FindingsPiece;
use crate::web::{Failure, Official};

/// A text as it is being typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    file: String,
    text: String,
    /// Whether the proofs are wanted too: they take longer.
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    panel: Panel,
    /// Whether the browser has drawn that panel before.
    #[serde(default)]
    have: bool,
    /// The day from which terms are counted.
    #[serde(default)]
    start: String,
}

/// The answer to a text.
#[derive(Serialize)]
pub(super) struct CheckAnswer {
    findings: Vec<Finding>,
    /// The list of them as a piece of the page.
    list: String,
    #[serde(flatten)]
    beside: Shown,
}

pub(super) async fn check(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Json(typed): Json<Typed>,
) -> Result<Json<CheckAnswer>, Failure> {
    let texts = asking::texts(&app, &official, id, &typed.file).await?;
    let shell = official.shell(&app, "", "");
    work(move || answer(&app, shell, id, &texts, &typed))
        .await?
        .map(Json)
}

fn answer(
    app: &App,
    shell: crate::ui::parts::Shell,
    id: u32,
    texts: &DraftTexts,
    typed: &Typed,
) -> Result<CheckAnswer, Failure> {
    let locale = shell.locale;
    let asked = (typed.file.as_str(), typed.text.as_str());
    let Checked {
        files,
        compiled,
        findings,
    } = asking::check(locale, texts, asked, typed.whole);
    let piece = FindingsPiece {
        shell: shell.clone(),
        findings: listed(locale, id, &typed.file, &findings),
    };
    let list = askama::Template::render(&piece).map_err(|_| Failure::Broken)?;
    let today = app.today(app.zone());
    let beside = Beside {
        app,
        shell,
        texts,
        files: &files,
        compiled: &compiled,
        file: &typed.file,
        have: typed.have,
        start: day(&typed.start).unwrap_or(today),
    };
    Ok(CheckAnswer {
        findings,
        list,
        beside: beside.show(typed.panel)?,
    })
}

pub(super) async fn completion(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Json(at): Json<Spot>,
) -> Result<Json<Proposals>, Failure> {
    asking::complete(&app, &official, id, at).await.map(Json)
}

pub(super) async fn explain(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Json(at): Json<Spot>,
) -> Result<Json<Option<Explanation>>, Failure> {
    asking::explain(&app, &official, id, at).await.map(Json)
}

/// A day as people write it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    ["%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
}
