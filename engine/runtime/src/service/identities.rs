//! Identities of providers elsewhere: whose they are, and what administrators do with the links. That a provider vouched
//! for one is taken for granted here; an e-mail address or a name never says who somebody is.

use super::{Service, ServiceError};
use crate::limits::{STRANGER_LIFE, STRANGERS_KEPT, SUBJECT_CHARS};
use crate::port::{Account, AuditAct, Identity, IdentityRow};
use crate::view::{Linked, Recognised};

impl Service {
    /// Whose an identity is. One that is nobody's becomes that of the person whose login it claims, if it claims one that
    /// exists and has no other identity at this provider; otherwise it is noted for the administrators.
    pub async fn recognise(&self, identity: &Identity) -> Result<Recognised, ServiceError> {
        if identity.subject.is_empty() || identity.subject.chars().count() > SUBJECT_CHARS {
            return Ok(Recognised::Stranger);
        }
        let store = &self.shared.store;
        let known = store.identity(&identity.issuer, &identity.subject).await?;
        let row = IdentityRow {
            issuer: identity.issuer.clone(),
            subject: identity.subject.clone(),
            name: printable(&identity.name),
            seen_at: self.now(),
            person: known.and_then(|known| known.person),
        };
        store
            .note_identity(&row, row.seen_at - STRANGER_LIFE, STRANGERS_KEPT)
            .await?;
        if let Some(person) = row.person {
            return self.admitted(person).await;
        }
        match &identity.login {
            Some(login) => self.claimed(row, login).await,
            None => Ok(Recognised::Stranger),
        }
    }

    /// A stranger who claims a login, by the word of a provider that the settings trust with it.
    async fn claimed(&self, row: IdentityRow, login: &str) -> Result<Recognised, ServiceError> {
        if self.person(login).is_none() {
            return Ok(Recognised::Stranger);
        }
        if self.account(login).await?.is_some_and(|one| one.blocked) {
            return Ok(Recognised::Closed);
        }
        match self.link(Some(login), row, login).await? {
            Linked::Done => Ok(Recognised::Person(login.to_owned())),
            Linked::Taken | Linked::Unfit => Ok(Recognised::Stranger),
        }
    }

    async fn admitted(&self, person: String) -> Result<Recognised, ServiceError> {
        let account = self.account(&person).await?;
        let open = account.is_some_and(|account| !account.blocked);
        match open && self.person(&person).is_some() {
            true => Ok(Recognised::Person(person)),
            false => Ok(Recognised::Closed),
        }
    }

    /// Opens an account without a password for a person of the directory who has none, on the word of somebody else who
    /// checked who it is.
    ///
    /// # Errors
    /// Not found for somebody whom the directory does not know; the store's failures.
    pub async fn open_account(&self, by: Option<&str>, person: &str) -> Result<(), ServiceError> {
        self.person(person).ok_or(ServiceError::NotFound)?;
        if self.account(person).await?.is_some() {
            return Ok(());
        }
        let account = Account {
            person: person.to_owned(),
            password: String::new(),
            blocked: false,
            changed_at: self.now(),
        };
        self.save_account(&account).await?;
        Ok(self.note_act(by, AuditAct::AccountOpened, person).await?)
    }

    /// The identities of a person, for administrators.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn identities_of(
        &self,
        by: &str,
        person: &str,
    ) -> Result<Vec<IdentityRow>, ServiceError> {
        self.must_administer(by)?;
        Ok(self.shared.store.identities_of(person).await?)
    }

    /// Identities that came from a provider and are nobody's, the last first.
    ///
    /// # Errors
    /// As [`Self::identities_of`].
    pub async fn strangers(
        &self,
        by: &str,
        issuer: &str,
    ) -> Result<Vec<IdentityRow>, ServiceError> {
        self.must_administer(by)?;
        Ok(self.shared.store.strangers(issuer, STRANGERS_KEPT).await?)
    }

    /// Makes an identity that of a person, who gets an account without a password if there was none.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found for somebody whom the directory does not know; the store's
    /// failures.
    pub async fn link_identity(
        &self,
        by: &str,
        person: &str,
        (issuer, subject): (&str, &str),
    ) -> Result<Linked, ServiceError> {
        self.must_administer(by)?;
        let subject = subject.trim();
        if subject.is_empty()
            || subject.chars().count() > SUBJECT_CHARS
            || subject.chars().any(char::is_control)
        {
            return Ok(Linked::Unfit);
        }
        let row = IdentityRow {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            name: String::new(),
            seen_at: self.now(),
            person: None,
        };
        self.link(Some(by), row, person).await
    }

    async fn link(
        &self,
        by: Option<&str>,
        row: IdentityRow,
        person: &str,
    ) -> Result<Linked, ServiceError> {
        self.open_account(by, person).await?;
        let row = IdentityRow {
            person: Some(person.to_owned()),
            ..row
        };
        if !self.shared.store.link_identity(&row).await? {
            return Ok(Linked::Taken);
        }
        self.note_act(by, AuditAct::IdentityLinked, person).await?;
        Ok(Linked::Done)
    }

    /// Takes an identity away from a person; their sessions end. False: it was not theirs.
    ///
    /// # Errors
    /// As [`Self::link_identity`].
    pub async fn unlink_identity(
        &self,
        by: &str,
        person: &str,
        (issuer, subject): (&str, &str),
    ) -> Result<bool, ServiceError> {
        self.must_administer(by)?;
        let store = &self.shared.store;
        let removed = store.unlink_identity(issuer, subject, person).await?;
        if removed {
            self.note_act(Some(by), AuditAct::IdentityUnlinked, person)
                .await?;
        }
        Ok(removed)
    }
}

/// A name as it may be shown: short, in one line.
fn printable(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(SUBJECT_CHARS).collect()
}
