//! Correcting what was handed in: the answers as they stand, a reason, and what will not change by it.
//!
//! Only what was typed otherwise is sent on. What may be corrected, and by whom, is the service's answer.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{CorrectionRefusal, InstanceId, RawInput, Rejection};
use reglament_runtime::{CorrectionView, CorrectionWish, ServiceError};
use serde_json::Value;

use super::{kept_form, page, unprocessable};
use crate::App;
use crate::form::{FormBody, Pressed, hidden_pairs, problems, raw_input, specs, standing};
use crate::limits;
use crate::locale::Locale;
use crate::ui::correction::CorrectionPage;
use crate::ui::parts::{FieldKind, FieldSpec, FormView, Link, OutcomeButton, Pair, Problem};
use crate::web::{Failure, Official, command_id, fresh_key};

/// Name of the input for the reason; no declared field can be called so (a name has no hyphen).
const REASON: &str = "reason-of-correction";

/// The page of a case.
pub(super) fn href(instance: &InstanceId) -> String {
    format!("/instances/{instance}/correction")
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let view = view(&app, &official, id).await?;
    let raw = standing(&view.form.fields, app.zone_of(&view.process));
    let form = form(official.locale(), &view, &raw, Vec::new(), fresh_key()?);
    page(draw(&app, &official, &view, form))
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let view = view(&app, &official, id).await?;
    let locale = official.locale();
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let mut raw = raw_input(&asked(locale, &view), &body.pairs)?;
    let key = body.get("_command").unwrap_or_default().to_owned();
    let id = command_id(Some(official.id()), Some(&key))?;
    if Pressed::of(&body).change_rows(&mut raw) {
        let mut again = draw(
            &app,
            &official,
            &view,
            form(locale, &view, &raw, Vec::new(), key),
        );
        again.shell.notice = kept_form::banner(locale, &body);
        return page(again);
    }
    let stood = standing(&view.form.fields, app.zone_of(&view.process));
    let wish = CorrectionWish {
        instance: view.instance.clone(),
        input: retyped(&raw, &stood),
        sent: raw.clone(),
        reason: typed(&raw, REASON),
    };
    let done = app.service().correct_data(id, official.id(), &wish).await;
    match done {
        Ok(_) => {
            let there = format!("/instances/{}?done=true", view.instance);
            Ok(Redirect::to(&there).into_response())
        }
        Err(ServiceError::Rejected(no)) => {
            let form = form(locale, &view, &raw, wrong(locale, &no), key);
            unprocessable(draw(&app, &official, &view, form))
        }
        Err(error) => Err(error.into()),
    }
}

async fn view(app: &App, official: &Official, id: String) -> Result<CorrectionView, Failure> {
    let service = app.service();
    Ok(service.correction(official.id(), &InstanceId(id)).await?)
}

/// What differs from what stood there. An answer that was taken away is an empty one.
fn retyped(raw: &RawInput, stood: &RawInput) -> RawInput {
    let names = raw.keys().chain(stood.keys());
    let changed = names.filter(|name| {
        let differs = || written(raw, name) != written(stood, name);
        name.as_str() != REASON && differs()
    });
    let now = |name: &String| {
        let value = raw.get(name).cloned().unwrap_or(Value::Null);
        (name.clone(), value)
    };
    changed.map(now).collect()
}

/// An answer as a browser sends it: numbers and ticks are texts there, and lines end as the system ends them.
fn written(raw: &RawInput, name: &str) -> Vec<(String, String)> {
    let value = raw.get(name).cloned().unwrap_or(Value::Null);
    let alone = RawInput::from_iter([(name.to_owned(), value)]);
    let pairs = hidden_pairs(&alone).into_iter();
    pairs
        .map(|(name, text)| (name, text.replace("\r\n", "\n").trim().to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn typed(raw: &RawInput, name: &str) -> String {
    let text = raw.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn wrong(locale: Locale, no: &Rejection) -> Vec<Problem> {
    match no {
        Rejection::Correction(CorrectionRefusal::ReasonNeeded) => vec![Problem {
            field: REASON.to_owned(),
            text: locale.said(no.ru(), no.en()),
        }],
        _ => problems(locale, no),
    }
}

fn asked(locale: Locale, view: &CorrectionView) -> Vec<FieldSpec> {
    let reason = FieldSpec {
        name: REASON.to_owned(),
        label: locale.text("correction.reason").to_owned(),
        hint: locale.text("correction.reason_hint").to_owned(),
        kind: FieldKind::LongText,
        required: true,
    };
    let mut asked = specs(locale, &view.form.fields);
    asked.push(reason);
    asked
}

fn form(
    locale: Locale,
    view: &CorrectionView,
    raw: &RawInput,
    problems: Vec<Problem>,
    key: String,
) -> FormView {
    let button = OutcomeButton {
        id: String::new(),
        title: locale.text("correction.do").to_owned(),
        primary: true,
    };
    let specs = asked(locale, view);
    let mut form = FormView::new(locale, href(&view.instance), &specs, raw, problems)
        .with_outcomes(vec![button]);
    form.hidden.push(("_command".to_owned(), key));
    form
}

fn draw(app: &App, official: &Official, view: &CorrectionView, form: FormView) -> CorrectionPage {
    let locale = official.locale();
    let back = format!("/instances/{}", view.instance);
    let process = locale.title(&view.process_title);
    let name = match view.subject.is_empty() {
        true => process.clone(),
        false => view.subject.clone(),
    };
    let mut shell = official.shell(app, locale.text("correction.title"), "/instances");
    shell.crumbs = vec![
        Link::new(locale.text("instances.title"), "/instances"),
        Link::new(&name, &back),
    ];
    shell.failed = !form.problems.is_empty();
    CorrectionPage {
        shell,
        facts: vec![
            Pair::new(locale.text("correction.case"), name),
            Pair::new(locale.text("instance.process"), process),
            Pair::new(locale.text("status.code"), &view.receipt),
        ],
        drawn: view.drawn.iter().map(|title| locale.title(title)).collect(),
        form: (!view.form.fields.is_empty()).then_some(form),
        back,
    }
}
