//! Signing in: the brake first, then the password, then a session. Pages and the API share it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_runtime::port::Session;

use super::Failure;
use crate::auth::{Busy, SessionId};
use crate::{App, limits};

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Unknown login, blocked account or wrong password: the same for all.
    Wrong,
    /// Too many attempts; wait for so long.
    Wait(Duration),
    /// Too many people at once.
    Busy,
}

/// Opens a session; also says when it ends at the latest.
pub(crate) async fn sign_in(
    app: &App,
    login: &str,
    password: String,
    address: &str,
) -> Result<Result<(SessionId, DateTime<Utc>), Refused>, Failure> {
    let now = app.service().now();
    if let Some(delay) = app.limiter().delay(login, address, now) {
        return Ok(Err(Refused::Wait(delay)));
    }
    let account = app.service().account(login).await?;
    let known = app.service().person(login).is_some();
    let stored = account.filter(|account| known && !account.blocked);
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
            open(app, login, now).await.map(Ok)
        }
    }
}

async fn open(
    app: &App,
    person: &str,
    now: DateTime<Utc>,
) -> Result<(SessionId, DateTime<Utc>), Failure> {
    let id = SessionId::random().map_err(|_| Failure::Broken)?;
    let life = TimeDelta::from_std(limits::SESSION_ABSOLUTE).unwrap_or(TimeDelta::MAX);
    let session = Session {
        token: id.digest(),
        person: person.to_owned(),
        created_at: now,
        expires_at: now + life,
    };
    app.service().open_session(&session).await?;
    Ok((id, session.expires_at))
}
