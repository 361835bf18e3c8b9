//! «Мой профиль»: what the directory says of somebody, a new password, and the sessions that can be closed from here.

use std::collections::BTreeMap;

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use reglament_runtime::ProfileView;
use reglament_runtime::port::Session;
use serde::Deserialize;

use super::from_device::FromDevice;
use super::sign_in::words;
use super::{page, unprocessable};
use crate::App;
use crate::auth::device;
use crate::locale::Locale;
use crate::ui::me::{MePage, SessionRow};
use crate::ui::parts::{Notice, Pair, SecretField, SecretKind, Tone};
use crate::web::{
    Failure, Official, PasswordWish, Refused, Unchanged, change_own_password, close_other_sessions,
    close_own_session, session_handle,
};

const PRESENT: &str = "present";
const NEW: &str = "new";
const AGAIN: &str = "again";
/// What the form says to close all sessions but the present one.
const OTHERS: &str = "others";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    #[serde(default)]
    present: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    session: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, None).await?;
    let said = match wanted.done.as_str() {
        "password" => Some("me.password_changed"),
        "sessions" => Some("me.sessions_closed"),
        "factor" => Some("second_factor.removed"),
        _ => None,
    };
    let locale = official.locale();
    view.shell.notice = said.map(|key| Notice::new(Tone::Done, locale.text(key)));
    page(view)
}

pub(super) async fn change_password(
    State(app): State<App>,
    official: Official,
    sent: FromDevice<NewPassword>,
) -> Result<Response, Failure> {
    let comer = sent.comer(official.id());
    let wish = PasswordWish {
        present: sent.form.present,
        new: sent.form.new,
        again: sent.form.again,
    };
    match change_own_password(&app, &official, &comer, wish).await? {
        Ok(()) => Ok(Redirect::to("/me?done=password").into_response()),
        // The page has no such form then.
        Err(Unchanged::Elsewhere) => Err(Failure::Unreadable),
        Err(why) => refused(&app, &official, problem(&official, why)).await,
    }
}

pub(super) async fn close_sessions(
    State(app): State<App>,
    official: Official,
    Form(which): Form<Which>,
) -> Result<Response, Failure> {
    match which.session.as_str() {
        OTHERS => close_other_sessions(&app, &official).await?,
        // One that has ended meanwhile is closed, as was wanted.
        handle => drop(close_own_session(&app, &official, handle).await?),
    }
    Ok(Redirect::to("/me?done=sessions").into_response())
}

type Problem = (&'static str, String);

/// The field that is wrong, and the sentence.
fn problem(official: &Official, why: Unchanged) -> Problem {
    let locale = official.locale();
    let (field, key) = match why {
        Unchanged::Unfit(why) => return (NEW, why.sentence(locale.language)),
        Unchanged::Present(Refused::Wrong) => (PRESENT, "me.wrong_password"),
        Unchanged::Present(other) => return (PRESENT, words(&official.visitor, other).1),
        Unchanged::Elsewhere => (PRESENT, "me.no_password"),
        Unchanged::Same => (NEW, "me.same_password"),
        Unchanged::Differ => (AGAIN, "me.differ"),
    };
    (field, locale.text(key).to_owned())
}

async fn refused(app: &App, official: &Official, problem: Problem) -> Result<Response, Failure> {
    let mut view = draw(app, official, Some(problem)).await?;
    view.shell.failed = true;
    unprocessable(view)
}

fn profile(app: &App, official: &Official) -> Result<ProfileView, Failure> {
    app.service()
        .profile(official.id())
        .ok_or(Failure::SignInNeeded)
}

async fn draw(app: &App, official: &Official, problem: Option<Problem>) -> Result<MePage, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let account = service.account(official.id()).await?;
    let has_password = account.is_some_and(|account| !account.password.is_empty());
    let factor = service.second_factor(official.id()).await?;
    let moment =
        |at: chrono::DateTime<chrono::Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let factor = match factor {
        Some(factor) => locale.fill("second_factor.since", &[("time", &moment(factor.since))]),
        None => locale.text("second_factor.none").to_owned(),
    };
    let present = official.visitor.session.as_deref();
    let row = |(session, name): (&Session, String)| SessionRow {
        device: name,
        by: session.provider.clone().unwrap_or_default(),
        begun: moment(session.created_at),
        seen: moment(session.seen_at),
        present: present == Some(session.token.as_str()),
        handle: session_handle(session).to_owned(),
    };
    let mut sessions = service.sessions(official.id()).await?;
    sessions.sort_by_key(|session| present != Some(session.token.as_str()));
    let names = names(locale, app.zone(), &sessions);
    Ok(MePage {
        shell: official.shell(app, locale.text("me.title"), "/me"),
        facts: facts(locale, official.id(), &profile(app, official)?),
        password: match has_password {
            true => fields(locale, problem),
            false => Vec::new(),
        },
        factor,
        sessions: sessions.iter().zip(names).map(row).collect(),
    })
}

/// What each session is called. Those of one browser and system are told apart by its version and the time of the
/// sign-in; of several of one minute all but the first have a number.
fn names(locale: Locale, zone: Tz, sessions: &[Session]) -> Vec<String> {
    let words = |session: &Session| device::words(&session.device, locale);
    let all: Vec<String> = sessions.iter().map(words).collect();
    let alone = |name: &String| all.iter().filter(|other| *other == name).count() == 1;
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let name = |(session, name): (&Session, &String)| {
        if alone(name) {
            return name.clone();
        }
        let device = device::versioned(&session.device, locale);
        let begun = locale.short_moment(session.created_at.with_timezone(&zone));
        let values = [("device", device.as_str()), ("begun", &begun)];
        let name = locale.fill("me.named", &values);
        let number = taken.entry(name.clone()).or_default();
        *number += 1;
        match *number {
            1 => name,
            number => format!("{name} ({number})"),
        }
    };
    sessions.iter().zip(&all).map(name).collect()
}

fn fields(locale: Locale, problem: Option<Problem>) -> Vec<SecretField> {
    let least = crate::limits::PASSWORD_CHARS.to_string();
    let hint = locale.fill("me.new_hint", &[("least", &least)]);
    let mut fields = vec![
        SecretField::new(locale, PRESENT, SecretKind::Present, "me.present_password"),
        SecretField::new(locale, NEW, SecretKind::New, "me.new_password").with_hint(hint),
        SecretField::new(locale, AGAIN, SecretKind::New, "me.again"),
    ];
    if let Some((id, sentence)) = problem
        && let Some(field) = fields.iter_mut().find(|field| field.id == id)
    {
        field.problem = sentence;
    }
    fields
}

fn facts(locale: Locale, login: &str, profile: &ProfileView) -> Vec<Pair> {
    let offices: Vec<String> = profile
        .offices
        .iter()
        .map(|title| locale.title(title))
        .collect();
    let unit = profile.unit.as_ref().map(|unit| locale.title(unit));
    let all = [
        ("me.name", profile.name.clone()),
        ("sign_in.login", login.to_owned()),
        ("me.position", profile.position.clone()),
        ("me.unit", unit.unwrap_or_default()),
        ("me.offices", offices.join("\n")),
        ("me.address", profile.address.clone()),
    ];
    let known = all.into_iter().filter(|(_, value)| !value.is_empty());
    known
        .map(|(key, value)| Pair::new(locale.text(key), value))
        .collect()
}
