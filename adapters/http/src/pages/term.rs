//! Acts about terms as forms: an official extends, suspends or resumes; the applicant resumes with the receipt code.
//!
//! Which act is possible, for how long and by whom is the engine's answer.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_calendar::Term;
use reglament_core::{InstanceId, RawInput, TaskId, TermOwner};
use reglament_runtime::{InstanceView, ResumeView, ServiceError, TermActsView, Title, Viewer};
use serde_json::Value;

use super::{page, unprocessable};
use crate::App;
use crate::form::{FormBody, problems, raw_input};
use crate::limits;
use crate::locale::Locale;
use crate::ui::home::WindowView;
use crate::ui::parts::{
    Chip, FieldKind, FieldSpec, FormView, Link, OutcomeButton, Problem, Shell, Tone,
};
use crate::ui::public_form::PublicFormPage;
use crate::web::{Failure, Official, command_id, fresh_key};

/// Names of the inputs.
const TERM: &str = "term";
const REASON: &str = "reason";

/// The term that an address names: `instance`, or the number of a task.
pub(crate) fn owner(text: &str) -> Result<TermOwner, Failure> {
    match text {
        "instance" => Ok(TermOwner::Instance),
        task => {
            let task = task.parse().map_err(|_| Failure::NotFound)?;
            Ok(TermOwner::Task(TaskId(task)))
        }
    }
}

/// How an address names a term.
pub(super) fn named(owner: TermOwner) -> String {
    match owner {
        TermOwner::Task(task) => task.to_string(),
        TermOwner::Instance | TermOwner::Timer(_) => "instance".to_owned(),
    }
}

/// Links to the acts that the viewer may do about a term.
pub(super) fn links(
    locale: Locale,
    instance: &InstanceId,
    owner: TermOwner,
    acts: &TermActsView,
) -> Vec<Link> {
    let every = [Act::Extend, Act::Suspend, Act::Resume];
    let link = |act: Act| {
        let href = format!(
            "/instances/{instance}/terms/{}/{}",
            named(owner),
            act.name()
        );
        Link::new(locale.text(act.title(owner)), href)
    };
    every
        .into_iter()
        .filter(|act| act.possible(acts))
        .map(link)
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Extend,
    Suspend,
    Resume,
}

impl Act {
    fn read(text: &str) -> Result<Self, Failure> {
        let every = [Self::Extend, Self::Suspend, Self::Resume];
        let found = every.into_iter().find(|act| act.name() == text);
        found.ok_or(Failure::NotFound)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Extend => "extend",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
        }
    }

    fn title(self, owner: TermOwner) -> &'static str {
        match (self, owner) {
            (Self::Extend, TermOwner::Instance) => "term.extend_whole",
            (Self::Suspend, TermOwner::Instance) => "term.suspend_whole",
            (Self::Resume, TermOwner::Instance) => "term.resume_whole",
            (Self::Extend, _) => "term.extend",
            (Self::Suspend, _) => "term.suspend",
            (Self::Resume, _) => "term.resume",
        }
    }

    fn possible(self, acts: &TermActsView) -> bool {
        match self {
            Self::Extend => acts.extend.is_some(),
            Self::Suspend => acts.suspend,
            Self::Resume => acts.resume,
        }
    }
}

/// A term and the act about it, as the official may do it now.
struct Asked {
    instance: InstanceView,
    owner: TermOwner,
    act: Act,
    acts: TermActsView,
    /// What the term is of, and the day that it ends.
    of: Title,
    on: Option<chrono::NaiveDate>,
}

impl Asked {
    async fn find(
        app: &App,
        official: &Official,
        at: (String, String, String),
    ) -> Result<Self, Failure> {
        let (id, term, act) = at;
        let (owner, act) = (owner(&term)?, Act::read(&act)?);
        let instance = app
            .service()
            .instance(official.id(), &InstanceId(id))
            .await?;
        let (acts, of, due) = match owner {
            TermOwner::Task(task) => {
                let open = instance.tasks.iter().find(|open| open.task == task);
                let open = open.ok_or(Failure::NotFound)?;
                (
                    open.term_acts.clone(),
                    open.title.clone(),
                    open.due.as_ref(),
                )
            }
            TermOwner::Instance | TermOwner::Timer(_) => {
                let title = instance.process_title.clone();
                (instance.term_acts.clone(), title, instance.term.as_ref())
            }
        };
        let on = due.map(|due| due.on);
        if !act.possible(&acts) {
            return Err(Failure::NotFound);
        }
        Ok(Self {
            instance,
            owner,
            act,
            acts,
            of,
            on,
        })
    }

