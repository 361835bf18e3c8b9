//! The editor of one file: shown, checked, saved. Whatever is typed comes back, also when it could not be saved.

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::{DraftRefusal, DraftTexts, DraftView, ServiceError};
use serde::Deserialize;
use serde_json::json;

use super::super::html;
use super::head::{edit_href, head, shell, tree};
use super::{DRAFTS, status};
use crate::App;
use crate::desk::findings::{Finding, of_scenario, told};
use crate::desk::{differences, work};
use crate::form::FormBody;
use crate::limits::{DRAFT_BODY_BYTES, FINDINGS_SHOWN};
use crate::locale::Locale;
use crate::ui::admin::{EditPage, FindingRow, FindingsView, OpenFile};
use crate::ui::parts::{Notice, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    file: String,
    #[serde(default)]
    line: u32,
    #[serde(default)]
    saved: bool,
}

/// The panels beside the text.
const PANELS: [(&str, &str); 5] = [
    ("diagram", "panel.diagram"),
    ("steps", "panel.steps"),
    ("terms", "panel.terms"),
    ("letters", "panel.letters"),
    ("changes", "draft.changes_tab"),
];

/// What the editor sent.
struct Sent {
    path: String,
    seen: u32,
    text: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let desk = Desk::open(&app, &official, id).await?;
    let mut view = desk.draw(&wanted.file, None, wanted.line).await?;
    if wanted.saved {
        let word = official.locale().text("draft.saved");
        view.shell.notice = Some(Notice::new(Tone::Done, word));
    }
    html(StatusCode::OK, view)
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    request: Request,
) -> Result<Response, Failure> {
    let accept = request.headers().get(header::ACCEPT);
    let by_script = accept.is_some_and(|kind| kind.as_bytes() == b"application/json");
    let body = FormBody::read(request, DRAFT_BODY_BYTES).await?;
    let field = |name| body.get(name).ok_or(Failure::Unreadable);
    let sent = Sent {
        path: field("file")?.to_owned(),
        seen: field("seen")?.parse().map_err(|_| Failure::Unreadable)?,
        // Browsers send lines of a text area with carriage returns.
        text: field("text")?.replace("\r\n", "\n"),
    };
    let (service, person) = (app.service(), official.id());
    let file = (sent.path.as_str(), sent.seen);
    let done = match body.get("act").unwrap_or("save") {
        "check" => {
            let desk = Desk::open(&app, &official, id).await?;
            return html(StatusCode::OK, desk.draw(&sent.path, Some(&sent), 0).await?);
        }
        "save" => service.write_draft(person, id, file, &sent.text).await,
        "remove" => service.remove_from_draft(person, id, file).await,
        "restore" => service.restore_in_draft(person, id, file).await,
        _ => return Err(Failure::Unreadable),
    };
    match (done, body.get("act")) {
        (Ok(_), Some("remove")) => {
            Ok(Redirect::to(&format!("{DRAFTS}/{id}?done=removed")).into_response())
        }
        (Ok(_), Some("restore")) => {
            Ok(Redirect::to(&format!("{DRAFTS}/{id}?done=restored")).into_response())
        }
        (Ok(revision), _) if by_script => {
            let at = official.locale().text("draft.saved");
            Ok(Json(json!({"seen": revision, "text": at})).into_response())
        }
        (Ok(_), _) => {
            let href = format!("{}&saved=true", edit_href(id, &sent.path));
            Ok(Redirect::to(&href).into_response())
        }
        (Err(ServiceError::Draft(refusal)), _) => {
            refused(&app, &official, id, &sent, &refusal).await
        }
        (Err(error), _) => Err(error.into()),
    }
}

/// The editor again with what was typed. After a conflict the next save is over what the other one wrote, which stands
/// below for comparison.
async fn refused(
    app: &App,
    official: &Official,
    id: u32,
    sent: &Sent,
    refusal: &DraftRefusal,
) -> Result<Response, Failure> {
    let desk = Desk::open(app, official, id).await?;
    let mut view = desk.draw(&sent.path, Some(sent), 0).await?;
    view.shell.failed = true;
    view.problem = Some(official.locale().said(refusal.ru(), refusal.en()));
    if matches!(refusal, DraftRefusal::Conflict { .. }) {
        let theirs = desk.texts.texts.get(&sent.path);
        view.file.conflict = Some(differences::file(&sent.path, theirs, Some(&sent.text)));
        view.file.seen = desk.seen(&sent.path);
    }
    html(status(refusal), view)
}

/// A draft with its texts, and who works on it.
struct Desk<'a> {
    app: &'a App,
    official: &'a Official,
    draft: DraftView,
    texts: DraftTexts,
}

