//! «Сроки хранения»: what has been kept long enough, destroying it by an act, and the acts. What may go is the service's answer.

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use reglament_core::{ErasureScope, InstanceId};
use reglament_runtime::limits::{ACT_NUMBER_CHARS, ACT_REASON_CHARS};
use reglament_runtime::port::JournalFormat;
use reglament_runtime::{
    DestroyedCase, ErasureActLine, ErasureWish, KeptCase, RetentionLine, ServiceError,
};
use serde::Deserialize;

use crate::App;
use crate::form::FormBody;
use crate::limits;
use crate::locale::Locale;
use crate::pages::{download, html, journal_media, page};
use crate::ui::parts::{Chip, Link, Notice, Pair, Tone};
use crate::ui::retention::{
    ActPage, ActRow, DestroyedRow, KeptRow, RetentionCard, RetentionForm, RetentionPage,
};
use crate::web::{Failure, Official};

const HERE: &str = "/admin/retention";

/// The query of the address.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    case: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    page(draw(&app, &official, &wanted.case).await?)
}

pub(super) async fn destroy(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let field = |name: &str| body.get(name).unwrap_or_default().trim().to_owned();
    let picked = body.pairs.iter().filter(|(name, _)| name == "case");
    let wish = ErasureWish {
        cases: picked.map(|(_, case)| InstanceId(case.clone())).collect(),
        number: field("number"),
        reason: field("reason"),
        scope: match field("scope").as_str() {
            "contacts" => ErasureScope::Contacts,
            _ => ErasureScope::Everything,
        },
    };
    match app.service().destroy(official.id(), &wish).await {
        Ok(act) => Ok(Redirect::to(&format!("{HERE}/{act}")).into_response()),
        Err(ServiceError::Erasure(refusal)) => {
            let mut drawn = draw(&app, &official, &field("code")).await?;
            let said = official.locale().said(refusal.ru(), refusal.en());
            drawn.shell.notice = Some(Notice::new(Tone::Overdue, said));
            for form in drawn.of_term.iter_mut().chain(&mut drawn.of_case) {
                form.number = wish.number.clone();
                form.reason = wish.reason.clone();
                form.everything = wish.scope == ErasureScope::Everything;
            }
            for row in drawn.processes.iter_mut().flat_map(|card| &mut card.rows) {
                row.picked = wish.cases.iter().any(|id| id.as_str() == row.id);
            }
            html(StatusCode::UNPROCESSABLE_ENTITY, drawn)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let act = app.service().erasure_act(official.id(), id).await?;
    let title = locale.fill("retention.act_title", &[("number", &act.line.number)]);
    let mut shell = official.shell(&app, title, HERE);
    shell.crumbs = vec![Link::new(locale.text("retention.title"), HERE)];
    let open = act.destroyed.iter().any(|case| case.at.is_none());
    let pair = |key: &'static str, value: String| Pair::new(locale.text(key), value);
    let facts = vec![
        pair("retention.on", locale.date(act.line.on)),
        pair("retention.by", act.line.by.clone()),
        pair("retention.reason", act.line.reason.clone()),
        pair(
            "retention.what",
            locale.text(what(act.line.scope)).to_owned(),
        ),
        pair(
            "retention.how",
            locale.text("retention.how_words").to_owned(),
        ),
    ];
    let paper = |paper: &str, key: &'static str, ending: &str| {
        let title = format!("{}, {}", locale.text(key), ending.to_uppercase());
        Link::new(title, format!("{HERE}/{id}/{paper}/{ending}"))
    };
    page(ActPage {
        shell,
        facts,
        rows: act
            .destroyed
            .iter()
            .map(|case| destroyed(&app, locale, case))
            .collect(),
        go_on: open.then(|| format!("{HERE}/{id}")),
        papers: vec![
            paper("act", "retention.act", "pdf"),
            paper("act", "retention.act", "docx"),
            paper("log", "retention.log", "xlsx"),
            paper("log", "retention.log", "pdf"),
        ],
    })
}

pub(super) async fn go_on(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    app.service().go_on_with_act(official.id(), id).await?;
    Ok(Redirect::to(&format!("{HERE}/{id}")).into_response())
}

/// The act or the extract from the journals as a file.
pub(super) async fn file(
    State(app): State<App>,
    official: Official,
    Path((id, paper, format)): Path<(u32, String, String)>,
) -> Result<Response, Failure> {
    let kind = JournalFormat::named(&format).ok_or(Failure::NotFound)?;
    let (log, key) = match paper.as_str() {
        "act" => (false, "retention.act_heading"),
        "log" => (true, "retention.log_heading"),
        _ => return Err(Failure::NotFound),
    };
    let (locale, service) = (official.locale(), app.service());
    let act = service.erasure_act(official.id(), id).await?.line;
    let day = locale.date(act.on);
    let title = locale.fill(key, &[("number", &act.number), ("date", &day)]);
    let words = (
        title.as_str(),
        locale.text(what(act.scope)),
        locale.is_english(),
    );
    let bytes = service.erasure_file(official.id(), (id, log), words, kind);
    let name = format!("erasure-{paper}-{id}.{format}");
    Ok(download(journal_media(kind), &name, bytes.await?))
}

fn what(scope: ErasureScope) -> &'static str {
    match scope {
        ErasureScope::Everything => "retention.everything",
        ErasureScope::Contacts => "retention.contacts",
    }
}

