//! The public form of a process: a start of its own, or joining the registration window of a running instance.
//!
//! A short form is filled in here at once; a long one begins here and goes on page by page, unless somebody asks for
//! the whole of it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{InstanceId, RawInput};
use reglament_runtime::limits::UNSENT_FORM_AGE;
use reglament_runtime::{PublicService, Receipt, ServiceError, ServiceKind, StartForm};

use super::form_pages::topics_of;
use super::home::{target, window};
use super::reply::{Asked, Outcome, Sent};
use super::{page, unprocessable};
use crate::App;
use crate::form::{Topic, link_name};
use crate::ui::form_pages::FormStartPage;
use crate::ui::parts::{FormView, Pair};
use crate::ui::public_form::PublicFormPage;
use crate::web::{CameFrom, Failure, Filing, NotFiled, Visitor, url_encoded};

/// Query of the form: `at` names the running instance, `link-…` a code given in advance, `view` how it is shown.
pub(super) type Given = BTreeMap<String, String>;

/// Value of `view` that asks for the whole form on one page.
const WHOLE: &str = "whole";

/// A form of so many fields fits on one page.
const FIELDS_AT_ONCE: usize = 4;

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(process): Path<String>,
    Query(given): Query<Given>,
) -> Result<Response, Failure> {
    let service = find(&app, &process, at(&given)).await?;
    let Some(form) = form(&app, &service).await? else {
        return page(draw(&app, &visitor, &service, None));
    };
    let raw = known_in_advance(&form, &given);
    let topics = topics_of(visitor.locale, &form);
    let is_whole = given.get("view").is_some_and(|view| view == WHOLE);
    if is_long(&topics) && !is_whole {
        return page(beginning(&app, &visitor, &service, &topics, raw));
    }
    let view = asked(&visitor, &form, &process, &given).fresh(&raw)?;
    page(draw(&app, &visitor, &service, Some(view)))
}

fn at(given: &Given) -> Option<&str> {
    given.get("at").map(String::as_str)
}

/// Whether a form is filled in page by page: a few fields are quicker at once.
fn is_long(topics: &[Topic]) -> bool {
    let fields: usize = topics.iter().map(|topic| topic.fields.len()).sum();
    topics.len() > 1 && fields > FIELDS_AT_ONCE
}

/// The answers that an address gives in advance: codes of linked cases.
pub(super) fn known_in_advance(form: &StartForm, given: &Given) -> RawInput {
    let name = |link: &reglament_runtime::LinkView| link_name(&link.name);
    let known = |name: String| Some((name.clone(), given.get(&name)?.clone().into()));
    form.links.iter().map(name).filter_map(known).collect()
}

/// The address of a form on one page.
pub(super) fn whole_href(process: &str, instance: Option<&InstanceId>) -> String {
    let at = instance.map(|at| format!("&at={}", url_encoded(at.as_str())));
    let process = url_encoded(process);
    format!("/f/{process}?view={WHOLE}{}", at.unwrap_or_default())
}

fn beginning(
    app: &App,
    visitor: &Visitor,
    service: &PublicService,
    topics: &[Topic],
    known: RawInput,
) -> FormStartPage {
    let locale = visitor.locale;
    let topic = |topic: &Topic| {
        let fields: Vec<&str> = topic.fields.iter().map(|f| f.label.as_str()).collect();
        let fields = match fields.as_slice() {
            [one] if *one == topic.title => String::new(),
            _ => fields.join(", "),
        };
        Pair::new(&topic.title, fields)
    };
    let (process, instance) = target(service);
    let instance = instance.map(|id| InstanceId(id.to_owned()));
    let query = instance.as_ref();
    let query = query.map(|at| format!("?at={}", url_encoded(at.as_str())));
    let text =
        |(name, value): (String, serde_json::Value)| Some((name, value.as_str()?.to_owned()));
    let hidden: Vec<(String, String)> = known.into_iter().filter_map(text).collect();
    let links = hidden
        .iter()
        .map(|(name, value)| format!("&{name}={}", url_encoded(value)));
    let days = UNSENT_FORM_AGE.num_days().unsigned_abs();
    FormStartPage {
        shell: visitor.shell(app, locale.title(&service.title), ""),
        act: service.act.clone(),
        window: window(locale, service),
        topics: topics.iter().map(topic).collect(),
        kept: locale.count("pages.kept", days),
        begin: format!(
            "/f/{}/begin{}",
            url_encoded(process),
            query.unwrap_or_default()
        ),
        whole: links.fold(whole_href(process, instance.as_ref()), |all, link| {
            all + &link
        }),
        hidden,
    }
}

pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    CameFrom(address): CameFrom,
    Path(process): Path<String>,
    Query(given): Query<Given>,
    request: Request,
) -> Result<Response, Failure> {
    let service = find(&app, &process, at(&given)).await?;
    let Some(form) = form(&app, &service).await? else {
        return page(draw(&app, &visitor, &service, None));
    };
    let asked = asked(&visitor, &form, &process, &given);
    let body = asked.body(request).await?;
    let act = async |sent: Sent| {
        let filing = Filing::of(&app, &address, &form, &sent.input);
        carry_out(&filing, &app, &service, sent).await
    };
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
pub(super) async fn find(
    app: &App,
    process: &str,
    at: Option<&str>,
) -> Result<PublicService, Failure> {
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

pub(super) async fn form(app: &App, service: &PublicService) -> Result<Option<StartForm>, Failure> {
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

pub(super) async fn carry_out(
    filing: &Filing<'_>,
    app: &App,
    service: &PublicService,
    sent: Sent,
) -> Result<Receipt, NotFiled> {
    filing.check()?;
    let receipt = match &service.kind {
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
    }?;
    filing.count();
    Ok(receipt)
}

pub(super) fn draw(
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
