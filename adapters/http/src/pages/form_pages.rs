//! A public form of several pages: begun, filled in page by page and kept on the way, looked through, sent.
//!
//! The secret in the address is all that opens it. A page is judged when it is left; what several answers have to do with
//! each other is judged when the form is sent.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{InstanceId, RawInput, Rejection};
use reglament_runtime::port::UnsentForm;
use reglament_runtime::{DataView, PublicService, ServiceError, ServiceKind, StartForm, sending};

use super::form_progress::{Course, TopicRead, draw_check, draw_page};
use super::home::target;
use super::public_form::{Given, carry_out, draw, find, form, known_in_advance, whole_href};
use super::reply::Sent;
use super::{page, unprocessable};
use crate::App;
use crate::form::{
    FormBody, Pressed, Sender, Topic, WithFiles, body_limit, link_specs, problems, read_files,
    specs, take_links, topics,
};
use crate::limits;
use crate::locale::Locale;
use crate::ui::parts::Problem;
use crate::web::{CameFrom, Failure, Filing, NotFiled, Visitor, url_encoded};

/// The last page: the answers before they are sent.
pub(super) const CHECK: &str = "check";

/// The address of a page of a form.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Place {
    process: String,
    draft: String,
    page: String,
}

/// The pages of a start form.
pub(super) fn topics_of(locale: Locale, form: &StartForm) -> Vec<Topic> {
    let mut fields = link_specs(locale, &form.links);
    fields.extend(specs(locale, &form.form.fields));
    topics(locale, fields)
}

pub(super) async fn begin(
    State(app): State<App>,
    Path(process): Path<String>,
    Query(given): Query<Given>,
    request: Request,
) -> Result<Response, Failure> {
    let service = find(&app, &process, given.get("at").map(String::as_str)).await?;
    let home = format!("/f/{}", url_encoded(&process));
    let Some(form) = form(&app, &service).await? else {
        return Ok(Redirect::to(&home).into_response());
    };
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    if body.get("_website").is_some_and(|trap| !trap.is_empty()) {
        return Ok(Redirect::to(&home).into_response());
    }
    let given = body.pairs.iter().cloned().collect();
    let answers = known_in_advance(&form, &given);
    let (_, instance) = target(&service);
    let instance = instance.map(|id| InstanceId(id.to_owned()));
    let begun = app
        .service()
        .begin_form(&process, instance.as_ref(), answers);
    Ok(match begun.await? {
        Some(secret) => Redirect::to(&Course::href(&process, &secret, "1")).into_response(),
        // No room for more: it can still be filled in at once.
        None => {
            let whole = whole_href(&process, instance.as_ref());
            tracing::warn!(process, "too many unsent forms are kept");
            Redirect::to(&whole).into_response()
        }
    })
}

/// What every page of a form begins with.
struct Opened {
    service: PublicService,
    form: StartForm,
    unsent: UnsentForm,
    topics: Vec<Topic>,
}

/// The form behind an address; or where to go instead.
async fn open(
    app: &App,
    visitor: &Visitor,
    place: &Place,
) -> Result<Result<Opened, Response>, Failure> {
    let unsent = app.service().unsent_form(&place.draft).await?;
    if unsent.process != place.process {
        return Err(Failure::NotFound);
    }
    if let Some(code) = &unsent.receipt {
        return Ok(Err(
            Redirect::to(&format!("/c/{code}/receipt")).into_response()
        ));
    }
    let at = unsent.instance.as_ref().map(InstanceId::as_str);
    let service = find(app, &place.process, at).await?;
    let Some(form) = form(app, &service).await? else {
        let closed = draw(app, visitor, &service, None);
        return Ok(Err(page(closed)?));
    };
    let topics = topics_of(visitor.locale, &form);
    Ok(Ok(Opened {
        service,
        form,
        unsent,
        topics,
    }))
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(place): Path<Place>,
) -> Result<Response, Failure> {
    let opened = match open(&app, &visitor, &place).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let course = opened.course(&app, &visitor, &place);
    if place.page == CHECK {
        let answered = opened.answered(&app, visitor.locale).await?;
        return page(draw_check(&course, answered, Vec::new()));
    }
    let at = opened.topic_at(&place.page)?;
    page(draw_page(&course, at, &opened.unsent.answers, Vec::new()))
}

pub(super) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    CameFrom(address): CameFrom,
    Path(place): Path<Place>,
    request: Request,
) -> Result<Response, Failure> {
    let mut opened = match open(&app, &visitor, &place).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if place.page == CHECK {
        return send(&app, &visitor, &address, &place, opened).await;
    }
    let at = opened.topic_at(&place.page)?;
    let fields = &opened.topics[at].fields;
    let body = FormBody::read(request, body_limit(fields, None)).await?;
    let sender = Sender {
        locale: visitor.locale,
        by: None,
        standing: &opened.unsent.answers,
    };
    let WithFiles {
        mut raw,
        problems: mut wrong,
    } = read_files(&app, sender, fields, &body).await?;
    let is_about_rows = Pressed::of(&body).change_rows(&mut raw);
    // What is empty now replaces what was there.
    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let mut answers: RawInput = names
        .iter()
        .map(|name| (name.clone(), serde_json::Value::Null))
        .collect();
    answers.extend(raw);
    match app
        .service()
        .save_form(opened.unsent.clone(), answers)
        .await
    {
        Ok(kept) => opened.unsent = kept,
        Err(ServiceError::Rejected(no)) => wrong.extend(problems(visitor.locale, &no)),
        Err(error) => return Err(error.into()),
    }
    if !is_about_rows && wrong.is_empty() {
        wrong = opened.problems(&app, visitor.locale, at).await?;
    }
    let course = opened.course(&app, &visitor, &place);
    if is_about_rows || !wrong.is_empty() {
        return unprocessable(draw_page(&course, at, &opened.unsent.answers, wrong));
    }
    Ok(Redirect::to(&course.after(at)).into_response())
}

