//! Absences and substitution: the list for every official, the form for those who keep it.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use reglament_core::{Absence, AbsenceProblem};
use reglament_runtime::{AbsenceState, AbsenceView, ServiceError};
use serde::Deserialize;
use serde_json::Map;

use super::{page, unprocessable};
use crate::App;
use crate::form::FormBody;
use crate::limits;
use crate::locale::Locale;
use crate::ui::absences::{AbsenceRow, AbsencesPage};
use crate::ui::parts::{
    Chip, FieldKind, FieldSpec, FormView, Notice, OptionView, OutcomeButton, Problem, Tone,
};
use crate::web::{Failure, Official};

const HERE: &str = "/absences";
/// Substitutes that the form asks for; the API takes more.
const SUBSTITUTES: [(&str, &str); 3] = [
    ("first", "absences.first"),
    ("second", "absences.second"),
    ("third", "absences.third"),
];

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    done: bool,
    #[serde(default)]
    cancelled: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let mut view = draw(&app, &official, &[], Vec::new()).await?;
    view.shell.notice = match (wanted.done, wanted.cancelled) {
        (true, _) => Some(Notice::new(Tone::Done, locale.text("absences.entered"))),
        (_, true) => Some(Notice::new(
            Tone::Done,
            locale.text("absences.was_cancelled"),
        )),
        _ => None,
    };
    page(view)
}

pub(super) async fn enter(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let locale = official.locale();
    let problems = match read(locale, &body) {
        Err(problems) => problems,
        Ok(absence) => match app.service().enter_absence(official.id(), absence).await {
            Ok(_) => return Ok(Redirect::to("/absences?done=true").into_response()),
            Err(ServiceError::Absence(problem)) => vec![told(locale, &problem)],
            Err(error) => return Err(error.into()),
        },
    };
    let mut view = draw(&app, &official, &body.pairs, problems).await?;
    view.shell.failed = true;
    unprocessable(view)
}

pub(super) async fn cancel(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    app.service().cancel_absence(official.id(), id).await?;
    Ok(Redirect::to("/absences?cancelled=true").into_response())
}

/// The absence as typed, or every mistake in it.
fn read(locale: Locale, body: &FormBody) -> Result<Absence, Vec<Problem>> {
    let field = |name: &str| body.get(name).unwrap_or_default().trim().to_owned();
    let mut problems = Vec::new();
    let mut need = |name: &str, key| {
        problems.push(Problem {
            field: name.to_owned(),
            text: locale.text(key).to_owned(),
        });
    };
    let (person, order) = (field("person"), field("order"));
    if person.is_empty() {
        need("person", "absences.need_person");
    }
    let mut date = |name: &str| {
        let read = date_of(&field(name));
        if read.is_none() {
            need(name, "absences.need_date");
        }
        read.unwrap_or_default()
    };
    let (from, until) = (date("from"), date("until"));
    if order.is_empty() {
        need("order", "absences.need_order");
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let substitutes = SUBSTITUTES.iter().map(|(name, _)| field(name));
    Ok(Absence {
        person,
        from,
        until,
        substitutes: substitutes.filter(|id| !id.is_empty()).collect(),
        order,
    })
}

fn date_of(text: &str) -> Option<NaiveDate> {
    ["%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

/// The mistake beside the field that it is about.
fn told(locale: Locale, problem: &AbsenceProblem) -> Problem {
    let field = match problem {
        AbsenceProblem::UnknownPerson(_) => "person",
        AbsenceProblem::EndsBeforeItBegins => "until",
        AbsenceProblem::Overlaps => "from",
        AbsenceProblem::NoOrder => "order",
        AbsenceProblem::TooManySubstitutes
        | AbsenceProblem::NamedTwice(_)
        | AbsenceProblem::Loop(_) => "first",
    };
    Problem {
        field: field.to_owned(),
        text: locale.said(problem.ru(), problem.en()),
    }
}

async fn draw(
    app: &App,
    official: &Official,
    typed: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<AbsencesPage, Failure> {
    let locale = official.locale();
    let keeps = app.service().keeps_absences(official.id());
    let found = app.service().absences(official.id()).await?;
    Ok(AbsencesPage {
        shell: official.shell(app, locale.text("absences.title"), HERE),
        form: keeps.then(|| form(app, locale, typed, problems)),
        rows: found.iter().map(|one| row(locale, one, keeps)).collect(),
    })
}

fn form(app: &App, locale: Locale, typed: &[(String, String)], problems: Vec<Problem>) -> FormView {
    let mut people: Vec<OptionView> = app
        .service()
        .people()
        .iter()
        .map(|person| {
            OptionView::new(
                &person.id,
                format!("{}, {}", person.name, person.position),
                "",
            )
        })
        .collect();
    people.sort_by(|a, b| a.title.cmp(&b.title));
    let spec = |name: &str, key, kind, required| FieldSpec {
        name: name.to_owned(),
        label: locale.text(key).to_owned(),
        hint: String::new(),
        kind,
        required,
    };
    let choice = || FieldKind::Person(people.clone());
    let mut specs = vec![
        spec("person", "absences.person", choice(), true),
        spec("from", "absences.from", FieldKind::Date, true),
        spec("until", "absences.until", FieldKind::Date, true),
    ];
    let substitutes = SUBSTITUTES
        .iter()
        .map(|(name, key)| spec(name, key, choice(), false));
    specs.extend(substitutes);
    let mut order = spec("order", "absences.order", FieldKind::Text, true);
    order.hint = locale.text("absences.order_hint").to_owned();
    specs.push(order);
    let raw: Map<_, _> = typed
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    FormView::new(locale, HERE, &specs, &raw, problems).with_outcomes(vec![OutcomeButton {
        id: String::new(),
        title: locale.text("absences.enter_button").to_owned(),
        primary: true,
    }])
}

fn row(locale: Locale, view: &AbsenceView, keeps: bool) -> AbsenceRow {
    let (tone, key) = match view.state {
        AbsenceState::Ahead => (Tone::Waiting, "absences.ahead"),
        AbsenceState::Now => (Tone::Soon, "absences.now"),
        AbsenceState::Over => (Tone::Done, "absences.over"),
        AbsenceState::Cancelled => (Tone::Waiting, "absences.cancelled"),
    };
    let open = matches!(view.state, AbsenceState::Ahead | AbsenceState::Now);
    let entered = locale.fill("absences.entered_by", &[("name", &view.entered_by)]);
    let note = match &view.cancelled_by {
        Some(by) => format!(
            "{entered}; {}",
            locale.fill("absences.cancelled_by", &[("name", by)])
        ),
        None => entered,
    };
    let substitutes = match view.substitutes.is_empty() {
        true => locale.text("absences.nobody").to_owned(),
        false => view.substitutes.join(", "),
    };
    AbsenceRow {
        name: view.name.clone(),
        dates: format!("{} – {}", locale.date(view.from), locale.date(view.until)),
        substitutes,
        order: view.order.clone(),
        note,
        chip: Chip::new(tone, locale.text(key)),
        cancel: (keeps && open).then(|| format!("/absences/{}/cancel", view.id)),
    }
}
