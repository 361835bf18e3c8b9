//! `reglament user`: gives a person of the directory a password and with it an account, takes a password or a second factor
//! away, ends sessions.
//!
//! The password comes from the standard input or is made here and printed once; it is never a flag, because the list of
//! processes shows flags to everybody. Sessions of the person end.

use std::io::Read;

use clap::{Args, Subcommand};
use reglament_http::auth::{PasswordPolicy, Passwords};
use reglament_http::limits::CREDENTIAL_BYTES;
use reglament_http::locale::Language;
use reglament_runtime::{Ids, RandomIds, Service};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
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
    /// Takes a password away.
    #[command(
        about = "Забрать пароль: человек входит только через провайдера или каталог ¦ Take the password away: the person signs in through the provider or the directory alone"
    )]
    RemovePassword(OfPerson),
    /// Removes a second factor.
    #[command(
        about = "Снять вход с кодом: телефон и резервные коды потеряны ¦ Remove the second factor: telephone and recovery codes are lost"
    )]
    RemoveSecondFactor(OfPerson),
    /// Ends all sessions.
    #[command(about = "Закрыть все сеансы человека ¦ End all sessions of a person")]
    CloseSessions(OfPerson),
}

/// Flags of what concerns one person.
#[derive(Debug, Args)]
struct OfPerson {
    #[arg(
        value_name = "PERSON",
        help = "Кто: id из organisation.yaml ¦ Who: an id of organisation.yaml"
    )]
    person: String,
    #[command(flatten)]
    settings: SettingsArguments,
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

/// Does what is asked for.
pub(crate) fn run(arguments: &UserArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::SetPassword(wish) => set_password(wish, output),
        Action::RemovePassword(wish) => remove_password(wish, output),
        Action::RemoveSecondFactor(wish) => remove_second_factor(wish, output),
        Action::CloseSessions(wish) => close_sessions(wish, output),
    }
}

fn set_password(wish: &SetPassword, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    let policy = settings.password_policy()?;
    let given = if wish.stdin {
        Some(from_stdin()?)
    } else {
        None
    };
    let password = given.clone().unwrap_or_else(generated);
    with_service(&settings, async |service| {
        set(service, &wish.person, &password, &policy).await
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

fn remove_password(wish: &OfPerson, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    let had = with_service(&settings, async |service| {
        let had = service.has_password(&wish.person).await?;
        if had {
            service.take_password(None, &wish.person).await?;
        }
        Ok::<_, Failure>(had)
    })?;
    if !had {
        return Err(Failure::usage(
            "password.none",
            format!("У «{}» нет пароля.", wish.person),
            format!("`{}` has no password.", wish.person),
        ));
    }
    tell(
        output,
        &wish.person,
        "Пароля больше нет, сеансы закрыты.",
        "There is no password any more, the sessions are ended.",
    );
    Ok(Exit::Ok)
}

fn remove_second_factor(wish: &OfPerson, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    let removed = with_service(&settings, async |service| {
        service.take_second_factor(&wish.person).await
    })?;
    if !removed {
        return Err(Failure::usage(
            "second_factor.none",
            format!("У «{}» нет входа с кодом.", wish.person),
            format!("`{}` has no second factor.", wish.person),
        ));
    }
    tell(
        output,
        &wish.person,
        "Вход с кодом снят, сеансы закрыты.",
        "The second factor is removed, the sessions are ended.",
    );
    Ok(Exit::Ok)
}

fn close_sessions(wish: &OfPerson, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&wish.settings)?;
    with_service(&settings, async |service| {
        service.end_sessions(None, &wish.person).await
    })?;
    tell(
        output,
        &wish.person,
        "Сеансы закрыты.",
        "The sessions are ended.",
    );
    Ok(Exit::Ok)
}

fn tell(output: &Output, person: &str, ru: &str, en: &str) {
    if output.json {
        output.json(&json!({"person": person}));
    } else {
        output.text(output.language.pick(ru, en));
    }
}

async fn set(
    service: &Service,
    person: &str,
    password: &str,
    policy: &PasswordPolicy,
) -> Result<(), Failure> {
    let Some(profile) = service.profile(person) else {
        return Err(Failure::usage(
            "person.unknown",
            format!(
                "Человека «{person}» нет в опубликованном справочнике; добавьте его в organisation.yaml и опубликуйте."
            ),
            format!(
                "There is no person `{person}` in the published directory; add him to organisation.yaml and publish."
            ),
        ));
    };
    policy.check(password, &profile.own_words).map_err(|why| {
        unfit(
            why.sentence(Language::Russian),
            why.sentence(Language::English),
        )
    })?;
    let hash = hashed(password)?;
    service
        .give_password(None, person, &hash, "")
        .await
        .map_err(|error| Failure::service(&error))
}

fn unfit(ru: String, en: String) -> Failure {
    Failure::usage("password.unfit", ru, en)
}

/// The hash of a password.
pub(crate) fn hashed(password: &str) -> Result<String, Failure> {
    Passwords::hash(password).ok_or_else(|| {
        Failure::fault(
            "password.hash",
            "Система не дала случайных чисел для пароля; повторите позже.",
            "The system gave no random numbers for the password; try again later.",
        )
    })
}

fn from_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    let most = u64::try_from(CREDENTIAL_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(3);
    let read = std::io::stdin().lock().take(most).read_to_string(&mut text);
    if read.is_err() {
        return Err(unfit(
            "Пароль – одна строка в кодировке UTF-8.".to_owned(),
            "A password is one line in UTF-8.".to_owned(),
        ));
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Three groups of letters and digits that cannot be mistaken for each other: 100 bits and more.
fn generated() -> String {
    let ids = RandomIds;
    [ids.instance().0, ids.instance().0].join("-")
}
