//! Programs of other systems: giving one a token, which is shown this once, and withdrawing it.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use reglament_runtime::{
    NewProgram, ProgramProblem, ProgramState, ProgramView, ProgramWish, Scope, ServiceError,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::form::FormBody;
use crate::locale::Locale;
use crate::pages::{page, unprocessable};
use crate::ui::parts::{
    Chip, FieldKind, FieldSpec, FormView, Notice, OptionView, OutcomeButton, Problem, Tone,
};
use crate::ui::programs::{ProgramRowView, ProgramsPage};
use crate::web::{Failure, Official};
use crate::{App, limits};

const HERE: &str = "/admin/programs";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    withdrawn: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, &Map::new(), Vec::new()).await?;
    let done = || Notice::new(Tone::Done, official.locale().text("programs.was_withdrawn"));
    view.shell.notice = wanted.withdrawn.then(done);
    page(view)
}

/// Answers with the page itself and not with a redirect: the token is told in this answer and never again.
pub(super) async fn give(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let locale = official.locale();
    let problem = match read(&body) {
        Ok(wish) => match app.service().add_program(Some(official.id()), wish).await {
            Ok(given) => return told(&app, &official, given).await,
            Err(ServiceError::Program(problem)) => beside(locale, &problem),
            Err(error) => return Err(error.into()),
        },
        Err(()) => Problem {
            field: "until".to_owned(),
            text: locale.text("programs.need_date").to_owned(),
        },
    };
    let mut view = draw(&app, &official, &typed(&body), vec![problem]).await?;
    view.shell.failed = true;
    unprocessable(view)
}

async fn told(app: &App, official: &Official, given: NewProgram) -> Result<Response, Failure> {
    let mut view = draw(app, official, &Map::new(), Vec::new()).await?;
    view.given = Some((given.program.name, given.token));
    page(view)
}

pub(super) async fn withdraw(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    let done = app.service().withdraw_program(Some(official.id()), id);
    done.await?;
    Ok(Redirect::to("/admin/programs?withdrawn=true").into_response())
}

