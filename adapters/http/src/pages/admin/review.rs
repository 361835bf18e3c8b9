//! The way of a draft to publication: what the second administrator looks at, and the buttons of both.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::port::DraftState;
use reglament_runtime::{
    DraftTexts, DraftView, MigrationReport, MigrationState, Reviewed, ServiceError,
};
use serde::Deserialize;

use super::super::{html, page};
use super::head::{head, shell};
use super::scenarios::{chip, title, touched};
use super::{DRAFTS, PROCESSES, changes, status};
use crate::App;
use crate::desk::{stories, work};
use crate::locale::Locale;
use crate::ui::admin::{CasesView, CheckRow, RefusedCase, ReviewPage};
use crate::ui::parts::{Chip, Link, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Pressed {
    revision: u32,
    #[serde(default)]
    over: String,
    #[serde(default)]
    remark: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    page(draw(&app, &official, id).await?)
}

pub(super) async fn submit(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let service = app.service();
    let done = service.submit_draft(official.id(), id, pressed.revision);
    answered(&app, &official, id, done.await, &pressed).await
}

pub(super) async fn publish(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let reviewed = Reviewed {
        revision: pressed.revision,
        over: &pressed.over,
        alone: app.settings().one_administrator,
    };
    let done = app.service().publish_draft(official.id(), id, reviewed);
    answered(&app, &official, id, done.await.map(drop), &pressed).await
}

pub(super) async fn send_back(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let (service, person) = (app.service(), official.id());
    let done = service.return_draft(person, id, pressed.revision, &pressed.remark);
    answered(&app, &official, id, done.await, &pressed).await
}

pub(super) async fn discard(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let service = app.service();
    let done = service.discard_draft(official.id(), id, pressed.revision);
    answered(&app, &official, id, done.await, &pressed).await
}

/// The page again, after what was done or with the sentence why not.
async fn answered(
    app: &App,
    official: &Official,
    id: u32,
    done: Result<(), ServiceError>,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{DRAFTS}/{id}/review")).into_response()),
        Err(ServiceError::Draft(refusal)) => {
            let mut view = draw(app, official, id).await?;
            view.problem = Some(official.locale().said(refusal.ru(), refusal.en()));
            view.shell.failed = true;
            view.typed.clone_from(&pressed.remark);
            html(status(&refusal), view)
        }
        Err(error) => Err(error.into()),
    }
}

async fn draw(app: &App, official: &Official, id: u32) -> Result<ReviewPage, Failure> {
    let locale = official.locale();
    let service = app.service();
    let draft = service.draft(official.id(), id).await?;
    let texts = service.draft_texts(official.id(), id).await?;
    let waiting = matches!(draft.state, DraftState::Open | DraftState::Submitted);
    let cases = match waiting {
        true => service.draft_migrations(official.id(), id).await?,
        false => Vec::new(),
    };
    let may_publish = !draft.own || app.settings().one_administrator;
    let submitted = draft.state == DraftState::Submitted;
    let open = draft.state == DraftState::Open;
    let changed = !draft.files.is_empty();
    let over = texts.over.clone();
    Ok(ReviewPage {
        shell: shell(app, official, &draft),
        head: head(app, locale, &draft, "review"),
        problem: None,
        checks: match waiting {
            true => checks(app, locale, &draft, &texts).await?,
            false => Vec::new(),
        },
        changes: changes::of(locale, texts).await?,
        cases: cases.iter().map(|one| running(app, locale, one)).collect(),
        over,
        note: note(locale, &draft, may_publish).map(str::to_owned),
        may_submit: open && changed,
        may_publish: submitted && may_publish,
        may_return: submitted,
        may_discard: open,
        typed: String::new(),
        links: match draft.state {
            DraftState::Published => vec![Link::new(locale.text("processes.title"), PROCESSES)],
            _ => Vec::new(),
        },
    })
}

