//! Late registration: an official adds somebody after the window has closed, with a reason that is kept.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{InstanceId, RawInput};
use reglament_runtime::{InstanceView, LateWindow, StartForm};

use super::reply::{Asked, Outcome, Sent};
use super::{kept_form, page, unprocessable};
use crate::App;
use crate::ui::home::WindowView;
use crate::ui::parts::{Chip, FormView, Link, Tone};
use crate::ui::public_form::PublicFormPage;
use crate::web::{Failure, Official, url_encoded};

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path((id, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let window = Window::find(&app, &official, id, &step).await?;
    let view = window.asked(&official).fresh(&RawInput::new())?;
    page(window.draw(&app, &official, view))
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path((id, step)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let window = Window::find(&app, &official, id, &step).await?;
    let asked = window.asked(&official);
    let body = asked.body(request).await?;
    let instance = &window.instance.id;
    let act = async |sent: Sent| {
        let who = Some(official.id());
        app.service()
            .add_item(sent.id, who, instance, &step, sent.input, sent.reason)
            .await
    };
    match asked.carry_out(&app, &body, act).await? {
        Outcome::Done(_) => {
            Ok(Redirect::to(&format!("/instances/{instance}?done=true")).into_response())
        }
        Outcome::Again(view) => {
            let mut again = window.draw(&app, &official, *view);
            again.shell.notice = kept_form::banner(official.locale(), &body);
            unprocessable(again)
        }
    }
}

/// A window that the official may still use.
struct Window {
    instance: InstanceView,
    late: LateWindow,
    form: StartForm,
}

impl Window {
    async fn find(app: &App, official: &Official, id: String, step: &str) -> Result<Self, Failure> {
        let instance = app
            .service()
            .instance(official.id(), &InstanceId(id))
            .await?;
        let late = instance
            .late_windows
            .iter()
            .find(|window| window.step == step);
        let late = late.cloned().ok_or(Failure::NotFound)?;
        let form = app.service().join_form(&instance.id, step).await?;
        Ok(Self {
            instance,
            late,
            form,
        })
    }

    fn asked<'a>(&'a self, official: &'a Official) -> Asked<'a> {
        let (id, step) = (&self.instance.id, url_encoded(&self.late.step));
        Asked {
            locale: official.locale(),
            form: &self.form,
            action: format!("/instances/{id}/late/{step}"),
            who: Some(official.id()),
            late: true,
        }
    }

    fn draw(&self, app: &App, official: &Official, view: FormView) -> PublicFormPage {
        let locale = official.locale();
        let title = locale.fill("late.action", &[("step", &locale.title(&self.late.title))]);
        let mut shell = official.shell(app, title, "/instances");
        let back = format!("/instances/{}", self.instance.id);
        shell.crumbs = vec![
            Link::new(locale.text("instances.title"), "/instances"),
            Link::new(&self.instance.subject, back),
        ];
        shell.failed = !view.problems.is_empty();
        PublicFormPage {
            shell,
            act: self.form.act.clone(),
            window: WindowView {
                open: true,
                chip: Chip::new(Tone::Overdue, locale.text("late.chip")),
            },
            facts: Vec::new(),
            form: Some(view),
        }
    }
}