/// What is wanted as typed; an error when the date is none.
fn read(body: &FormBody) -> Result<ProgramWish, ()> {
    let until = body.get("until").unwrap_or_default().trim();
    let until = ["%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(until, form).ok());
    let scopes = all(body, "scopes");
    Ok(ProgramWish {
        name: body.get("name").unwrap_or_default().to_owned(),
        // A scope that nobody knows was not on the page.
        scopes: scopes.filter_map(Scope::named).collect(),
        processes: all(body, "processes").map(str::to_owned).collect(),
        until: until.ok_or(())?,
    })
}

/// Every value of a name, without empty ones.
pub(super) fn all<'b>(body: &'b FormBody, name: &'b str) -> impl Iterator<Item = &'b str> {
    let of = body.pairs.iter().filter(move |(known, _)| known == name);
    of.map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

/// The form as it was sent, for showing it again.
fn typed(body: &FormBody) -> Map<String, Value> {
    let one = |name: &str| Value::from(body.get(name).unwrap_or_default());
    let many = |name: &str| all(body, name).map(Value::from).collect::<Value>();
    Map::from_iter([
        ("name".to_owned(), one("name")),
        ("until".to_owned(), one("until")),
        ("scopes".to_owned(), many("scopes")),
        ("processes".to_owned(), many("processes")),
    ])
}

/// What is wrong, beside the field that it is about.
fn beside(locale: Locale, problem: &ProgramProblem) -> Problem {
    let field = match problem {
        ProgramProblem::Name | ProgramProblem::NameTaken | ProgramProblem::TooMany => "name",
        ProgramProblem::NoScopes => "scopes",
        ProgramProblem::NoProcesses | ProgramProblem::NotYours(_) => "processes",
        ProgramProblem::Until { .. } => "until",
    };
    Problem {
        field: field.to_owned(),
        text: locale.said(problem.ru(), problem.en()),
    }
}

async fn draw(
    app: &App,
    official: &Official,
    raw: &Map<String, Value>,
    problems: Vec<Problem>,
) -> Result<ProgramsPage, Failure> {
    let locale = official.locale();
    let service = app.service();
    let found = service.programs(Some(official.id())).await?;
    let rows = found.iter().map(|program| row(app, locale, program));
    Ok(ProgramsPage {
        shell: official.shell(app, locale.text("programs.title"), HERE),
        given: None,
        rows: rows.collect(),
        form: form(app, official, raw, problems)?,
    })
}

fn form(
    app: &App,
    official: &Official,
    raw: &Map<String, Value>,
    problems: Vec<Problem>,
) -> Result<FormView, Failure> {
    let locale = official.locale();
    let service = app.service();
    let processes = service.processes_for_programs(Some(official.id()))?;
    let processes = processes
        .iter()
        .map(|(id, title)| OptionView::new(id, locale.title(title), ""));
    let scopes = Scope::EVERY.iter().map(|(scope, name)| {
        let title = format!("{} ({name})", locale.text(words(*scope)));
        OptionView::new(*name, title, "")
    });
    let (_, last) = service.days_of_a_token();
    let spec = |name: &str, key, hint: String, kind| FieldSpec {
        name: name.to_owned(),
        label: locale.text(key).to_owned(),
        hint,
        kind,
        required: true,
    };
    let said = |key| locale.text(key).to_owned();
    // Boxes to tick are drawn as for people of the directory: the value is a list of ids.
    let specs = [
        spec(
            "name",
            "programs.name",
            said("programs.name_hint"),
            FieldKind::Text,
        ),
        spec(
            "scopes",
            "programs.scopes",
            String::new(),
            FieldKind::People(scopes.collect()),
        ),
        spec(
            "processes",
            "programs.processes",
            said("programs.processes_hint"),
            FieldKind::People(processes.collect()),
        ),
        spec(
            "until",
            "programs.until",
            locale.fill("programs.until_hint", &[("date", &locale.date(last))]),
            FieldKind::Date,
        ),
    ];
    let button = OutcomeButton {
        id: String::new(),
        title: said("programs.give_button"),
        primary: true,
    };
    Ok(FormView::new(locale, HERE, &specs, raw, problems).with_outcomes(vec![button]))
}

fn words(scope: Scope) -> &'static str {
    match scope {
        Scope::CasesRead => "programs.cases_read",
        Scope::DocumentsRead => "programs.documents_read",
        Scope::RegistersRead => "programs.registers_read",
        Scope::IndicatorsRead => "programs.indicators_read",
        Scope::CasesStart => "programs.cases_start",
        Scope::MessagesSend => "programs.messages_send",
    }
}

fn row(app: &App, locale: Locale, program: &ProgramView) -> ProgramRowView {
    let (tone, key) = match program.state {
        ProgramState::Valid => (Tone::Done, "programs.valid"),
        ProgramState::Expired => (Tone::Waiting, "programs.expired"),
        ProgramState::Withdrawn => (Tone::Waiting, "programs.withdrawn"),
    };
    let moment = |at: chrono::DateTime<chrono::Utc>| {
        let at = at.with_timezone(&app.zone());
        format!("{} {}", locale.date(at.date_naive()), at.format("%H:%M"))
    };
    let by = |id: &Option<String>| match id {
        Some(id) => app
            .service()
            .person(id)
            .map_or_else(|| id.clone(), |person| person.name),
        None => locale.text("programs.operator").to_owned(),
    };
    let given = |key, at, who: &Option<String>| {
        locale.fill(key, &[("date", &moment(at)), ("name", &by(who))])
    };
    let mut notes = vec![given(
        "programs.given_by",
        program.created_at,
        &program.created_by,
    )];
    let withdrawn = program.withdrawn_at;
    notes.extend(withdrawn.map(|at| given("programs.withdrawn_by", at, &program.withdrawn_by)));
    let scopes = program.scopes.iter().map(|scope| scope.name());
    ProgramRowView {
        name: program.name.clone(),
        notes,
        scopes: scopes.collect::<Vec<_>>().join(", "),
        processes: program.processes.join(", "),
        until: locale.date(program.until),
        used: program
            .used_at
            .map_or_else(|| locale.text("programs.never_used").to_owned(), moment),
        chip: Chip::new(tone, locale.text(key)),
        withdraw: (program.state == ProgramState::Valid)
            .then(|| format!("/admin/programs/{}/withdraw", program.id)),
    }
}
