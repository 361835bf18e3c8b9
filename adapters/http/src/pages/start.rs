//! The start of a process by an official whose role may.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::RawInput;
use reglament_runtime::StartForm;

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
    Path(process): Path<String>,
) -> Result<Response, Failure> {
    let form = find(&app, &official, &process).await?;
    let view = asked(&official, &form).fresh(&RawInput::new())?;
    page(draw(&app, &official, &form, view))
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let form = find(&app, &official, &process).await?;
    let asked = asked(&official, &form);
    let body = asked.body(request).await?;
    let act = async |sent: Sent| {
        app.service()
            .start_manual(sent.id, official.id(), &process, sent.input, sent.links)
            .await
    };
    match asked.carry_out(&app, &body, act).await? {
        Outcome::Done(receipt) => {
            Ok(Redirect::to(&format!("/instances/{}?done=true", receipt.instance)).into_response())
        }
        Outcome::Again(view) => {
            let mut again = draw(&app, &official, &form, *view);
            again.shell.notice = kept_form::banner(official.locale(), &body);
            unprocessable(again)
        }
    }
}

/// The form, when a role of the official may start the process; the public's form is another page.
async fn find(app: &App, official: &Official, process: &str) -> Result<StartForm, Failure> {
    let forms = app.service().startable(official.id()).await?;
    forms
        .into_iter()
        .find(|form| form.process == process)
        .ok_or(Failure::NotFound)
}

fn asked<'a>(official: &'a Official, form: &'a StartForm) -> Asked<'a> {
    Asked {
        locale: official.locale(),
        form,
        action: format!("/start/{}", url_encoded(&form.process)),
        who: Some(official.id()),
        late: false,
    }
}

/// The same page as the public form: an official reads and fills in the same.
pub(super) fn draw(
    app: &App,
    official: &Official,
    form: &StartForm,
    view: FormView,
) -> PublicFormPage {
    let locale = official.locale();
    let mut shell = official.shell(app, locale.title(&form.title), "/instances");
    shell.crumbs = vec![Link::new(locale.text("instances.title"), "/instances")];
    shell.failed = !view.problems.is_empty();
    PublicFormPage {
        shell,
        act: form.act.clone(),
        window: WindowView {
            open: true,
            chip: Chip::new(Tone::Done, locale.text("start.by_role")),
        },
        facts: Vec::new(),
        form: Some(view),
    }
}
