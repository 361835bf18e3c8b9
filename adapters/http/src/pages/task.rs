//! One task: shown with everything needed to do it, done once, or shown again with its mistakes.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{InstanceId, RawInput, TaskId, TermOwner};
use reglament_runtime::{FieldKindView, FieldView, ServiceError, SignerView, TaskView};
use serde::Deserialize;

use super::clauses::{grouped, named};
use super::due::explained;
use super::import::preview;
use super::task_people::{self, Mistake};
use super::{files, kept_form, page, unprocessable};
use crate::App;
use crate::form::{
    FormBody, Pressed, Sender, WithFiles, body_limit, problems, read_files, specs, standing,
};
use crate::locale::Locale;
use crate::ui::parts::{Chip, FieldKind, FormView, Link, OutcomeButton, Pair, Problem, Tone};
use crate::ui::task::{ClauseView, SignerRow, TaskPage};
use crate::web::{Failure, Official, command_id, fresh_key};

/// Where a task that is not open any more leads.
pub(super) const ALREADY_DONE: &str = "/tasks?closed=true";
/// Events of the history shown beside the form.
const LAST_EVENTS: usize = 5;

/// Which of the forms about who has the task comes unfolded.
#[derive(Default, Deserialize)]
pub(super) struct Unfolded {
    #[serde(default)]
    open: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path((instance, task)): Path<(String, u32)>,
    Query(unfolded): Query<Unfolded>,
) -> Result<Response, Failure> {
    let Some(mut view) = open_task(&app, &official, &InstanceId(instance), TaskId(task)).await?
    else {
        return Ok(Redirect::to(ALREADY_DONE).into_response());
    };
    let raw = standing(&view.form.fields, app.zone_of(&view.process));
    count(&app, &official, &mut view, &raw).await?;
    let form = form(official.locale(), &view, &raw, Vec::new(), fresh_key()?);
    let mut shown = draw(&app, &official, &view, form, None)?;
    shown.people.unfold(&unfolded.open);
    page(shown)
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path((instance, task)): Path<(String, u32)>,
    request: Request,
) -> Result<Response, Failure> {
    let (instance, task) = (InstanceId(instance), TaskId(task));
    let Some(mut view) = open_task(&app, &official, &instance, task).await? else {
        return Ok(Redirect::to(ALREADY_DONE).into_response());
    };
    let locale = official.locale();
    let specs = specs(locale, &view.form.fields);
    let body = FormBody::read(request, body_limit(&specs, Some(official.id()))).await?;
    let standing = standing(&view.form.fields, app.zone_of(&view.process));
    let sender = Sender {
        locale,
        by: Some(official.id()),
        standing: &standing,
    };
    let WithFiles {
        mut raw,
        problems: wrong,
    } = read_files(&app, sender, &specs, &body).await?;
    let key = body.get("_command").unwrap_or_default().to_owned();
    let id = command_id(Some(official.id()), Some(&key))?;
    count(&app, &official, &mut view, &raw).await?;
    let pressed = Pressed::of(&body);
    if pressed.change_rows(&mut raw) {
        let form = form(locale, &view, &raw, Vec::new(), key);
        let mut again = draw(&app, &official, &view, form, None)?;
        again.shell.notice = kept_form::banner(locale, &body);
        return page(again);
    }
    let outcome = match pressed {
        Pressed::Outcome(outcome) => outcome,
        Pressed::Import(table) => return preview(&app, &official, &view, &body, &table, raw).await,
        _ => {
            return page(draw(
                &app,
                &official,
                &view,
                form(locale, &view, &raw, Vec::new(), key),
                None,
            )?);
        }
    };
    if !wrong.is_empty() {
        let form = form(locale, &view, &raw, wrong, key);
        return unprocessable(draw(&app, &official, &view, form, None)?);
    }
    let outcome = (!outcome.is_empty()).then_some(outcome);
    let done =
        app.service()
            .complete_task(id, official.id(), &instance, task, outcome, raw.clone());
    match done.await {
        Ok(_) => Ok(Redirect::to("/tasks?done=true").into_response()),
        Err(ServiceError::Rejected(no)) => {
            let form = form(locale, &view, &raw, problems(locale, &no), key);
            unprocessable(draw(&app, &official, &view, form, None)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Counts the scorecards of the form as they are filled in.
async fn count(
    app: &App,
    official: &Official,
    view: &mut TaskView,
    raw: &RawInput,
) -> Result<(), Failure> {
    let scored = |field: &FieldView| matches!(field.kind, FieldKindView::Scorecard { .. });
    if !view.form.fields.iter().any(scored) {
        return Ok(());
    }
    let mut asked = raw.clone();
    for field in view.form.fields.iter().filter(|field| scored(field)) {
        let empty = || serde_json::Value::Object(serde_json::Map::new());
        asked.entry(field.name.clone()).or_insert_with(empty);
    }
    let service = app.service();
    let found = service.count_scores(official.id(), &view.instance, view.task, &asked);
    let mut found = found.await?;
    for field in &mut view.form.fields {
        if let FieldKindView::Scorecard { counted, .. } = &mut field.kind
            && let Some(value) = found.remove(&field.name)
        {
            *counted = value;
        }
    }
    Ok(())
}

/// The task; none when it is not open any more, which links in letters and second presses find often.
pub(super) async fn open_task(
    app: &App,
    official: &Official,
    instance: &InstanceId,
    task: TaskId,
) -> Result<Option<TaskView>, Failure> {
    match app.service().task(official.id(), instance, task).await {
        Ok(view) => Ok(Some(view)),
        Err(ServiceError::NotFound) => {
            // Whoever may not see the case learns nothing: this fails as well then.
            app.service().instance(official.id(), instance).await?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form again with a mistake that concerns its file.
pub(super) fn again(
    app: &App,
    official: &Official,
    view: &TaskView,
    raw: &RawInput,
    problem: Problem,
) -> Result<Response, Failure> {
    let form = form(official.locale(), view, raw, vec![problem], fresh_key()?);
    unprocessable(draw(app, official, view, form, None)?)
}

fn form(
    locale: Locale,
    view: &TaskView,
    raw: &RawInput,
    problems: Vec<Problem>,
    key: String,
) -> FormView {
    let action = format!("/tasks/{}/{}", view.instance, view.task);
    let mut asked = specs(locale, &view.form.fields);
    crate::form::needed::mark(locale, &mut asked, &view.outcomes);
    for spec in &mut asked {
        if let FieldKind::Card(card) = &mut spec.kind {
            card.files = format!("/instances/{}/files/", view.instance);
        }
    }
    let mut form =
        FormView::new(locale, action, &asked, raw, problems).with_outcomes(buttons(locale, view));
    form.hidden.push(("_command".to_owned(), key));
    form
}

fn buttons(locale: Locale, view: &TaskView) -> Vec<OutcomeButton> {
    if view.outcomes.is_empty() {
        let key = if view.signers.is_empty() {
            "task.done"
        } else {
            "task.sign"
        };
        return vec![OutcomeButton {
            id: String::new(),
            title: locale.text(key).to_owned(),
            primary: true,
        }];
    }
    let button = |(index, outcome): (usize, &reglament_runtime::OutcomeView)| OutcomeButton {
        id: outcome.id.clone(),
        title: locale.title(&outcome.title),
        primary: index == 0,
    };
    view.outcomes.iter().enumerate().map(button).collect()
}

/// The task again, with a mistake in one of the forms about who has it.
pub(super) fn draw_again(
    app: &App,
    official: &Official,
    view: &TaskView,
    mistake: &Mistake,
) -> Result<TaskPage, Failure> {
    let raw = standing(&view.form.fields, app.zone_of(&view.process));
    let form = form(official.locale(), view, &raw, Vec::new(), fresh_key()?);
    let mut page = draw(app, official, view, form, Some(mistake))?;
    page.shell.failed = true;
    Ok(page)
}

fn draw(
    app: &App,
    official: &Official,
    view: &TaskView,
    form: FormView,
    mistake: Option<&Mistake>,
) -> Result<TaskPage, Failure> {
    let locale = official.locale();
    let zone = app.zone_of(&view.process);
    let mut shell = official.shell(app, locale.title(&view.title), "/tasks");
    shell.crumbs = vec![Link::new(locale.text("tasks.title"), "/tasks")];
    let closed = closed(locale, view);
    let first = view.history.len().saturating_sub(LAST_EVENTS);
    shell.failed = closed.is_none() && !form.problems.is_empty();
    let roles: Vec<String> = view.roles.iter().map(|role| locale.title(role)).collect();
    let shown = |data: &reglament_runtime::DataView| files::pair(locale, &view.instance, data);
    let clause = |(id, text): (String, &str)| ClauseView {
        title: named(locale, &id),
        text: text.to_owned(),
    };
    Ok(TaskPage {
        shell,
        people: task_people::card(locale, view, mistake)?,
        facts: facts(locale, view, &roles.join(", ")),
        instance: Link::new(
            locale.fill("task.instance", &[("receipt", &view.receipt)]),
            format!("/instances/{}", view.instance),
        ),
        deadline: view
            .due
            .as_ref()
            .map(|due| explained(app, locale, due, zone)),
        acts: super::term::links(
            locale,
            &view.instance,
            TermOwner::Task(view.task),
            &view.term_acts,
        ),
        form: closed.is_none().then_some(form),
        closed,
        shown: view.shown.iter().map(shown).collect(),
        clauses: grouped(&view.clauses).into_iter().map(clause).collect(),
        act: view.act.clone(),
        signers: view
            .signers
            .iter()
            .map(|each| signer(locale, each))
            .collect(),
        history: super::course::timeline(locale, &view.instance, &view.history[first..], zone),
    })
}

/// What stands under the title; a document that the task draws up is announced before the button is pressed.
fn facts(locale: Locale, view: &TaskView, roles: &str) -> Vec<Pair> {
    let drawn = |title: &reglament_definition::Title| {
        locale.fill("task.draws_title", &[("title", &locale.title(title))])
    };
    [
        Pair::new(
            locale.text("task.process"),
            locale.title(&view.process_title),
        ),
        Pair::new(locale.text("task.subject"), &view.subject),
        Pair::new(locale.text("task.role"), roles),
        Pair::new(
            locale.text("task.draws"),
            view.document.as_ref().map(drawn).unwrap_or_default(),
        ),
    ]
    .into_iter()
    .filter(|fact| !fact.value.is_empty())
    .collect()
}

/// Why there is no form.
fn closed(locale: Locale, view: &TaskView) -> Option<String> {
    if view.conflict {
        Some(locale.text("task.conflict").to_owned())
    } else if view.mine {
        None
    } else if let Some(by) = &view.claimed_by {
        Some(locale.fill("task.claimed", &[("name", by)]))
    } else {
        Some(locale.text("task.not_yours").to_owned())
    }
}

fn signer(locale: Locale, signer: &SignerView) -> SignerRow {
    let names = signer.names.join(", ");
    let role = signer.role.as_ref().map(|role| locale.title(role));
    let (who, note) = match role {
        Some(role) => (role, names),
        None => (names, String::new()),
    };
    let (note, chip) = match signer.signed_on {
        Some(on) => (
            locale.date(on),
            Chip::new(Tone::Done, locale.text("task.signed")),
        ),
        None => (
            note,
            Chip::new(Tone::Waiting, locale.text("task.awaits_signature")),
        ),
    };
    SignerRow { who, note, chip }
}
