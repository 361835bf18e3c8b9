//! What people do to their own accounts, on the page and over the API alike: a new password, and ending sessions.
//!
//! Setting up a second factor is no part of it: that takes a browser, which shows a secret once.

use reglament_runtime::port::Session;

use super::{Comer, Failure, Official, Refused, check_password};
use crate::App;
use crate::auth::{Passwords, Unfit};

/// Characters of a session's digest that name it; its holder alone is shown them.
const HANDLE: usize = 16;

/// A password that somebody wants in the place of their present one.
pub(crate) struct PasswordWish {
    pub(crate) present: String,
    pub(crate) new: String,
    /// Typed a second time.
    pub(crate) again: String,
}

/// Why a password stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unchanged {
    /// They have none here: a directory or a provider knows them.
    Elsewhere,
    /// The new one will not do.
    Unfit(Unfit),
    /// The new one is the present one.
    Same,
    /// The new one was typed in two ways.
    Differ,
    /// The present one is not right, or could not be checked.
    Present(Refused),
}

/// Changes somebody's own password; their other sessions end. The rules come first: they cost nothing.
pub(crate) async fn change_own_password(
    app: &App,
    official: &Official,
    comer: &Comer,
    wish: PasswordWish,
) -> Result<Result<(), Unchanged>, Failure> {
    let service = app.service();
    if !service.has_password(official.id()).await? {
        // A directory's password is changed there; a local one beside it would go round it.
        return Ok(Err(Unchanged::Elsewhere));
    }
    if let Some(why) = unfit(app, official, &wish)? {
        return Ok(Err(why));
    }
    if let Err(why) = check_password(app, comer, wish.present).await? {
        return Ok(Err(Unchanged::Present(why)));
    }
    // Hashing is slow on purpose.
    let hashed = tokio::task::spawn_blocking(move || Passwords::hash(&wish.new)).await;
    let hashed = hashed.ok().flatten().ok_or(Failure::Broken)?;
    let keep = official.visitor.session.clone().unwrap_or_default();
    service
        .change_password(official.id(), &hashed, &keep, &comer.address)
        .await?;
    tracing::info!(person = official.id(), "somebody changed their password");
    Ok(Ok(()))
}

/// What is wrong with a new password, before the present one is checked.
fn unfit(
    app: &App,
    official: &Official,
    wish: &PasswordWish,
) -> Result<Option<Unchanged>, Failure> {
    let profile = app.service().profile(official.id());
    let own_words = profile.ok_or(Failure::SignInNeeded)?.own_words;
    if let Err(why) = app.rules().passwords.check(&wish.new, &own_words) {
        return Ok(Some(Unchanged::Unfit(why)));
    }
    Ok(match () {
        () if wish.new == wish.present => Some(Unchanged::Same),
        () if wish.new != wish.again => Some(Unchanged::Differ),
        () => None,
    })
}

/// What names a session to its holder.
pub(crate) fn session_handle(session: &Session) -> &str {
    session.token.get(..HANDLE).unwrap_or(&session.token)
}

/// Ends a session of somebody's own. False: there is none of this name, or it has ended.
pub(crate) async fn close_own_session(
    app: &App,
    official: &Official,
    handle: &str,
) -> Result<bool, Failure> {
    let service = app.service();
    let sessions = service.sessions(official.id()).await?;
    let Some(session) = sessions.iter().find(|one| session_handle(one) == handle) else {
        return Ok(false);
    };
    service.close_session(&session.token).await?;
    Ok(true)
}

/// Ends all sessions of somebody's own but the one that asks.
pub(crate) async fn close_other_sessions(app: &App, official: &Official) -> Result<(), Failure> {
    let keep = official.visitor.session.as_deref();
    Ok(app.service().close_sessions(official.id(), keep).await?)
}
