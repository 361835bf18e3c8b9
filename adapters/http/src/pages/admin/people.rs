//! The directory: finding somebody, seeing what they see, and whether they may sign in. People and offices themselves are
//! changed in a draft of `organisation.yaml`.

use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use reglament_runtime::{
    AccountState, DirectoryEntry, DirectoryLine, DirectoryQuery, SeenCases, SeenProcess, Title,
};
use serde::Deserialize;

use super::identities;
use crate::App;
use crate::auth::{Passwords, fresh};
use crate::locale::Locale;
use crate::pages::page;
use crate::ui::directory::{DirectoryListPage, DirectoryPersonPage, DirectoryRow, SeenRow};
use crate::ui::parts::{Chip, Link, Notice, Pair, Tone};
use crate::web::{CameFrom, Failure, Official, url_encoded};

const HERE: &str = "/admin/people";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

#[derive(Deserialize)]
pub(super) struct Pressed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    typed: String,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let query = DirectoryQuery {
        text: wanted.q.clone(),
        page: wanted.page.parse().unwrap_or(1),
    };
    let found = app.service().directory(official.id(), &query).await?;
    let at = |number: usize| format!("{HERE}?q={}&page={number}", url_encoded(&wanted.q));
    page(DirectoryListPage {
        shell: official.shell(&app, locale.text("directory.title"), HERE),
        found: locale.count("directory.found", found.found as u64),
        rows: found.rows.iter().map(|line| row(locale, line)).collect(),
        previous: (found.page > 1).then(|| at(found.page - 1)),
        next: (found.page < found.pages).then(|| at(found.page + 1)),
        text: wanted.q,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    page(draw(&app, &official, &person).await?)
}

/// Answers with the page itself and not with a redirect: a new password is told in this answer and never again.
pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    Path(person): Path<String>,
    CameFrom(from): CameFrom,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let (service, by) = (app.service(), official.id());
    let mut given = None;
    let done = |key| Some(Notice::new(Tone::Done, official.locale().text(key)));
    let said = match pressed.act.as_str() {
        "password" => {
            given = Some(give(&app, by, &person, &from).await?);
            None
        }
        "no_password" => {
            service.take_password(Some(by), &person).await?;
            done("directory.password_taken")
        }
        "block" => {
            service.block_account(by, &person, true).await?;
            done("directory.was_blocked")
        }
        "unblock" => {
            service.block_account(by, &person, false).await?;
            done("directory.was_unblocked")
        }
        "sessions" => {
            service.end_sessions(Some(by), &person).await?;
            done("me.sessions_closed")
        }
        "link" => {
            let subject = match pressed.typed.trim() {
                "" => &pressed.subject,
                typed => typed,
            };
            Some(identities::link(&app, &official, &person, subject).await?)
        }
        "unlink" => {
            let key = (pressed.issuer.as_str(), pressed.subject.as_str());
            Some(identities::unlink(&app, &official, &person, key).await?)
        }
        _ => return Err(Failure::Unreadable),
    };
    let mut view = draw(&app, &official, &person).await?;
    view.shell.notice = said;
    view.password = given;
    page(view)
}

/// Makes a password and gives it; the answer is the only place where it is told. `from`: where the request comes from.
pub(crate) async fn give(app: &App, by: &str, person: &str, from: &str) -> Result<String, Failure> {
    let password = fresh().ok_or(Failure::Broken)?;
    let typed = password.clone();
    // Hashing is slow on purpose.
    let hashed = tokio::task::spawn_blocking(move || Passwords::hash(&typed)).await;
    let hashed = hashed.ok().flatten().ok_or(Failure::Broken)?;
    let service = app.service();
    let given = service.give_password(Some(by), person, &hashed, from);
    given.await?;
    Ok(password)
}

fn row(locale: Locale, line: &DirectoryLine) -> DirectoryRow {
    DirectoryRow {
        person: Link::new(&line.name, format!("{HERE}/{}", url_encoded(&line.id))),
        position: place(locale, line),
        offices: joined(locale, &line.offices),
        account: account(locale, line.account),
    }
}

