//! A start form that was sent: read, carried out once, or shown again with its mistakes and everything typed.
//!
//! Three pages use it: the public form, the start by an official and the late registration.

use std::collections::BTreeMap;

use axum::extract::Request;
use reglament_core::{CommandId, RawInput};
use reglament_runtime::{Receipt, ServiceError, StartForm};

use crate::App;
use crate::form::{
    FormBody, Pressed, Sender, WithFiles, body_limit, link_specs, problems, raw_input, read_files,
    specs, take_links,
};
use crate::locale::Locale;
use crate::ui::parts::{FieldKind, FieldSpec, FormView, OutcomeButton, Problem};
use crate::web::{Failure, NotFiled, command_id, fresh_key};

/// Name of the input for the reason of a late registration; no declared field has a hyphen.
pub(super) const REASON: &str = "reason-of-late";

/// A form as it is asked for on a page.
pub(super) struct Asked<'a> {
    pub(super) locale: Locale,
    pub(super) form: &'a StartForm,
    /// Where it is sent to.
    pub(super) action: String,
    /// The official who fills it in; none: the public.
    pub(super) who: Option<&'a str>,
    /// Whether a reason is asked for as well.
    pub(super) late: bool,
}

/// What was sent, for the engine.
pub(super) struct Sent {
    pub(super) id: CommandId,
    pub(super) input: RawInput,
    pub(super) links: BTreeMap<String, String>,
    pub(super) reason: Option<String>,
}

/// What became of it.
pub(super) enum Outcome {
    /// It took effect.
    Done(Receipt),
    /// The form again.
    Again(Box<FormView>),
}

impl Asked<'_> {
    /// The empty form, or one with some answers given in advance.
    pub(super) fn fresh(&self, raw: &RawInput) -> Result<FormView, Failure> {
        Ok(self.view(raw, Vec::new(), fresh_key()?))
    }

    /// Carries out what was sent.
    pub(super) async fn carry_out<E: Into<NotFiled>>(
        &self,
        app: &App,
        body: &FormBody,
        act: impl AsyncFnOnce(Sent) -> Result<Receipt, E>,
    ) -> Result<Outcome, Failure> {
        let key = body.get("_command").unwrap_or_default().to_owned();
        let id = command_id(self.who, Some(&key))?;
        let sender = Sender {
            locale: self.locale,
            by: self.who,
            standing: &RawInput::new(),
        };
        let specs = self.specs();
        if body.get("_website").is_some_and(|trap| !trap.is_empty()) {
            let problem = Problem {
                field: String::new(),
                text: self.locale.text("form.trap").to_owned(),
            };
            let raw = raw_input(&specs, &body.pairs)?;
            return Ok(self.again(&raw, vec![problem], key));
        }
        let WithFiles {
            mut raw,
            problems: wrong,
        } = read_files(app, sender, &specs, body).await?;
        if Pressed::of(body).change_rows(&mut raw) {
            return Ok(self.again(&raw, Vec::new(), key));
        }
        if !wrong.is_empty() {
            return Ok(self.again(&raw, wrong, key));
        }
        let mut input = raw.clone();
        let links = take_links(&mut input, &self.form.links);
        let reason = input
            .remove(REASON)
            .and_then(|reason| reason.as_str().map(str::to_owned));
        let sent = Sent {
            id,
            input,
            links,
            reason: reason.filter(|reason| !reason.is_empty()),
        };
        match act(sent).await.map_err(Into::into) {
            Ok(receipt) => Ok(Outcome::Done(receipt)),
            Err(NotFiled::Flood(flood)) => {
                let problem = Problem {
                    field: String::new(),
                    text: flood.told(self.locale).to_owned(),
                };
                Ok(self.again(&raw, vec![problem], key))
            }
            Err(NotFiled::Service(ServiceError::Rejected(no))) => {
                Ok(self.again(&raw, problems(self.locale, &no), key))
            }
            Err(NotFiled::Service(error)) => Err(error.into()),
        }
    }

    /// Reads what was sent.
    pub(super) async fn body(&self, request: Request) -> Result<FormBody, Failure> {
        Ok(FormBody::read(request, body_limit(&self.specs(), self.who)).await?)
    }

    fn again(&self, raw: &RawInput, problems: Vec<Problem>, key: String) -> Outcome {
        Outcome::Again(Box::new(self.view(raw, problems, key)))
    }

    fn specs(&self) -> Vec<FieldSpec> {
        let mut all = link_specs(self.locale, &self.form.links);
        all.extend(specs(self.locale, &self.form.form.fields));
        if self.late {
            all.push(FieldSpec {
                name: REASON.to_owned(),
                label: self.locale.text("late.reason").to_owned(),
                hint: self.locale.text("late.reason_hint").to_owned(),
                kind: FieldKind::LongText,
                required: true,
            });
        }
        all
    }

    fn view(&self, raw: &RawInput, problems: Vec<Problem>, key: String) -> FormView {
        let title = match (self.late, self.who) {
            (true, _) => "late.submit",
            (false, Some(_)) => "start.submit",
            (false, None) => "public_form.send",
        };
        let button = OutcomeButton {
            id: String::new(),
            title: self.locale.text(title).to_owned(),
            primary: true,
        };
        let mut view = FormView::new(self.locale, &self.action, &self.specs(), raw, problems)
            .with_outcomes(vec![button]);
        view.hidden.push(("_command".to_owned(), key));
        view.trap = self.who.is_none();
        view
    }
}