fn note(locale: Locale, draft: &DraftView, may_publish: bool) -> Option<&'static str> {
    let key = match (draft.state, may_publish) {
        (DraftState::Open, _) if draft.files.is_empty() => "draft.nothing_changed",
        (DraftState::Open, true) => "review.before_submit_alone",
        (DraftState::Open, false) => "review.before_submit",
        (DraftState::Submitted, true) => "review.before_publish",
        (DraftState::Submitted, false) => "review.own",
        (DraftState::Published, _) => "review.published",
        (DraftState::Discarded, _) => "review.discarded",
    };
    Some(locale.text(key))
}

/// The conditions: texts without errors, nothing published in between, scenarios that hold.
async fn checks(
    app: &App,
    locale: Locale,
    draft: &DraftView,
    texts: &DraftTexts,
) -> Result<Vec<CheckRow>, Failure> {
    let files = texts.package();
    let found = work(move || {
        let found = reglament_proof::check(&files).diagnostics;
        let errors = found.iter().filter(|one| one.is_error()).count();
        (errors, found.len() - errors)
    });
    let (errors, warnings) = found.await?;
    let count = |key, n: usize| locale.count(key, n as u64);
    let (tone, text) = match errors {
        0 => (Tone::Done, locale.text("review.no_errors").to_owned()),
        n => (Tone::Overdue, count("desk.errors", n)),
    };
    let mut rows = vec![CheckRow {
        chip: Chip::new(tone, text),
        text: count("desk.warnings", warnings),
        link: None,
    }];
    if draft.files.iter().any(|file| file.stale) {
        rows.push(CheckRow {
            chip: Chip::new(Tone::Overdue, locale.text("review.stale")),
            text: locale.text("draft.stale").to_owned(),
            link: Some(Link::new(
                locale.text("draft.files_tab"),
                format!("{DRAFTS}/{}", draft.id),
            )),
        });
    }
    let digest = stories::digest(texts);
    let there = stories::folders(texts);
    for folder in touched(draft) {
        if !there.contains_key(folder) {
            continue;
        }
        let of = title(app, locale, texts, folder);
        rows.push(CheckRow {
            chip: chip(locale, app.runs().of(&digest, folder).as_ref()),
            text: locale.fill("review.scenarios_of", &[("process", &of)]),
            link: Some(Link::new(
                locale.text("review.to_scenarios"),
                format!("{DRAFTS}/{}/scenarios", draft.id),
            )),
        });
    }
    Ok(rows)
}

/// What becomes of the running cases of one process.
fn running(app: &App, locale: Locale, report: &MigrationReport) -> CasesView {
    let package = app.service().library().current();
    let title = package.definitions.get(&report.process);
    let title = title.map_or_else(
        || report.process.clone(),
        |found| locale.title(&found.title),
    );
    let lines = report.instances.iter();
    let is_refused =
        |line: &&reglament_runtime::MigrationLine| line.state == MigrationState::Refused;
    let refused: Vec<RefusedCase> = lines
        .clone()
        .filter(is_refused)
        .map(|line| RefusedCase {
            title: named(&line.subject, line.instance.as_str()),
            href: format!("/instances/{}", line.instance),
            reason: line
                .reasons
                .iter()
                .map(|reason| reason.said.text(locale.is_english()))
                .collect::<Vec<_>>()
                .join(" "),
        })
        .collect();
    let moved = lines.flat_map(|line| {
        let of = named(&line.subject, line.instance.as_str());
        line.terms
            .iter()
            .map(move |term| super::migrate::moved(locale, &of, term))
    });
    let possible = report.instances.len() - refused.len();
    CasesView {
        title,
        summary: locale.fill(
            "review.summary",
            &[
                ("all", &report.instances.len().to_string()),
                ("possible", &possible.to_string()),
                ("refused", &refused.len().to_string()),
            ],
        ),
        moved: moved.collect(),
        refused,
    }
}

/// Whom a case is about; its number when that is not known or not shown.
pub(super) fn named(subject: &str, id: &str) -> String {
    match subject.is_empty() {
        true => id.to_owned(),
        false => format!("{subject} ({id})"),
    }
}