    fn specs(&self, locale: Locale) -> Vec<FieldSpec> {
        let longest = self
            .acts
            .extend
            .as_ref()
            .filter(|_| self.act == Act::Extend);
        let term = longest.map(|longest| FieldSpec {
            name: TERM.to_owned(),
            label: locale.text("term.by_how_much").to_owned(),
            hint: locale.fill(
                "term.at_most",
                &[("term", &locale.said(&longest.ru, &longest.en))],
            ),
            kind: FieldKind::Text,
            required: true,
        });
        let reason = FieldSpec {
            name: REASON.to_owned(),
            label: locale.text("term.reason").to_owned(),
            hint: String::new(),
            kind: FieldKind::LongText,
            required: self.act != Act::Resume,
        };
        term.into_iter().chain([reason]).collect()
    }

    fn address(&self) -> String {
        let (id, owner) = (&self.instance.id, named(self.owner));
        format!("/instances/{id}/terms/{owner}/{}", self.act.name())
    }

    fn form(&self, locale: Locale, raw: &RawInput, wrong: Vec<Problem>, key: String) -> FormView {
        let specs = self.specs(locale);
        let button = locale.text(self.act.title(self.owner));
        form(locale, &self.address(), (&specs, raw, wrong), button, key)
    }

    fn draw(&self, app: &App, official: &Official, form: FormView) -> PublicFormPage {
        let locale = official.locale();
        let title = locale.text(self.act.title(self.owner));
        let mut shell = official.shell(app, title, "/instances");
        let back = format!("/instances/{}", self.instance.id);
        shell.crumbs = vec![
            Link::new(locale.text("instances.title"), "/instances"),
            Link::new(locale.title(&self.of), back),
        ];
        let until = self.on.map_or_else(String::new, |on| {
            locale.fill("deadline.until", &[("date", &locale.weekday_date(on))])
        });
        drawn(
            shell,
            locale.title(&self.of),
            Chip::new(Tone::Soon, until),
            form,
        )
    }
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(at): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let asked = Asked::find(&app, &official, at).await?;
    let mut raw = RawInput::new();
    if let Some(longest) = &asked.acts.extend {
        let term = official.locale().said(&longest.ru, &longest.en);
        raw.insert(TERM.to_owned(), Value::String(term));
    }
    let form = asked.form(official.locale(), &raw, Vec::new(), fresh_key()?);
    page(asked.draw(&app, &official, form))
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path(at): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let asked = Asked::find(&app, &official, at).await?;
    let locale = official.locale();
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let raw = raw_input(&asked.specs(locale), &body.pairs)?;
    let key = body.get("_command").unwrap_or_default().to_owned();
    let id = command_id(Some(official.id()), Some(&key))?;
    let text = |name: &str| {
        raw.get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (service, instance, owner) = (app.service(), &asked.instance.id, asked.owner);
    let done = match asked.act {
        Act::Extend => match Term::parse(text(TERM).trim()) {
            Ok(term) => {
                let by = (term, text(REASON));
                service
                    .extend_term(id, official.id(), instance, owner, by)
                    .await
            }
            Err(wrong) => {
                let wrong = Problem {
                    field: TERM.to_owned(),
                    text: locale.said(wrong.ru(), wrong.en()),
                };
                let form = asked.form(locale, &raw, vec![wrong], key);
                return unprocessable(asked.draw(&app, &official, form));
            }
        },
        Act::Suspend => {
            let who = official.id();
            service
                .suspend_term(id, who, instance, owner, text(REASON))
                .await
        }
        Act::Resume => {
            let viewer = Viewer::Person(official.id().to_owned());
            let with = (Some(text(REASON)), RawInput::new());
            service
                .resume_term(id, &viewer, instance, owner, with)
                .await
        }
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/instances/{instance}?done=true")).into_response()),
        Err(ServiceError::Rejected(no)) => {
            let form = asked.form(locale, &raw, problems(locale, &no), key);
            unprocessable(asked.draw(&app, &official, form))
        }
        Err(error) => Err(error.into()),
    }
}

/// The words of the button; the regulation may leave them to us.
pub(super) fn resume_title(locale: Locale, resume: &ResumeView) -> String {
    let own = locale.title(&resume.title);
    if own.is_empty() {
        return locale.text("term.resume").to_owned();
    }
    own
}

pub(super) fn form(
    locale: Locale,
    action: &str,
    (specs, raw, wrong): (&[FieldSpec], &RawInput, Vec<Problem>),
    button: &str,
    key: String,
) -> FormView {
    let button = OutcomeButton {
        id: String::new(),
        title: button.to_owned(),
        primary: true,
    };
    let mut view = FormView::new(locale, action, specs, raw, wrong).with_outcomes(vec![button]);
    view.hidden.push(("_command".to_owned(), key));
    view
}

pub(super) fn drawn(mut shell: Shell, act: String, chip: Chip, form: FormView) -> PublicFormPage {
    shell.failed = !form.problems.is_empty();
    PublicFormPage {
        shell,
        act,
        window: WindowView { open: true, chip },
        facts: Vec::new(),
        form: Some(form),
    }
}