fn place(locale: Locale, line: &DirectoryLine) -> String {
    let unit = line.unit.as_ref().map(|unit| locale.title(unit));
    let parts = [line.position.clone(), unit.unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn joined(locale: Locale, titles: &[Title]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| locale.title(title)).collect();
    titles.join("; ")
}

fn account(locale: Locale, state: AccountState) -> Chip {
    let (tone, key) = match state {
        AccountState::None => (Tone::Waiting, "directory.no_account"),
        AccountState::Open => (Tone::Done, "directory.open"),
        AccountState::Blocked => (Tone::Overdue, "directory.blocked"),
    };
    Chip::new(tone, locale.text(key))
}

async fn draw(
    app: &App,
    official: &Official,
    person: &str,
) -> Result<DirectoryPersonPage, Failure> {
    let locale = official.locale();
    let entry = app.service().directory_entry(official.id(), person).await?;
    let mut shell = official.shell(app, &entry.line.name, HERE);
    shell.crumbs = vec![Link::new(locale.text("directory.title"), HERE)];
    Ok(DirectoryPersonPage {
        shell,
        personal_data: app
            .service()
            .oversees(official.id())
            .then(|| format!("/admin/personal-data?person={}", url_encoded(person))),
        facts: facts(locale, &entry),
        beside: beside(locale, &entry),
        seen: entry
            .processes
            .iter()
            .map(|one| seen(locale, one))
            .collect(),
        account: account(locale, entry.line.account),
        account_facts: account_facts(app, locale, &entry),
        password: None,
        identity: identities::draw(app, official, person).await?,
        action: format!("{HERE}/{}/account", url_encoded(person)),
        acts: acts(app, locale, &entry, official.id() == person),
    })
}

fn facts(locale: Locale, entry: &DirectoryEntry) -> Vec<Pair> {
    let unit = entry.line.unit.as_ref().map(|unit| locale.title(unit));
    let all = [
        ("me.position", entry.line.position.clone()),
        ("me.unit", unit.unwrap_or_default()),
        ("me.offices", joined(locale, &entry.line.offices)),
        ("me.address", entry.address.clone()),
        ("directory.login", entry.line.id.clone()),
    ];
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(key, value)| Pair::new(locale.text(key), value))
        .collect()
}

fn beside(locale: Locale, entry: &DirectoryEntry) -> Vec<Pair> {
    let yes = || locale.text("directory.yes").to_owned();
    let all = [
        ("directory.oversees", entry.oversees.then(yes)),
        ("directory.administers", entry.administers.then(yes)),
        (
            "directory.registers",
            (!entry.registers.is_empty()).then(|| joined(locale, &entry.registers)),
        ),
    ];
    let pair =
        |(key, value): (&'static str, Option<String>)| Some(Pair::new(locale.text(key), value?));
    all.into_iter().filter_map(pair).collect()
}

fn seen(locale: Locale, seen: &SeenProcess) -> SeenRow {
    let (tone, key) = match seen.cases {
        SeenCases::Every => (Tone::Done, "directory.every"),
        SeenCases::OfUnit => (Tone::Soon, "directory.of_unit"),
        SeenCases::OwnPart => (Tone::Waiting, "directory.own_part"),
    };
    let by = match seen.by.is_empty() {
        true => locale.text("directory.by_overseeing").to_owned(),
        false => joined(locale, &seen.by),
    };
    let shown = match seen.confidential {
        true => "directory.shown",
        false => "directory.hidden",
    };
    SeenRow {
        process: locale.title(&seen.title),
        cases: Chip::new(tone, locale.text(key)),
        by,
        confidential: locale.text(shown).to_owned(),
    }
}

fn account_facts(app: &App, locale: Locale, entry: &DirectoryEntry) -> Vec<Pair> {
    let used = entry
        .seen_at
        .map(|at| locale.short_moment(at.with_timezone(&app.zone())));
    let code = match entry.second_factor {
        true => "directory.with_code",
        false => "directory.without_code",
    };
    let all = [
        ("directory.sessions", Some(entry.sessions.to_string())),
        ("me.seen", used),
        ("second_factor.title", Some(locale.text(code).to_owned())),
    ];
    if entry.line.account == AccountState::None {
        return Vec::new();
    }
    let pair =
        |(key, value): (&'static str, Option<String>)| Some(Pair::new(locale.text(key), value?));
    all.into_iter().filter_map(pair).collect()
}

/// What can be done; nobody shuts themselves out.
fn acts(
    app: &App,
    locale: Locale,
    entry: &DirectoryEntry,
    oneself: bool,
) -> Vec<(&'static str, String, bool)> {
    let act = |act, key: &'static str, main| (act, locale.text(key).to_owned(), main);
    match entry.line.account {
        AccountState::None => {
            let mut acts = vec![act("password", "directory.give", true)];
            if app.directory().is_some() {
                acts.push(act("block", "directory.block", false));
            }
            acts
        }
        AccountState::Open if oneself => Vec::new(),
        AccountState::Open => {
            let mut acts = vec![
                act("password", "directory.give_anew", false),
                act("sessions", "directory.end_sessions", false),
                act("block", "directory.block", false),
            ];
            let elsewhere = app.provider().is_some() || app.directory().is_some();
            if elsewhere && entry.password {
                acts.push(act("no_password", "directory.take_password", false));
            }
            acts
        }
        AccountState::Blocked => vec![act("unblock", "directory.unblock", true)],
    }
}