async fn send(
    app: &App,
    visitor: &Visitor,
    address: &str,
    place: &Place,
    opened: Opened,
) -> Result<Response, Failure> {
    let mut input = opened.unsent.answers.clone();
    let links = take_links(&mut input, &opened.form.links);
    let sent = Sent {
        id: sending(&opened.unsent),
        input,
        links,
        reason: None,
    };
    let filing = Filing::of(app, address, &opened.form, &sent.input);
    match carry_out(&filing, app, &opened.service, sent).await {
        Ok(receipt) => {
            app.service().form_was_sent(opened.unsent, &receipt).await?;
            Ok(Redirect::to(&format!("/c/{}/receipt", receipt.code)).into_response())
        }
        Err(NotFiled::Flood(flood)) => {
            let course = opened.course(app, visitor, place);
            let answered = opened.answered(app, visitor.locale).await?;
            let told = flood.told(visitor.locale).to_owned();
            unprocessable(draw_check(&course, answered, vec![told]))
        }
        Err(NotFiled::Service(ServiceError::Rejected(no))) => {
            let course = opened.course(app, visitor, place);
            let (answered, refusals) = opened.refused(app, visitor.locale, &no).await?;
            unprocessable(draw_check(&course, answered, refusals))
        }
        Err(NotFiled::Service(error)) => Err(error.into()),
    }
}

pub(super) async fn erase(
    State(app): State<App>,
    Path((process, draft)): Path<(String, String)>,
) -> Result<Response, Failure> {
    app.service().erase_form(&draft).await?;
    Ok(Redirect::to(&format!("/f/{}", url_encoded(&process))).into_response())
}

impl Opened {
    fn course<'a>(&'a self, app: &'a App, visitor: &'a Visitor, place: &Place) -> Course<'a> {
        Course {
            app,
            visitor,
            service: &self.service,
            topics: &self.topics,
            unsent: &self.unsent,
            process: place.process.clone(),
            secret: place.draft.clone(),
        }
    }

    /// The topic of a page, by its number from 1.
    fn topic_at(&self, page: &str) -> Result<usize, Failure> {
        let number: usize = page.parse().map_err(|_| Failure::NotFound)?;
        let at = number.checked_sub(1).ok_or(Failure::NotFound)?;
        (at < self.topics.len())
            .then_some(at)
            .ok_or(Failure::NotFound)
    }

    /// The answers of a topic in words, or what is wrong with them.
    async fn read(
        &self,
        app: &App,
        locale: Locale,
        at: usize,
    ) -> Result<Result<Vec<DataView>, Vec<Problem>>, Failure> {
        let fields = &self.topics[at].fields;
        let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
        let joined = match &self.service.kind {
            ServiceKind::Join {
                instance: Some(instance),
                step,
                ..
            } => Some((instance, step.as_str())),
            ServiceKind::Join { instance: None, .. } | ServiceKind::Start { .. } => None,
        };
        let answers = &self.unsent.answers;
        let service = app.service();
        let process = &self.form.process;
        match service.read_answers(process, joined, &names, answers).await {
            Ok(views) => Ok(Ok(views)),
            Err(ServiceError::Rejected(no)) => Ok(Err(problems(locale, &no))),
            Err(error) => Err(error.into()),
        }
    }

    async fn problems(
        &self,
        app: &App,
        locale: Locale,
        at: usize,
    ) -> Result<Vec<Problem>, Failure> {
        let mut wrong = self.missing_links(locale, at);
        wrong.extend(self.read(app, locale, at).await?.err().unwrap_or_default());
        Ok(wrong)
    }

    /// Codes of linked cases are no fields of the form: whether there is such a case is seen when it is sent.
    fn missing_links(&self, locale: Locale, at: usize) -> Vec<Problem> {
        let links = self.topics[at]
            .fields
            .iter()
            .filter(|field| field.name.contains('-'));
        let blank = |name: &str| {
            let code = self.unsent.answers.get(name);
            code.and_then(|code| code.as_str())
                .is_none_or(|code| code.trim().is_empty())
        };
        let missing = links.filter(|field| blank(&field.name));
        missing
            .map(|field| Problem {
                field: field.name.clone(),
                text: locale.fill("pages.link_missing", &[("label", &field.label)]),
            })
            .collect()
    }

    /// Every topic with its answers.
    async fn answered(&self, app: &App, locale: Locale) -> Result<Vec<TopicRead>, Failure> {
        let mut all = Vec::new();
        for at in 0..self.topics.len() {
            let mut read = TopicRead {
                problems: self.missing_links(locale, at),
                ..TopicRead::default()
            };
            match self.read(app, locale, at).await? {
                Ok(views) => read.views = views,
                Err(problems) => read.problems.extend(problems),
            }
            all.push(read);
        }
        Ok(all)
    }

    /// The answers with the engine's refusal in its place.
    async fn refused(
        &self,
        app: &App,
        locale: Locale,
        no: &Rejection,
    ) -> Result<(Vec<TopicRead>, Vec<String>), Failure> {
        let mut answered = self.answered(app, locale).await?;
        let mut refusals = Vec::new();
        for problem in problems(locale, no) {
            let name = problem.field.split('.').next().unwrap_or_default();
            let has = |topic: &Topic| topic.fields.iter().any(|field| field.name == name);
            match self.topics.iter().position(has) {
                Some(at) if !answered[at].problems.contains(&problem) => {
                    answered[at].problems.push(problem);
                }
                Some(_) => {}
                None => refusals.push(problem.text),
            }
        }
        Ok((answered, refusals))
    }
}
