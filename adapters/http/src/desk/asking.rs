//! Questions about a text as it is being typed, laid over the draft as saved: what is wrong with it, what may stand at a
//! place, what stands there. For the editor and for programs alike; nothing is written.

use std::collections::BTreeMap;

use reglament_definition::{Compiled, compile};
use reglament_language::{CompletionKind, Lines, Position, Workspace};
use reglament_runtime::{DraftTexts, ServiceError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::findings::{Finding, Place, of_scenario, told};
use super::panel::language;
use super::work;
use crate::App;
use crate::locale::Locale;
use crate::web::{Failure, Official};

/// A place in a text as it is being typed.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spot {
    /// Path in the package.
    file: String,
    /// The whole text.
    text: String,
    /// Line, from 0.
    line: u32,
    /// Column in UTF-16 units, from 0.
    character: u32,
}

/// A text, checked.
pub(crate) struct Checked {
    /// The texts with this one in its place.
    pub(crate) files: BTreeMap<String, String>,
    /// What the compiler made of them.
    pub(crate) compiled: Compiled,
    /// What was found.
    pub(crate) findings: Vec<Finding>,
}

/// What may stand at a place.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Proposals {
    /// Proposals, the likeliest first.
    items: Vec<Proposal>,
}

/// A proposal.
#[derive(JsonSchema, Serialize)]
struct Proposal {
    /// What is shown.
    label: String,
    /// What it is.
    #[schemars(with = "String")]
    kind: CompletionKind,
    /// A few words.
    detail: String,
    /// More of them.
    documentation: String,
    /// What is written.
    insert: String,
    /// Beginning of what is replaced.
    #[schemars(with = "Place")]
    from: Position,
    /// Its end.
    #[schemars(with = "Place")]
    to: Position,
}

/// What stands at a place.
#[derive(JsonSchema, Serialize)]
pub(crate) struct Explanation {
    /// Markdown.
    text: String,
    /// Beginning of what is explained.
    #[schemars(with = "Place")]
    from: Position,
    /// Its end.
    #[schemars(with = "Place")]
    to: Position,
}

/// The texts of a draft; a file that is not shown is not asked about either.
pub(crate) async fn texts(
    app: &App,
    official: &Official,
    id: u32,
    file: &str,
) -> Result<DraftTexts, Failure> {
    let texts = app.service().draft_texts(official.id(), id).await?;
    if DraftTexts::is_secret(file) || !texts.texts.contains_key(file) {
        return Err(ServiceError::NotFound.into());
    }
    Ok(texts)
}

/// Everything that is wrong with the texts when `file` reads as `text`. `proofs`: with what is proved, which takes longer.
pub(crate) fn check(
    locale: Locale,
    texts: &DraftTexts,
    (file, text): (&str, &str),
    proofs: bool,
) -> Checked {
    let mut files = texts.texts.clone();
    files.insert(file.to_owned(), text.to_owned());
    let own = files
        .iter()
        .filter(|(path, _)| !DraftTexts::is_scenario(path));
    let package: BTreeMap<String, String> = own
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    let mut compiled = compile(&package);
    if proofs {
        reglament_proof::complete(&mut compiled, &package);
    }
    let mut findings = told(locale, &package, &compiled.diagnostics);
    if DraftTexts::is_scenario(file) {
        findings.extend(of_scenario(locale, file, text));
    }
    Checked {
        files,
        compiled,
        findings,
    }
}

/// What may stand at a place.
pub(crate) async fn complete(
    app: &App,
    official: &Official,
    id: u32,
    at: Spot,
) -> Result<Proposals, Failure> {
    let texts = texts(app, official, id, &at.file).await?;
    let language = language(official.locale());
    let items = work(move || {
        let workspace = workspace(&texts, &at);
        let lines = Lines::new(&at.text);
        let place = offset(&lines, &at);
        let found = reglament_language::complete(&workspace, &at.file, place, language);
        let item = |one: reglament_language::Completion| {
            let (from, to) = lines.range(&one.span);
            Proposal {
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
    Ok(Proposals {
        items: items.await?,
    })
}

/// What stands at a place; none where there is nothing to say.
pub(crate) async fn explain(
    app: &App,
    official: &Official,
    id: u32,
    at: Spot,
) -> Result<Option<Explanation>, Failure> {
    let texts = texts(app, official, id, &at.file).await?;
    let language = language(official.locale());
    let answer = work(move || {
        let workspace = workspace(&texts, &at);
        let lines = Lines::new(&at.text);
        let place = offset(&lines, &at);
        let found = reglament_language::hover(&workspace, &at.file, place, language)?;
        let (from, to) = lines.range(&found.span);
        Some(Explanation {
            text: found.text,
            from,
            to,
        })
    });
    answer.await
}

/// The secret questions stay out: nothing of them may be proposed or explained.
fn workspace(texts: &DraftTexts, at: &Spot) -> Workspace {
    let open = texts
        .texts
        .iter()
        .filter(|(path, _)| !DraftTexts::is_secret(path));
    let mut files: BTreeMap<String, String> = open
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    files.insert(at.file.clone(), at.text.clone());
    Workspace::new(files)
}

fn offset(lines: &Lines<'_>, at: &Spot) -> usize {
    lines.offset(Position {
        line: at.line,
        character: at.character,
    })
}