async fn draw(app: &App, official: &Official, code: &str) -> Result<RetentionPage, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let view = service.retention(official.id()).await?;
    let (case, unknown) = match code.trim() {
        "" => (None, false),
        code => match service.kept_case(official.id(), code).await {
            Ok(case) => (Some(case), false),
            Err(ServiceError::NotFound) => (None, true),
            Err(error) => return Err(error.into()),
        },
    };
    let form = |reason: &'static str| RetentionForm {
        number: String::new(),
        reason: locale.text(reason).to_owned(),
        number_limit: ACT_NUMBER_CHARS,
        reason_limit: ACT_REASON_CHARS,
        everything: false,
    };
    let over = view.processes.iter().any(|line| !line.over.is_empty());
    let mut shell = official.shell(app, locale.text("retention.title"), HERE);
    if unknown {
        let said = locale.text("retention.no_case");
        shell.notice = Some(Notice::new(Tone::Overdue, said));
    }
    Ok(RetentionPage {
        shell,
        of_term: over.then(|| form("retention.reason_of_term")),
        processes: view
            .processes
            .iter()
            .map(|line| card(locale, line))
            .collect(),
        code: code.trim().to_owned(),
        of_case: case.as_ref().map(|_| form("retention.reason_of_demand")),
        case: case.as_ref().map(|case| kept(locale, case)),
        acts: view.acts.iter().map(|line| act_row(locale, line)).collect(),
    })
}

fn card(locale: Locale, line: &RetentionLine) -> RetentionCard {
    let term = locale.title(&line.term);
    RetentionCard {
        title: locale.title(&line.title),
        term: locale.fill(
            "retention.kept_for",
            &[("term", &term), ("article", &line.article)],
        ),
        rows: line.over.iter().map(|case| kept(locale, case)).collect(),
        more: line.more,
    }
}

fn kept(locale: Locale, case: &KeptCase) -> KeptRow {
    let day = |day: Option<NaiveDate>| day.map(|day| locale.date(day)).unwrap_or_default();
    let named = match case.subject.is_empty() {
        true => &case.receipt,
        false => &case.subject,
    };
    KeptRow {
        id: case.id.to_string(),
        case: Link::new(named, format!("/instances/{}", case.id)),
        process: locale.title(&case.process_title),
        receipt: case.receipt.clone(),
        ended: day(case.ended_on),
        until: day(case.last_day),
        picked: true,
    }
}

fn act_row(locale: Locale, line: &ErasureActLine) -> ActRow {
    ActRow {
        act: Link::new(format!("№ {}", line.number), format!("{HERE}/{}", line.id)),
        on: locale.date(line.on),
        by: line.by.clone(),
        reason: line.reason.clone(),
        cases: line.cases.to_string(),
    }
}

fn destroyed(app: &App, locale: Locale, case: &DestroyedCase) -> DestroyedRow {
    let state = match case.at {
        Some(at) => Chip::new(
            Tone::Done,
            locale.short_moment(at.with_timezone(&app.zone())),
        ),
        None => Chip::new(Tone::Soon, locale.text("retention.waits")),
    };
    DestroyedRow {
        case: Link::new(&case.receipt, format!("/instances/{}", case.id)),
        process: locale.title(&case.process_title),
        ended: locale.date(case.ended_on),
        state,
        rows: case.rows.len().to_string(),
    }
}
