//! The applicant lets a suspended term run again, with the receipt code and the form that the regulation names.
//!
//! Acts of officials are in `term`.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::RawInput;
use reglament_runtime::{ResumeView, ServiceError, Viewer};

use super::term::{drawn, form, named, owner, resume_title};
use super::{page, unprocessable};
use crate::App;
use crate::form::{FormBody, Sender, WithFiles, body_limit, problems, read_files, specs, standing};
use crate::ui::parts::{Chip, FormView, Link, Problem, Tone};
use crate::ui::public_form::PublicFormPage;
use crate::web::{Failure, Visitor, command_id, fresh_key};

/// The applicant's form: documents are brought, and the term runs again.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, term)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let asked = resumable(&app, &code, &term).await?;
    let raw = standing(&asked.1.form.fields, app.zone());
    let form = applicant_form(&visitor, &asked, &raw, Vec::new(), fresh_key()?);
    page(applicant_page(&app, &visitor, &asked, form))
}

pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, term)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let asked = resumable(&app, &code, &term).await?;
    let (status, resume) = &asked;
    let locale = visitor.locale;
    let specs = specs(locale, &resume.form.fields);
    let body = FormBody::read(request, body_limit(&specs, None)).await?;
    let standing = standing(&resume.form.fields, app.zone());
    let sender = Sender {
        locale,
        by: None,
        standing: &standing,
    };
    let WithFiles {
        raw,
        problems: wrong,
    } = read_files(&app, sender, &specs, &body).await?;
    let key = body.get("_command").unwrap_or_default().to_owned();
    let id = command_id(None, Some(&key))?;
    if !wrong.is_empty() {
        let form = applicant_form(&visitor, &asked, &raw, wrong, key);
        return unprocessable(applicant_page(&app, &visitor, &asked, form));
    }
    let viewer = Viewer::Receipt(status.receipt.clone());
    let with = (None, raw.clone());
    let done = app
        .service()
        .resume_term(id, &viewer, &status.instance, resume.owner, with);
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("/c/{}?done=true", status.receipt)).into_response()),
        Err(ServiceError::Rejected(no)) => {
            let form = applicant_form(&visitor, &asked, &raw, problems(locale, &no), key);
            unprocessable(applicant_page(&app, &visitor, &asked, form))
        }
        Err(error) => Err(error.into()),
    }
}

type Resumable = (reglament_runtime::StatusView, ResumeView);

async fn resumable(app: &App, code: &str, term: &str) -> Result<Resumable, Failure> {
    let status = app.service().status_by_receipt(code).await?;
    let owner = owner(term)?;
    let found = status.resumable.iter().find(|found| found.owner == owner);
    let found = found.cloned().ok_or(Failure::NotFound)?;
    Ok((status, found))
}

fn applicant_form(
    visitor: &Visitor,
    (status, resume): &Resumable,
    raw: &RawInput,
    wrong: Vec<Problem>,
    key: String,
) -> FormView {
    let locale = visitor.locale;
    let action = format!("/c/{}/terms/{}/resume", status.receipt, named(resume.owner));
    let specs = specs(locale, &resume.form.fields);
    form(
        locale,
        &action,
        (&specs, raw, wrong),
        &resume_title(locale, resume),
        key,
    )
}

fn applicant_page(
    app: &App,
    visitor: &Visitor,
    (status, resume): &Resumable,
    form: FormView,
) -> PublicFormPage {
    let title = resume_title(visitor.locale, resume);
    let mut shell = visitor.shell(app, title, "");
    let back = format!("/c/{}", status.receipt);
    shell.crumbs = vec![Link::new(visitor.locale.title(&status.title), back)];
    let chip = Chip::new(Tone::Soon, visitor.locale.text("deadline.held"));
    drawn(shell, status.act.clone(), chip, form)
}
