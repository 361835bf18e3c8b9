//! Accounts and sessions: who may sign in as which person of the directory.
//!
//! Passwords and tokens come in hashed; hashing and checking them is the business of whoever faces people.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// An account of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Person's id, also the login.
    pub person: String,
    /// Hash of the password, with its parameters; empty for somebody who has none and signs in elsewhere.
    pub password: String,
    /// Whether signing in is refused.
    pub blocked: bool,
    /// When the password was set.
    pub changed_at: DateTime<Utc>,
}

/// A signed-in browser or program, or one that still owes the code of the second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token that the browser holds.
    pub token: String,
    /// Person.
    pub person: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// How the browser or program named itself.
    pub device: String,
    /// The password was right, the code is awaited: nobody is signed in yet.
    pub awaits_code: bool,
    /// The identity provider that vouched for the person; none after a password.
    pub provider: Option<String>,
    /// The provider answers for the person wholly: no second factor of ours is demanded. A directory that only checked a
    /// password does not.
    pub vouched: bool,
}

/// A session with what is known of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// The session.
    pub session: Session,
    /// Whether the account has a second factor.
    pub second_factor: bool,
}

/// Keeps accounts and sessions.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// The account of a person.
    async fn account(&self, person: &str) -> Result<Option<Account>, StoreError>;
    /// Every account, by login.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;
    /// Creates or changes an account; a changed account loses its sessions.
    async fn save_account(&self, account: &Account) -> Result<(), StoreError>;
    /// Changes the password of an account; its sessions end but for `keep`. False: there is no such account.
    async fn change_password(
        &self,
        person: &str,
        password: &str,
        at: DateTime<Utc>,
        keep: &str,
    ) -> Result<bool, StoreError>;
    /// Opens a session; sessions that ended before it began are forgotten.
    async fn open_session(&self, session: &Session) -> Result<(), StoreError>;
    /// The session of a token that has not ended at `now`, unless its account is blocked.
    async fn session(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<LiveSession>, StoreError>;
    /// The sessions of a person that have not ended and await nothing, the last used first, then by token; at most `limit`.
    async fn sessions(
        &self,
        person: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Session>, StoreError>;
    /// Notes that a session was used; an earlier moment than the one known changes nothing.
    async fn note_session(&self, token: &str, at: DateTime<Utc>) -> Result<(), StoreError>;
    /// Ends a session.
    async fn close_session(&self, token: &str) -> Result<(), StoreError>;
    /// Ends all sessions of a person, but for `keep` if it is named.
    async fn close_sessions(&self, person: &str, keep: Option<&str>) -> Result<(), StoreError>;
}
