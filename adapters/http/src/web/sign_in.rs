//! Signing in: the brake first, then the password, the code where there is a second factor, then a session. Pages and the
//! API share it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_runtime::port::{SecondFactor, Session};

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

/// Checks the password; gives the authenticator whose code must follow, if the account has one.
pub(crate) async fn check_password(
    app: &App,
    comer: &Comer,
    password: String,
) -> Result<Result<Option<SecondFactor>, Refused>, Failure> {
    let now = app.service().now();
    let (login, address) = (comer.login.as_str(), comer.address.as_str());
    if let Some(delay) = app.limiter().delay(login, address, now) {
        return Ok(Err(Refused::Wait(delay)));
    }
    let account = app.service().account(login).await?;
    let known = app.service().person(login).is_some();
    let stored =
        account.filter(|account| known && !account.blocked && !account.password.is_empty());
    match app
        .passwords()
        .verify(stored.map(|account| account.password), password)
        .await
    {
        Err(Busy) => Ok(Err(Refused::Busy)),
        Ok(false) => {
            app.limiter().failed(login, address, now);
            tracing::info!(login, address, "a sign-in was refused");
            Ok(Err(Refused::Wrong))
        }
        Ok(true) => {
            app.limiter().succeeded(login);
            Ok(Ok(app.service().second_factor(login).await?))
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
        provider: None,
    };
    app.service().open_session(&session).await?;
    Ok((id, session.expires_at))
}
