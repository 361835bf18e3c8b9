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
    /// Hash of the password, with its parameters.
    pub password: String,
    /// Whether signing in is refused.
    pub blocked: bool,
    /// When the password was set.
    pub changed_at: DateTime<Utc>,
}

/// A signed-in browser.
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
    /// Opens a session; sessions that ended before it began are forgotten.
    async fn open_session(&self, session: &Session) -> Result<(), StoreError>;
    /// The session of a token that has not ended at `now`.
    async fn session(&self, token: &str, now: DateTime<Utc>)
    -> Result<Option<Session>, StoreError>;
    /// Ends a session.
    async fn close_session(&self, token: &str) -> Result<(), StoreError>;
    /// Ends all sessions of a person.
    async fn close_sessions(&self, person: &str) -> Result<(), StoreError>;
}
