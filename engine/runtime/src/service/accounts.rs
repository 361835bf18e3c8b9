//! Accounts and sessions, for whoever signs people in.

use super::{Service, ServiceError};
use crate::port::{Account, Session};

impl Service {
    /// The account of a person.
    pub async fn account(&self, person: &str) -> Result<Option<Account>, ServiceError> {
        Ok(self.shared.store.account(person).await?)
    }

    /// Every account, by login.
    pub async fn accounts(&self) -> Result<Vec<Account>, ServiceError> {
        Ok(self.shared.store.accounts().await?)
    }

    /// Creates or changes an account; its sessions end.
    pub async fn save_account(&self, account: &Account) -> Result<(), ServiceError> {
        Ok(self.shared.store.save_account(account).await?)
    }

    /// Opens a session.
    pub async fn open_session(&self, session: &Session) -> Result<(), ServiceError> {
        Ok(self.shared.store.open_session(session).await?)
    }

    /// The session of a token (hashed) that has not ended and whose person may sign in.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, ServiceError> {
        Ok(self.shared.store.session(token, self.now()).await?)
    }

    /// Ends a session.
    pub async fn close_session(&self, token: &str) -> Result<(), ServiceError> {
        Ok(self.shared.store.close_session(token).await?)
    }

    /// Ends all sessions of a person.
    pub async fn close_sessions(&self, person: &str) -> Result<(), ServiceError> {
        Ok(self.shared.store.close_sessions(person).await?)
    }
}
