//! `reglament user set-password`: gives a person of the directory a password, and with it an account.
//!
//! The password comes from the standard input or is made here and printed once; it is never a flag, because the list of
//! processes shows flags to everybody. Sessions of the person end.

use std::io::Read;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use reglament_http::auth::Passwords;
use reglament_runtime::port::Account;
use reglament_runtime::{Ids, RandomIds, Service};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::limits::{PASSWORD_BYTES, PASSWORD_CHARS};
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Sets a password.
    #[command(
        about = "Задать пароль человеку из справочника ¦ Set the password of a person of the directory"
    )]
    SetPassword(SetPassword),
}

/// Flags of `set-password`.
#[derive(Debug, Args)]
struct SetPassword {
    #[arg(
        value_name = "PERSON",
        help = "Кто: id из organisation.yaml ¦ Who: an id of organisation.yaml"
    )]
    person: String,
    #[arg(
        long,
        help = "Прочитать пароль со стандартного ввода; иначе он будет создан и напечатан ¦ Read the password from the standard input; otherwise one is made and printed"
    )]
    stdin: bool,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Sets a password.
pub(crate) fn run(arguments: &UserArguments, output: &Output) -> Result<Exit, Failure> {
    let Action::SetPassword(wish) = &arguments.action;
    let settings = Settings::read(&wish.settings)?;
    let given = if wish.stdin {
        Some(from_stdin()?)
    } else {
        None
    };
    let password = given.clone().unwrap_or_else(generated);
    with_service(&settings, async |service| {
        set(service, &wish.person, &password).await
    })?;
    let shown = given.is_none().then_some(&password);
    if output.json {
        output.json(&json!({"person": wish.person, "password": shown}));
    } else if let Some(password) = shown {
        output.text(password);
    } else {
        output.text(
            output
                .language
                .pick("Пароль задан.", "The password is set."),
        );
    }
    Ok(Exit::Ok)
}

async fn set(service: &Service, person: &str, password: &str) -> Result<(), Failure> {
    let known = service
        .library()
        .current()
        .organisation
        .people
        .contains_key(person);
    if !known {
        return Err(Failure::usage(
            "person.unknown",
            format!(
                "Человека «{person}» нет в опубликованном справочнике; добавьте его в organisation.yaml и опубликуйте."
            ),
            format!(
                "There is no person `{person}` in the published directory; add him to organisation.yaml and publish."
            ),
        ));
    }
    let account = account(person, password, service.now())?;
    service
        .save_account(&account)
        .await
        .map_err(|error| Failure::service(&error))
}

/// An account with this password.
pub(crate) fn account(
    person: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Account, Failure> {
    let hash = Passwords::hash(password).ok_or_else(|| {
        Failure::fault(
            "password.hash",
            "Система не дала случайных чисел для пароля; повторите позже.",
            "The system gave no random numbers for the password; try again later.",
        )
    })?;
    Ok(Account {
        person: person.to_owned(),
        password: hash,
        blocked: false,
        changed_at: now,
    })
}

fn from_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    let most = u64::try_from(PASSWORD_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(2);
    let read = std::io::stdin().lock().take(most).read_to_string(&mut text);
    let password = text.trim_end_matches(['\r', '\n']);
    let fits = password.chars().count() >= PASSWORD_CHARS && password.len() <= PASSWORD_BYTES;
    if read.is_err() || !fits || password.contains('\n') {
        return Err(Failure::usage(
            "password.unfit",
            format!("Пароль — одна строка, от {PASSWORD_CHARS} знаков до {PASSWORD_BYTES} байт."),
            format!(
                "A password is one line, {PASSWORD_CHARS} characters to {PASSWORD_BYTES} bytes."
            ),
        ));
    }
    Ok(password.to_owned())
}

/// Three groups of letters and digits that cannot be mistaken for each other: 100 bits and more.
fn generated() -> String {
    let ids = RandomIds;
    [ids.instance().0, ids.instance().0].join("-")
}
