//! What the editor asks, for programs: findings in a text, proposals, explanations; and the scenarios of a draft.

use axum::Json;
use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::{Asked, Named, Sent};
use crate::App;
use crate::desk::asking::{self, Explanation, Proposals, Spot};
use crate::desk::findings::Finding;
use crate::desk::stories::{Outcome, Run, Told};
use crate::desk::work;
use crate::pages::admin::scenarios;
use crate::web::{Failure, Official};

/// A text to be checked in the place of a file.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckText {
    /// Path in the package.
    file: String,
    /// The whole text.
    text: String,
    /// Whether the proofs are wanted too: they take longer.
    #[serde(default)]
    proofs: bool,
}

/// What is wrong with a text.
#[derive(JsonSchema, Serialize)]
pub(super) struct Findings {
    /// Findings of the whole draft, errors first.
    findings: Vec<Finding>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedStories {
    /// Folder of the package.
    folder: String,
}

/// Scenarios to be played.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlayStories {
    /// Folder of the package.
    folder: String,
}

/// How far the scenarios of a folder are.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
enum StoriesState {
    /// Nobody has played them with these texts.
    NotPlayed,
    /// They are being played; ask again.
    Playing,
    /// The texts have errors, so that nothing can be played.
    Broken,
    /// They were played.
    Played,
}

/// The scenarios of a folder.
#[derive(JsonSchema, Serialize)]
pub(super) struct Stories {
    /// How far they are.
    state: StoriesState,
    /// What became of each, once they were played.
    scenarios: Vec<PlayedStory>,
}

/// A played scenario.
#[derive(JsonSchema, Serialize)]
struct PlayedStory {
    /// Path in the package.
    path: String,
    /// Title.
    title: String,
    /// Whether it holds.
    held: bool,
    /// The step that failed, 0 is the start.
    step: Option<usize>,
    /// What was expected and what was found; or why it cannot be read.
    why: Option<String>,
}

pub(super) async fn check(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Sent(typed): Sent<CheckText>,
) -> Result<Json<Findings>, Failure> {
    let texts = asking::texts(&app, &official, draft, &typed.file).await?;
    let locale = official.locale();
    let checked = work(move || {
        let asked = (typed.file.as_str(), typed.text.as_str());
        asking::check(locale, &texts, asked, typed.proofs).findings
    });
    Ok(Json(Findings {
        findings: checked.await?,
    }))
}

pub(super) async fn complete(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Sent(at): Sent<Spot>,
) -> Result<Json<Proposals>, Failure> {
    asking::complete(&app, &official, draft, at).await.map(Json)
}

pub(super) async fn explain(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Sent(at): Sent<Spot>,
) -> Result<Json<Option<Explanation>>, Failure> {
    asking::explain(&app, &official, draft, at).await.map(Json)
}

pub(super) async fn stories(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Asked(wanted): Asked<WantedStories>,
) -> Result<Json<Stories>, Failure> {
    let found = scenarios::known(&app, &official, draft, &wanted.folder).await?;
    Ok(Json(told(found)))
}

pub(super) async fn play(
    State(app): State<App>,
    official: Official,
    Named(draft): Named<u32>,
    Sent(wanted): Sent<PlayStories>,
) -> Result<Json<Stories>, Failure> {
    scenarios::play_folder(&app, &official, draft, &wanted.folder).await?;
    let found = scenarios::known(&app, &official, draft, &wanted.folder).await?;
    Ok(Json(told(found)))
}

fn told(run: Option<Run>) -> Stories {
    let (state, scenarios) = match run {
        None => (StoriesState::NotPlayed, Vec::new()),
        Some(Run::Playing) => (StoriesState::Playing, Vec::new()),
        Some(Run::Broken) => (StoriesState::Broken, Vec::new()),
        Some(Run::Done(told)) => (StoriesState::Played, told.iter().map(played).collect()),
    };
    Stories { state, scenarios }
}

fn played(told: &Told) -> PlayedStory {
    let (step, why) = match &told.outcome {
        Outcome::Held => (None, None),
        Outcome::Failed(step, why) => (Some(*step), Some(why.clone())),
        Outcome::Unreadable(why) => (None, Some(why.clone())),
        Outcome::Restored => {
            let why = "another state came out after the instances went through their snapshots";
            (None, Some(why.to_owned()))
        }
    };
    PlayedStory {
        path: told.path.clone(),
        title: told.title.clone(),
        held: told.outcome == Outcome::Held,
        step,
        why,
    }
}