impl<'a> Desk<'a> {
    async fn open(app: &'a App, official: &'a Official, id: u32) -> Result<Self, Failure> {
        Ok(Self {
            app,
            official,
            draft: app.service().draft(official.id(), id).await?,
            texts: app.service().draft_texts(official.id(), id).await?,
        })
    }

    /// The revision of a file; 0 when the draft has not changed it.
    fn seen(&self, path: &str) -> u32 {
        let found = self.draft.files.iter().find(|file| file.path == path);
        found.map_or(0, |file| file.revision)
    }

    async fn draw(&self, path: &str, sent: Option<&Sent>, line: u32) -> Result<EditPage, Failure> {
        let locale = self.official.locale();
        if DraftTexts::is_secret(path) {
            return Err(ServiceError::from(DraftRefusal::Secret(path.to_owned())).into());
        }
        let saved = self.texts.texts.get(path);
        let text = sent.map(|sent| &sent.text).or(saved);
        let text = text.ok_or(ServiceError::NotFound)?.clone();
        let mut files = self.texts.package();
        if !DraftTexts::is_scenario(path) {
            files.insert(path.to_owned(), text.clone());
        }
        let scenario = DraftTexts::is_scenario(path)
            .then(|| of_scenario(locale, path, &text))
            .flatten();
        let found = work(move || told(locale, &files, &reglament_proof::check(&files).diagnostics));
        let mut found = found.await?;
        found.extend(scenario);
        Ok(EditPage {
            shell: shell(self.app, self.official, &self.draft),
            head: head(self.app, locale, &self.draft, "files"),
            tree: tree(locale, &self.draft, &self.texts, Some(path)),
            findings: listed(locale, self.draft.id, path, &found),
            file: OpenFile {
                path: path.to_owned(),
                text,
                seen: sent.map_or_else(|| self.seen(path), |sent| sent.seen),
                changed: self.draft.files.iter().any(|file| file.path == path),
                line,
                conflict: None,
            },
            problem: None,
            words: words(locale),
            panels: PANELS.map(|(id, key)| (id, locale.text(key))).into(),
        })
    }
}

/// The findings as a list; those of the open file first.
pub(super) fn listed(locale: Locale, id: u32, path: &str, found: &[Finding]) -> FindingsView {
    let mut sorted: Vec<(usize, &Finding)> = found.iter().enumerate().collect();
    sorted.sort_by_key(|(_, one)| (!one.error, one.file != path));
    let row = |(n, one): &(usize, &Finding)| FindingRow {
        fix: one.fix.as_ref().map(|fix| (*n, fix.title.clone())),
        error: one.error,
        place: locale.fill(
            "desk.place",
            &[("file", &one.file), ("line", &one.line.to_string())],
        ),
        href: format!("{}&line={}", edit_href(id, &one.file), one.line),
        file: one.file.clone(),
        line: one.line,
        code: one.code.to_owned(),
        text: one.text.clone(),
        hint: one.hint.clone(),
    };
    let errors = found.iter().filter(|one| one.error).count();
    FindingsView {
        rows: sorted.iter().take(FINDINGS_SHOWN).map(row).collect(),
        errors,
        warnings: found.len() - errors,
    }
}

/// The words of the script: its own, and those of the editor's search and completion.
fn words(locale: Locale) -> String {
    const OWN: [(&str, &str); 5] = [
        ("unsaved", "editor.unsaved"),
        ("saving", "editor.saving"),
        ("failed", "editor.failed"),
        ("sure", "editor.sure"),
        ("Diagnostics", "desk.findings"),
    ];
    const EDITOR: [(&str, &str); 16] = [
        ("Find", "editor.find"),
        ("Replace", "editor.replace"),
        ("next", "editor.next"),
        ("previous", "editor.previous"),
        ("all", "editor.all"),
        ("match case", "editor.match_case"),
        ("regexp", "editor.regexp"),
        ("by word", "editor.by_word"),
        ("replace", "editor.replace_one"),
        ("replace all", "editor.replace_all"),
        ("close", "editor.close"),
        ("Go to line", "editor.go_to_line"),
        ("go", "editor.go"),
        ("Completions", "editor.completions"),
        ("No diagnostics", "desk.no_findings"),
        ("Fold line", "editor.fold"),
    ];
    let words = OWN.iter().chain(&EDITOR);
    let words: serde_json::Map<String, serde_json::Value> = words
        .map(|(name, key)| ((*name).to_owned(), locale.text(key).into()))
        .collect();
    serde_json::Value::Object(words).to_string()
}
