//! The second factor: set up with a code that proves the authenticator, recovery codes shown once, removed again.
//!
//! Open also to somebody whom the installation lets in no further without one. Nothing is kept before the code was right:
//! the form carries the salt, and the salt is worth nothing without the key of the installation.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use reglament_runtime::PersonView;
use reglament_runtime::port::SecondFactor;
use serde::Deserialize;

use super::from_device::FromDevice;
use super::sign_in::words;
use super::{page, unprocessable};
use crate::auth::{fresh_codes, plain_recovery_code};
use crate::locale::{Language, Locale};
use crate::ui::parts::{SecretField, SecretKind, qr};
use crate::ui::second_factor::{RecoveryPage, SecondFactorPage, SetUpPage};
use crate::web::{Comer, Failure, Needs, Refused, Visitor, check_password};
use crate::{App, limits};

const HERE: &str = "/me/second-factor";
const PASSWORD: &str = "password";
const CODE: &str = "code";
/// So few recovery codes left are said loudly.
const FEW: u32 = 3;

#[derive(Deserialize)]
pub(super) struct Act {
    #[serde(default)]
    act: String,
    #[serde(default)]
    salt: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
}

/// Whose second factor it is.
struct Owner {
    visitor: Visitor,
    person: PersonView,
    session: String,
    factor: Option<SecondFactor>,
    /// The password was typed a moment ago and there is nothing to protect yet.
    fresh: bool,
}

impl Owner {
    async fn of(app: &App, visitor: Visitor) -> Result<Self, Failure> {
        let halfway = visitor.halfway.clone();
        let halfway = halfway.filter(|halfway| halfway.needs == Needs::SecondFactor);
        let person = visitor.person.clone();
        let person = person.or(halfway.map(|halfway| halfway.person));
        let person = person.ok_or(Failure::SignInNeeded)?;
        let session = visitor.session.clone().ok_or(Failure::SignInNeeded)?;
        let factor = app.service().second_factor(&person.id).await?;
        let live = app.service().session(&session).await?;
        let most = TimeDelta::from_std(limits::FRESH_SIGN_IN).unwrap_or(TimeDelta::MAX);
        let fresh = live.is_some_and(|live| app.service().now() - live.session.created_at <= most);
        Ok(Self {
            fresh: fresh && factor.is_none(),
            visitor,
            person,
            session,
            factor,
        })
    }

    fn locale(&self) -> Locale {
        self.visitor.locale
    }

    /// The sentence for a password that is not the present one; none when it is.
    async fn wrong_password(
        &self,
        app: &App,
        comer: &Comer,
        password: String,
    ) -> Result<Option<String>, Failure> {
        let checked = check_password(app, comer, password).await?;
        Ok(checked.err().map(|why| match why {
            Refused::Wrong => self.locale().text("me.wrong_password").to_owned(),
            other => words(&self.visitor, other).1,
        }))
    }
}

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let owner = Owner::of(&app, visitor).await?;
    match owner.factor {
        Some(_) => page(state(&app, &owner, None).await?),
        None => page(set_up(&app, &owner, app.rules().key.fresh_salt(), &[])?),
    }
}

pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    sent: FromDevice<Act>,
) -> Result<Response, Failure> {
    let owner = Owner::of(&app, visitor).await?;
    let comer = sent.comer(&owner.person.id);
    let form = sent.form;
    if form.act == "confirm" {
        return confirm(&app, &owner, &comer, form).await;
    }
    if owner.factor.is_none() {
        return Ok(Redirect::to(HERE).into_response());
    }
    if let Some(problem) = owner.wrong_password(&app, &comer, form.password).await? {
        return unprocessable(state(&app, &owner, Some(problem)).await?);
    }
    match form.act.as_str() {
        "codes" => {
            let (codes, digests) = recovery(&app, &owner.person.id)?;
            let service = app.service();
            service
                .save_recovery_codes(&owner.person.id, &digests)
                .await?;
            page(shown_once(&app, &owner, codes))
        }
        "anew" => page(set_up(&app, &owner, app.rules().key.fresh_salt(), &[])?),
        "remove" if !app.demands_second_factor(&owner.person.id) => {
            let keep = Some(owner.session.as_str());
            let service = app.service();
            let (person, from) = (owner.person.id.as_str(), comer.address.as_str());
            service.remove_second_factor(person, keep, from).await?;
            tracing::warn!(person = owner.person.id, "a second factor was removed");
            Ok(Redirect::to("/me?done=factor").into_response())
        }
        _ => Err(Failure::Unreadable),
    }
}

