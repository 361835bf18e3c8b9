//! The public form of a process: a start of its own, or joining the registration window of a running instance.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::RawInput;
use reglament_runtime::{PublicService, Receipt, ServiceError, ServiceKind, StartForm};

use super::home::{target, window};
use super::reply::{Asked, Outcome, Sent};
use super::{page, unprocessable};
use crate::App;
use crate::form::link_name;
use crate::ui::parts::FormView;
use crate::ui::public_form::PublicFormPage;
use crate::web::{Failure, Visitor, url_encoded};

/// Query of the form: `at` names the running instance, `link-…` a code given in advance.
type Given = BTreeMap<String, String>;

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(process): Path<String>,
    Query(given): Query<Given>,
) -> Result<Response, Failure> {
    let service = find(&app, &process, &given).await?;
    let form = form(&app, &service).await?;
    let view = match &form {
        Some(form) => {
            let name = |link: &reglament_runtime::LinkView| link_name(&link.name);
            let known = |name: String| Some((name.clone(), given.get(&name)?.clone().into()));
            let raw: RawInput = form.links.iter().map(name).filter_map(known).collect();
            Some(asked(&visitor, form, &process, &given).fresh(&raw)?)
        }
        None => None,
    };
    page(draw(&app, &visitor, &service, view))
}

pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(process): Path<String>,
    Query(given): Query<Given>,
    request: Request,
) -> Result<Response, Failure> {
    let service = find(&app, &process, &given).await?;
    let Some(form) = form(&app, &service).await? else {
        return page(draw(&app, &visitor, &service, None));
    };
    let asked = asked(&visitor, &form, &process, &given);
    let body = asked.body(request).await?;
    let act = async |sent: Sent| carry_out(&app, &service, sent).await;
    match asked.carry_out(&app, &body, act).await? {
        Outcome::Done(receipt) => {
            Ok(Redirect::to(&format!("/c/{}/receipt", receipt.code)).into_response())
        }
        Outcome::Again(view) => unprocessable(draw(&app, &visitor, &service, Some(*view))),
    }
}

fn asked<'a>(visitor: &Visitor, form: &'a StartForm, process: &str, given: &Given) -> Asked<'a> {
    let at = given.get("at").map(|at| format!("?at={}", url_encoded(at)));
    Asked {
        locale: visitor.locale,
        form,
        action: format!("/f/{}{}", url_encoded(process), at.unwrap_or_default()),
        who: None,
        late: false,
    }
}

/// The service behind an address; open ones first when several instances have a window.
async fn find(app: &App, process: &str, given: &Given) -> Result<PublicService, Failure> {
    let at = given.get("at").map(String::as_str);
    let fits = |service: &PublicService| {
        let (found, instance) = target(service);
        found == process && (at.is_none() || at == instance)
    };
    let services = app.service().public_services().await?;
    let (open, closed): (Vec<_>, Vec<_>) = services.into_iter().filter(fits).partition(|s| s.open);
    open.into_iter()
        .chain(closed)
        .next()
        .ok_or(Failure::NotFound)
}

async fn form(app: &App, service: &PublicService) -> Result<Option<StartForm>, Failure> {
    if !service.open {
        return Ok(None);
    }
    match &service.kind {
        ServiceKind::Start { process } => Ok(Some(app.service().start_form(None, process).await?)),
        ServiceKind::Join {
            instance: Some(instance),
            step,
            ..
        } => Ok(Some(app.service().join_form(instance, step).await?)),
        ServiceKind::Join { instance: None, .. } => Ok(None),
    }
}

async fn carry_out(
    app: &App,
    service: &PublicService,
    sent: Sent,
) -> Result<Receipt, ServiceError> {
    match &service.kind {
        ServiceKind::Start { process } => {
            app.service()
                .start_public(sent.id, process, sent.input, sent.links)
                .await
        }
        ServiceKind::Join {
            instance: Some(instance),
            step,
            ..
        } => {
            app.service()
                .add_item(sent.id, None, instance, step, sent.input, None)
                .await
        }
        ServiceKind::Join { instance: None, .. } => Err(ServiceError::NotFound),
    }
}

fn draw(
    app: &App,
    visitor: &Visitor,
    service: &PublicService,
    form: Option<FormView>,
) -> PublicFormPage {
    let mut shell = visitor.shell(app, visitor.locale.title(&service.title), "");
    shell.failed = form.as_ref().is_some_and(|form| !form.problems.is_empty());
    PublicFormPage {
        shell,
        act: service.act.clone(),
        window: window(visitor.locale, service),
        facts: Vec::new(),
        form,
    }
}
