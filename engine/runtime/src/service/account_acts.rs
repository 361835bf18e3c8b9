//! What administrators do with the accounts of others. Each act is noted. A second factor is taken away by whoever runs the
//! machine alone: otherwise one administrator could sign in as another and approve what is his own.

use super::{Service, ServiceError};
use crate::port::{Account, AuditAct};
use crate::words::AccountNews;

impl Service {
    /// Gives somebody a password (hashed), and an account when there is none; their sessions end, and a letter tells them.
    /// `by`: the administrator; none: whoever runs the machine. `from`: the network address of whoever does it; empty: at
    /// the machine itself.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found for somebody whom the directory does not know; the store's
    /// failures.
    pub async fn give_password(
        &self,
        by: Option<&str>,
        person: &str,
        password: &str,
        from: &str,
    ) -> Result<(), ServiceError> {
        self.may_keep_account(by, person)?;
        let known = self.account(person).await?;
        let account = Account {
            person: person.to_owned(),
            password: password.to_owned(),
            blocked: known.as_ref().is_some_and(|known| known.blocked),
            changed_at: self.now(),
        };
        self.save_account(&account).await?;
        let act = match known {
            Some(_) => AuditAct::PasswordGiven,
            None => AuditAct::AccountOpened,
        };
        self.note_act(by, act, person).await?;
        let by = by.and_then(|by| self.person(by));
        let news = AccountNews::PasswordGiven(by.map(|by| by.name));
        self.tell_owner(person, news, from).await;
        Ok(())
    }

    /// Takes somebody's password away, so that they sign in elsewhere alone; their sessions end. `by` as for
    /// [`Self::give_password`].
    ///
    /// # Errors
    /// Forbidden for those who do not administer, and for oneself; not found without a password; the store's failures.
    pub async fn take_password(&self, by: Option<&str>, person: &str) -> Result<(), ServiceError> {
        self.may_keep_account(by, person)?;
        if by == Some(person) {
            return Err(ServiceError::Forbidden);
        }
        let known = self.account(person).await?;
        let known = known.filter(|known| !known.password.is_empty());
        let account = Account {
            password: String::new(),
            changed_at: self.now(),
            ..known.ok_or(ServiceError::NotFound)?
        };
        self.save_account(&account).await?;
        Ok(self.note_act(by, AuditAct::PasswordTaken, person).await?)
    }

    /// Whether somebody has a password here.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn has_password(&self, person: &str) -> Result<bool, ServiceError> {
        let account = self.account(person).await?;
        Ok(account.is_some_and(|account| !account.password.is_empty()))
    }

    /// Forbids or allows somebody to sign in; forbidden, their sessions end. Somebody without an account is given a closed
    /// one: otherwise a directory might open it.
    ///
    /// # Errors
    /// Forbidden for those who do not administer, and for oneself; not found when an account that is not there is to be
    /// opened; the store's failures.
    pub async fn block_account(
        &self,
        by: &str,
        person: &str,
        blocked: bool,
    ) -> Result<(), ServiceError> {
        self.may_keep_account(Some(by), person)?;
        if by == person {
            return Err(ServiceError::Forbidden);
        }
        let known = self.account(person).await?;
        let none = blocked.then(|| Account {
            person: person.to_owned(),
            password: String::new(),
            blocked: false,
            changed_at: self.now(),
        });
        let known = known.or(none).ok_or(ServiceError::NotFound)?;
        if known.blocked == blocked {
            return Ok(());
        }
        self.save_account(&Account { blocked, ..known }).await?;
        let act = match blocked {
            true => AuditAct::AccountBlocked,
            false => AuditAct::AccountUnblocked,
        };
        Ok(self.note_act(Some(by), act, person).await?)
    }

    /// Ends all sessions of somebody. `by` as for [`Self::give_password`].
    ///
    /// # Errors
    /// As [`Self::give_password`].
    pub async fn end_sessions(&self, by: Option<&str>, person: &str) -> Result<(), ServiceError> {
        self.may_keep_account(by, person)?;
        self.close_sessions(person, None).await?;
        Ok(self.note_act(by, AuditAct::SessionsEnded, person).await?)
    }

    /// Takes somebody's second factor away, for whoever runs the machine. False: there was none.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn take_second_factor(&self, person: &str) -> Result<bool, ServiceError> {
        let removed = self.remove_second_factor(person, None, "").await?;
        if removed {
            let act = AuditAct::SecondFactorRemoved;
            self.note_act(None, act, person).await?;
        }
        Ok(removed)
    }

    fn may_keep_account(&self, by: Option<&str>, person: &str) -> Result<(), ServiceError> {
        if let Some(by) = by {
            self.must_administer(by)?;
        }
        let known = self.person(person);
        known.map(drop).ok_or(ServiceError::NotFound)
    }
}
