//! Signing in: the brake first, then the password, the code where there is a second factor, then a session. Pages and the
//! API share it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_runtime::port::{ElsewhereError, PasswordDirectory, SecondFactor, Session};
use tokio::time::Instant;

use super::Failure;
use crate::auth::{Busy, CODE_DIGITS, SessionId, plain_recovery_code};
use crate::{App, limits};

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Unknown login, blocked account or wrong password: the same for all.
    Wrong,
    /// The code is not the one of the authenticator, or was used before.
    WrongCode,
    /// Too many attempts; wait for so long.
    Wait(Duration),
    /// Too many people at once.
    Busy,
    /// The directory that knows the password does not answer.
    DirectoryAway,
}

/// Whoever tries to sign in.
#[derive(Clone, Debug)]
pub(crate) struct Comer {
    /// The login typed.
    pub(crate) login: String,
    /// Where the request comes from.
    pub(crate) address: String,
    /// How the browser or program names itself.
    pub(crate) device: String,
}

/// On whose word somebody is let in; nobody's after a password of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voucher {
    /// The title of the provider or directory.
    pub(crate) title: Option<String>,
    /// It answers for the person wholly: the installation demands no second factor beside it.
    pub(crate) wholly: bool,
}

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    /// The authenticator whose code must follow, if the account has one.
    pub(crate) factor: Option<SecondFactor>,
    /// Who checked the password.
    pub(crate) voucher: Voucher,
}

/// Checks the password: ours, or the directory's for people of ours who have none here.
pub(crate) async fn check_password(
    app: &App,
    comer: &Comer,
    password: String,
) -> Result<Result<Passed, Refused>, Failure> {
    let now = app.service().now();
    let (login, address) = (comer.login.as_str(), comer.address.as_str());
    if let Some(delay) = app.limiter().delay(login, address, now) {
        return Ok(Err(Refused::Wait(delay)));
    }
    // Whoever was asked, a refusal comes after the same time.
    let floor = app
        .directory()
        .map(|_| Instant::now() + limits::REFUSAL_FLOOR);
    let refused = match who_knows(app, login, password).await? {
        Ok(voucher) => {
            app.limiter().succeeded(login);
            let factor = app.service().second_factor(login).await?;
            return Ok(Ok(Passed { factor, voucher }));
        }
        Err(refused) => refused,
    };
    if refused == Refused::Wrong {
        app.limiter().failed(login, address, now);
        tracing::info!(login, address, "a sign-in was refused");
    }
    if let Some(floor) = floor {
        tokio::time::sleep_until(floor).await;
    }
    Ok(Err(refused))
}

/// Who knows this login by this password.
async fn who_knows(
    app: &App,
    login: &str,
    password: String,
) -> Result<Result<Voucher, Refused>, Failure> {
    let account = app.service().account(login).await?;
    let known = app.service().person(login).is_some();
    let blocked = account.as_ref().is_some_and(|account| account.blocked);
    let stored = account.map(|account| account.password).unwrap_or_default();
    if let Some(directory) = app.directory()
        && known
        && !blocked
        && stored.is_empty()
    {
        return in_directory(app, directory, login, &password).await;
    }
    let stored = (known && !blocked && !stored.is_empty()).then_some(stored);
    Ok(match app.passwords().verify(stored, password).await {
        Err(Busy) => Err(Refused::Busy),
        Ok(false) => Err(Refused::Wrong),
        Ok(true) => Ok(Voucher::default()),
    })
}

/// Asks the directory. Somebody it knows has an account here from the first time on.
async fn in_directory(
    app: &App,
    directory: &dyn PasswordDirectory,
    login: &str,
    password: &str,
) -> Result<Result<Voucher, Refused>, Failure> {
    match directory.check(login, password).await {
        Ok(true) => {
            app.service().open_account(Some(login), login).await?;
            Ok(Ok(Voucher {
                title: Some(directory.title().to_owned()),
                wholly: false,
            }))
        }
        Ok(false) => Ok(Err(Refused::Wrong)),
        Err(ElsewhereError::Busy) => Ok(Err(Refused::Busy)),
        Err(ElsewhereError::Down(why) | ElsewhereError::Unproved(why)) => {
            tracing::error!(why, "the directory could not be asked about a password");
            Ok(Err(Refused::DirectoryAway))
        }
    }
}

/// Checks the code of an authenticator or a recovery code, and takes it: no code opens twice.
pub(crate) async fn check_code(
    app: &App,
    factor: &SecondFactor,
    typed: &str,
    address: &str,
) -> Result<Result<(), Refused>, Failure> {
    let (person, now) = (factor.person.as_str(), app.service().now());
    if let Some(delay) = app.factor_limiter().delay(person, address, now) {
        return Ok(Err(Refused::Wait(delay)));
    }
    if takes_code(app, factor, typed).await? {
        app.factor_limiter().succeeded(person);
        return Ok(Ok(()));
    }
    app.factor_limiter().failed(person, address, now);
    tracing::warn!(person, address, "a code of a second factor was refused");
    Ok(Err(Refused::WrongCode))
}

async fn takes_code(app: &App, factor: &SecondFactor, typed: &str) -> Result<bool, Failure> {
    if typed.len() > limits::CREDENTIAL_BYTES {
        return Ok(false);
    }
    let (key, person) = (&app.rules().key, factor.person.as_str());
    if !key.is_own_salt(&factor.salt) {
        tracing::error!(
            person,
            "the key of the installation is not the one with which this second factor was set up: restore its file, or \
             remove the factor with `reglament user remove-second-factor`"
        );
    }
    let code: String = typed.chars().filter(|each| !each.is_whitespace()).collect();
    if code.len() == CODE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let secret = key.secret(person, &factor.salt);
        return match secret.step_of(&code, app.rules().clock.now()) {
            Some(step) => Ok(app.service().take_code(person, step).await?),
            None => Ok(false),
        };
    }
    let digest = key.recovery_digest(person, &plain_recovery_code(typed));
    let taken = app.service().take_recovery_code(person, &digest).await?;
    if taken {
        tracing::warn!(person, "a recovery code was used");
    }
    Ok(taken)
}

/// What a session rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Everything asked for was right.
    Whole,
    /// The code is awaited.
    AwaitsCode,
}

/// Opens a session; also says when it ends at the latest.
pub(crate) async fn open_session(
    app: &App,
    comer: &Comer,
    standing: Standing,
    voucher: &Voucher,
) -> Result<(SessionId, DateTime<Utc>), Failure> {
    let id = SessionId::random().map_err(|_| Failure::Broken)?;
    let now = app.service().now();
    let life = match standing {
        Standing::Whole => limits::SESSION_ABSOLUTE,
        Standing::AwaitsCode => limits::CODE_PATIENCE,
    };
    let session = Session {
        token: id.digest(),
        person: comer.login.clone(),
        created_at: now,
        expires_at: now + TimeDelta::from_std(life).unwrap_or(TimeDelta::MAX),
        seen_at: now,
        device: comer.device.clone(),
        awaits_code: standing == Standing::AwaitsCode,
        provider: voucher.title.clone(),
        vouched: voucher.wholly,
    };
    app.service().open_session(&session).await?;
    Ok((id, session.expires_at))
}