/// Takes the first code of a new authenticator, and with it the authenticator.
async fn confirm(app: &App, owner: &Owner, comer: &Comer, form: Act) -> Result<Response, Failure> {
    if !app.rules().key.is_own_salt(&form.salt) {
        return Err(Failure::Unreadable);
    }
    let person = &owner.person.id;
    let mut problems = Vec::new();
    if !owner.fresh
        && let Some(problem) = owner.wrong_password(app, comer, form.password).await?
    {
        problems.push((PASSWORD, problem));
    }
    let code: String = form
        .code
        .chars()
        .filter(|each| !each.is_whitespace())
        .collect();
    let secret = app.rules().key.secret(person, &form.salt);
    let step = secret.step_of(&code, app.rules().clock.now());
    if step.is_none() {
        let sentence = owner.locale().text("second_factor.wrong_code");
        problems.push((CODE, sentence.to_owned()));
    }
    let Some(used_step) = step.filter(|_| problems.is_empty()) else {
        return unprocessable(set_up(app, owner, Some(form.salt), &problems)?);
    };
    let (codes, digests) = recovery(app, person)?;
    let factor = SecondFactor {
        person: person.clone(),
        salt: form.salt,
        since: app.service().now(),
        used_step,
    };
    let service = app.service();
    service
        .save_second_factor(&factor, &digests, &owner.session, &comer.address)
        .await?;
    tracing::info!(person, "a second factor was set up");
    page(shown_once(app, owner, codes))
}

/// New recovery codes, and the digests under which they are kept.
fn recovery(app: &App, person: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
    let codes = fresh_codes().ok_or(Failure::Broken)?;
    let key = &app.rules().key;
    let digests = codes
        .iter()
        .map(|code| key.recovery_digest(person, &plain_recovery_code(code)));
    let digests = digests.collect();
    Ok((codes, digests))
}

fn set_up(
    app: &App,
    owner: &Owner,
    salt: Option<String>,
    problems: &[(&'static str, String)],
) -> Result<SetUpPage, Failure> {
    let locale = owner.locale();
    let salt = salt.ok_or(Failure::Broken)?;
    let person = &owner.person.id;
    let secret = app.rules().key.secret(person, &salt);
    let site = app.service().base_url();
    let host = site.split_once("://").map_or(site, |(_, host)| host);
    let product = Locale::new(Language::English).text("shell.product");
    let address = secret.address(&format!("{product} {host}"), person);
    let mut fields = Vec::new();
    if !owner.fresh {
        let label = "me.present_password";
        fields.push(SecretField::new(
            locale,
            PASSWORD,
            SecretKind::Present,
            label,
        ));
    }
    fields.push(
        SecretField::new(locale, CODE, SecretKind::Code, "second_factor.code")
            .with_hint(locale.text("second_factor.code_hint").to_owned()),
    );
    for (id, sentence) in problems {
        if let Some(field) = fields.iter_mut().find(|field| field.id == *id) {
            field.problem.clone_from(sentence);
        }
    }
    let mut shell = owner
        .visitor
        .shell(app, locale.text("second_factor.set_up"), "/me");
    shell.failed = !problems.is_empty();
    shell.here = HERE.to_owned();
    let demanded = app.demands_second_factor(person) && owner.factor.is_none();
    Ok(SetUpPage {
        shell,
        demanded: match demanded {
            true => locale.text("second_factor.demanded").to_owned(),
            false => String::new(),
        },
        qr: qr(&address),
        key: secret.groups(),
        login: person.clone(),
        salt,
        fields,
    })
}

async fn state(
    app: &App,
    owner: &Owner,
    problem: Option<String>,
) -> Result<SecondFactorPage, Failure> {
    let locale = owner.locale();
    let since = owner.factor.as_ref().map(|factor| factor.since);
    let since = since.unwrap_or_default().with_timezone(&app.zone());
    let left = app.service().recovery_codes(&owner.person.id).await?;
    let mut password =
        SecretField::new(locale, PASSWORD, SecretKind::Present, "me.present_password");
    let mut shell = owner
        .visitor
        .shell(app, locale.text("second_factor.title"), "/me");
    shell.failed = problem.is_some();
    password.problem = problem.unwrap_or_default();
    let time = locale.short_moment(since);
    Ok(SecondFactorPage {
        shell,
        since: locale.fill("second_factor.since", &[("time", &time)]),
        left: locale.count("recovery.left", u64::from(left)),
        few: left <= FEW,
        password,
        may_remove: !app.demands_second_factor(&owner.person.id),
    })
}

fn shown_once(app: &App, owner: &Owner, codes: Vec<String>) -> RecoveryPage {
    let title = owner.locale().text("recovery.title");
    let mut shell = owner.visitor.shell(app, title, "/me");
    shell.here = HERE.to_owned();
    RecoveryPage {
        shell,
        codes,
        next: match owner.visitor.person {
            Some(_) => "/me",
            None => "/tasks",
        },
    }
}
