//! What the editor asks while somebody types: findings with a panel, completion, an explanation. JSON.
//!
//! The answers are about the text as typed, laid over the draft as saved; nothing is written.

use axum::Json;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use reglament_definition::compile;
use reglament_language::{CompletionKind, Lines, Position, Workspace, complete, hover};
use reglament_runtime::{DraftTexts, ServiceError};
use serde::{Deserialize, Serialize};

use super::edit::listed;
use crate::App;
use crate::desk::findings::{Finding, of_scenario, told};
use crate::desk::panel::{Beside, Panel, Shown, language};
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

/// A place in a text as it is being typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct At {
    file: String,
    text: String,
    line: u32,
    character: u32,
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

#[derive(Serialize)]
pub(super) struct CompleteAnswer {
    items: Vec<Item>,
}

/// A proposal.
#[derive(Serialize)]
struct Item {
    label: String,
    kind: CompletionKind,
    detail: String,
    documentation: String,
    insert: String,
    from: Position,
    to: Position,
}

/// An explanation.
#[derive(Serialize)]
pub(super) struct HoverAnswer {
    text: String,
    from: Position,
    to: Position,
}

pub(super) async fn check(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Json(typed): Json<Typed>,
) -> Result<Json<CheckAnswer>, Failure> {
    let texts = texts(&app, &official, id, &typed.file).await?;
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
    let mut files = texts.texts.clone();
    files.insert(typed.file.clone(), typed.text.clone());
    let package = package(&files);
    let mut compiled = compile(&package);
    if typed.whole {
        reglament_proof::complete(&mut compiled, &package);
    }
    let locale = shell.locale;
    let mut findings = told(locale, &package, &compiled.diagnostics);
    if DraftTexts::is_scenario(&typed.file) {
        findings.extend(of_scenario(locale, &typed.file, &typed.text));
    }
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
    Json(at): Json<At>,
) -> Result<Json<CompleteAnswer>, Failure> {
    let texts = texts(&app, &official, id, &at.file).await?;
    let language = language(official.locale());
    let items = work(move || {
        let workspace = workspace(&texts, &at);
        let lines = Lines::new(&at.text);
        let found = complete(&workspace, &at.file, offset(&lines, &at), language);
        let item = |one: reglament_language::Completion| {
            let (from, to) = lines.range(&one.span);
            Item {
                label: one.label,
                kind: one.kind,
                detail: one.detail,
                documentation: one.documentation,
                insert: one.insert,
                from,
                to,
            }
        };
        found.into_iter().map(item).collect()
    });
    Ok(Json(CompleteAnswer {
        items: items.await?,
    }))
}

pub(super) async fn explain(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Json(at): Json<At>,
) -> Result<Json<Option<HoverAnswer>>, Failure> {
    let texts = texts(&app, &official, id, &at.file).await?;
    let language = language(official.locale());
    let answer = work(move || {
        let workspace = workspace(&texts, &at);
        let lines = Lines::new(&at.text);
        let found = hover(&workspace, &at.file, offset(&lines, &at), language)?;
        let (from, to) = lines.range(&found.span);
        Some(HoverAnswer {
            text: found.text,
            from,
            to,
        })
    });
    Ok(Json(answer.await?))
}

/// The texts of a draft; a file that is not shown is not asked about either.
async fn texts(app: &App, official: &Official, id: u32, file: &str) -> Result<DraftTexts, Failure> {
    let texts = app.service().draft_texts(official.id(), id).await?;
    if DraftTexts::is_secret(file) || !texts.texts.contains_key(file) {
        return Err(ServiceError::NotFound.into());
    }
    Ok(texts)
}

/// The secret questions stay out: nothing of them may be proposed or explained.
fn workspace(texts: &DraftTexts, at: &At) -> Workspace {
    let open = texts
        .texts
        .iter()
        .filter(|(path, _)| !DraftTexts::is_secret(path));
    let mut files: std::collections::BTreeMap<String, String> = open
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    files.insert(at.file.clone(), at.text.clone());
    Workspace::new(files)
}

fn offset(lines: &Lines<'_>, at: &At) -> usize {
    lines.offset(Position {
        line: at.line,
        character: at.character,
    })
}

fn package(
    files: &std::collections::BTreeMap<String, String>,
) -> std::collections::BTreeMap<String, String> {
    let own = files
        .iter()
        .filter(|(path, _)| !DraftTexts::is_scenario(path));
    own.map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// A day as people write it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    ["%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
}
