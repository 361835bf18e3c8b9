//! A directory behind the port: finds the name of whoever signs in, and binds under it with the password.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use ldap3::{LdapConnSettings, LdapError, LdapResult, Scope, SearchEntry, SearchOptions};
use reglament_runtime::port::{ElsewhereError, PasswordDirectory};
use tokio::sync::Semaphore;

use super::connection::{Connection, line};
use super::name::Pattern;
use super::settings::{LdapSettings, Way};
use crate::limits::{AT_ONCE, CREDENTIAL_BYTES, TOLD_CHARS};
use crate::settings::{Secret, SettingsError};

/// The entry searched for has no attributes that anybody reads (RFC 4511, 4.5.1.8).
const NO_ATTRIBUTES: [&str; 1] = ["1.1"];

/// Results of a bind that say that this name and password do not belong together: no such object, unfit name, wrong
/// credentials, refused by a rule.
const REFUSALS: [u32; 6] = [32, 34, 48, 49, 50, 53];
/// More entries than asked for.
const TOO_MANY: u32 = 4;
/// Nothing there.
const NOTHING: u32 = 32;

/// A directory of accounts.
pub struct LdapDirectory {
    parts: Arc<Parts>,
    places: Arc<Semaphore>,
}

/// What a question needs.
struct Parts {
    settings: LdapSettings,
    way: Way,
    line: LdapConnSettings,
}

impl fmt::Debug for LdapDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("LdapDirectory");
        shown
            .field("url", &self.parts.settings.url)
            .finish_non_exhaustive()
    }
}

impl LdapDirectory {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn new(settings: LdapSettings) -> Result<Self, SettingsError> {
        let parts = Parts {
            way: settings.check()?,
            line: line(&settings)?,
            settings,
        };
        Ok(Self {
            parts: Arc::new(parts),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }
}

#[async_trait]
impl PasswordDirectory for LdapDirectory {
    fn title(&self) -> &str {
        self.parts.settings.title.trim()
    }

    async fn check(&self, login: &str, password: &str) -> Result<bool, ElsewhereError> {
        // A bind without a password is anonymous and always succeeds (RFC 4513, 5.1.2).
        if password.is_empty() || login.len().max(password.len()) > CREDENTIAL_BYTES {
            return Ok(false);
        }
        let places = self.places.clone();
        let place = places.try_acquire_owned();
        let place = place.map_err(|_| ElsewhereError::Busy)?;
        let patience = Duration::from_secs(self.parts.settings.timeout_seconds);
        let (parts, login) = (self.parts.clone(), login.to_owned());
        let password = Secret::new(password);
        // On a task of its own: the library panics over answers that are no LDAP. Its place is free when it has ended, also
        // when nobody waits for it any more.
        let asked = tokio::spawn(async move {
            let _place = place;
            tokio::time::timeout(patience, parts.knows(&login, &password)).await
        });
        match asked.await {
            Ok(Ok(answer)) => answer.map_err(|error| ElsewhereError::Down(told(&error))),
            Ok(Err(_)) => {
                let why = format!("no answer within {} s", patience.as_secs());
                Err(ElsewhereError::Down(why))
            }
            Err(_) => Err(ElsewhereError::Down("its answer is no LDAP".to_owned())),
        }
    }
}

impl Parts {
    async fn knows(&self, login: &str, password: &Secret) -> Result<bool, LdapError> {
        let mut connection = Connection::open(self.line.clone(), &self.settings.url).await?;
        let name = match &self.way {
            Way::Bind(pattern) => pattern.fill(login),
            Way::Search { base, filter } => self.find(&mut connection, base, filter, login).await?,
        };
        // A bind under no name is anonymous, whatever the password.
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return Ok(false);
        };
        let bound = connection
            .ldap
            .simple_bind(&name, password.reveal())
            .await?;
        // Told politely; the answer is known whether it is heard or not.
        let _ = connection.ldap.unbind().await;
        belongs(bound)
    }

    /// The name of the one entry of this login.
    async fn find(
        &self,
        connection: &mut Connection,
        base: &str,
        filter: &Pattern,
        login: &str,
    ) -> Result<Option<String>, LdapError> {
        let Some(filter) = filter.fill(login) else {
            return Ok(None);
        };
        let settings = &self.settings;
        if let (Some(name), Some(password)) = (&settings.search_as, &settings.search_password) {
            let bound = connection.ldap.simple_bind(name, password.reveal()).await?;
            bound.success()?;
        }
        // Two are enough to know that it is not one.
        connection
            .ldap
            .with_search_options(SearchOptions::new().sizelimit(2));
        let found = connection
            .ldap
            .search(base, Scope::Subtree, &filter, NO_ATTRIBUTES)
            .await?;
        let entries = match found.1.rc {
            TOO_MANY => found.0,
            NOTHING => return Ok(None),
            _ => found.success()?.0,
        };
        let mut names = entries
            .into_iter()
            .map(|entry| SearchEntry::construct(entry).dn);
        match (names.next(), names.next()) {
            (Some(name), None) => Ok(Some(name)),
            (Some(_), Some(_)) => {
                tracing::warn!(login, "the directory has several entries for one login");
                Ok(None)
            }
            _ => Ok(None),
        }
    }
}

/// What the result of a bind says of a password.
fn belongs(bound: LdapResult) -> Result<bool, LdapError> {
    match bound.rc {
        0 => Ok(true),
        rc if REFUSALS.contains(&rc) => Ok(false),
        _ => Err(LdapError::from(bound)),
    }
}

fn told(error: &LdapError) -> String {
    error.to_string().chars().take(TOLD_CHARS).collect()
}
