//! Accounts, sessions and second factors, for whoever signs people in.

use chrono::{DateTime, Utc};

use super::{Service, ServiceError};
use crate::hints::Hint;
use crate::limits::{SESSION_NOTE, SESSIONS_LISTED};
use crate::port::{Account, LiveSession, SecondFactor, Session};
use crate::words::AccountNews;

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
        self.shared.store.save_account(account).await?;
        self.shared.hints.tell(Hint::Sessions);
        Ok(())
    }

    /// Changes somebody's own password (hashed); their sessions end but for `keep`, and a letter tells them. `from`: the
    /// network address of whoever does it.
    ///
    /// # Errors
    /// Not found without an account; the store's failures.
    pub async fn change_password(
        &self,
        person: &str,
        password: &str,
        keep: &str,
        from: &str,
    ) -> Result<(), ServiceError> {
        let store = &self.shared.store;
        let changed = store.change_password(person, password, self.now(), keep);
        let changed = changed.await?;
        self.shared.hints.tell(Hint::Sessions);
        if !changed {
            return Err(ServiceError::NotFound);
        }
        let news = AccountNews::PasswordChanged;
        self.tell_owner(person, news, from).await;
        Ok(())
    }

    /// Opens a session.
    pub async fn open_session(&self, session: &Session) -> Result<(), ServiceError> {
        Ok(self.shared.store.open_session(session).await?)
    }

    /// The session of a token (hashed) that has not ended and whose person may sign in.
    pub async fn session(&self, token: &str) -> Result<Option<LiveSession>, ServiceError> {
        Ok(self.shared.store.session(token, self.now()).await?)
    }

    /// The sessions of a person, the last used first; the rest of very many is left out.
    pub async fn sessions(&self, person: &str) -> Result<Vec<Session>, ServiceError> {
        Ok(self
            .shared
            .store
            .sessions(person, self.now(), SESSIONS_LISTED)
            .await?)
    }

    /// Notes that a session is used, at most once a minute.
    pub async fn note_session(&self, session: &Session) -> Result<(), ServiceError> {
        let now: DateTime<Utc> = self.now();
        if now - session.seen_at >= SESSION_NOTE {
            self.shared.store.note_session(&session.token, now).await?;
        }
        Ok(())
    }

    /// Ends a session.
    pub async fn close_session(&self, token: &str) -> Result<(), ServiceError> {
        self.shared.store.close_session(token).await?;
        self.shared.hints.tell(Hint::Sessions);
        Ok(())
    }

    /// Ends all sessions of a person, but for `keep` if it is named.
    pub async fn close_sessions(
        &self,
        person: &str,
        keep: Option<&str>,
    ) -> Result<(), ServiceError> {
        self.shared.store.close_sessions(person, keep).await?;
        self.shared.hints.tell(Hint::Sessions);
        Ok(())
    }

    /// The authenticator of a person.
    pub async fn second_factor(&self, person: &str) -> Result<Option<SecondFactor>, ServiceError> {
        Ok(self.shared.store.second_factor(person).await?)
    }

    /// Sets an authenticator with digests of its recovery codes; the person's sessions end but for `keep`, and a letter tells
    /// them. `from` as for [`Self::change_password`].
    pub async fn save_second_factor(
        &self,
        factor: &SecondFactor,
        recovery: &[String],
        keep: &str,
        from: &str,
    ) -> Result<(), ServiceError> {
        let store = &self.shared.store;
        store.save_second_factor(factor, recovery, keep).await?;
        self.shared.hints.tell(Hint::Sessions);
        let news = AccountNews::FactorSetUp;
        self.tell_owner(&factor.person, news, from).await;
        Ok(())
    }

    /// Removes an authenticator; the person's sessions end but for `keep`, and a letter tells them. False: there was none.
    /// `from` as for [`Self::change_password`]; empty: at the machine itself.
    pub async fn remove_second_factor(
        &self,
        person: &str,
        keep: Option<&str>,
        from: &str,
    ) -> Result<bool, ServiceError> {
        let removed = self.shared.store.remove_second_factor(person, keep).await?;
        self.shared.hints.tell(Hint::Sessions);
        if removed {
            let news = AccountNews::FactorRemoved;
            self.tell_owner(person, news, from).await;
        }
        Ok(removed)
    }

    /// Takes the code of an interval. False: that one or a later one was taken already.
    pub async fn take_code(&self, person: &str, step: u64) -> Result<bool, ServiceError> {
        Ok(self.shared.store.take_code(person, step).await?)
    }

    /// Replaces the recovery codes of somebody who has an authenticator; digests.
    pub async fn save_recovery_codes(
        &self,
        person: &str,
        digests: &[String],
    ) -> Result<(), ServiceError> {
        Ok(self
            .shared
            .store
            .save_recovery_codes(person, digests)
            .await?)
    }

    /// Takes a recovery code by its digest. False: there is none.
    pub async fn take_recovery_code(
        &self,
        person: &str,
        digest: &str,
    ) -> Result<bool, ServiceError> {
        Ok(self.shared.store.take_recovery_code(person, digest).await?)
    }

    /// How many recovery codes are left.
    pub async fn recovery_codes(&self, person: &str) -> Result<u32, ServiceError> {
        Ok(self.shared.store.recovery_codes(person).await?)
    }
}
