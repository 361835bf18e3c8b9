//! What sign-in needs from storage: accounts by login and sessions by digest.
//!
//! The store implements it; this crate never sees a database.

use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};

use super::Session;

/// A future answer of the storage.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, AccountsError>> + Send + 'a>>;

/// The storage could not answer.
#[derive(Debug, thiserror::Error)]
#[error("accounts could not be read or written")]
pub struct AccountsError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// An account of a person of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Id of the person in the directory, also the login.
    pub person: String,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// A blocked account signs in no more.
    pub blocked: bool,
}

/// Storage of accounts and sessions.
pub trait Accounts: Send + Sync {
    /// The account with this login.
    fn account<'a>(&'a self, login: &'a str) -> Answer<'a, Option<Account>>;
    /// Keeps a new session.
    fn create_session<'a>(&'a self, session: &'a Session) -> Answer<'a, ()>;
    /// The session with this digest, if its account still exists and is not blocked.
    fn session<'a>(&'a self, digest: &'a str) -> Answer<'a, Option<Session>>;
    /// Notes that a session was used; called at most once a minute per session.
    fn touch_session<'a>(&'a self, digest: &'a str, at: DateTime<Utc>) -> Answer<'a, ()>;
    /// Ends a session; ending one that does not exist is not an error.
    fn delete_session<'a>(&'a self, digest: &'a str) -> Answer<'a, ()>;
}
