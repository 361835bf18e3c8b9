//! A session: a random number in the visitor's cookie, its digest in the storage, and how long it lives.
//!
//! Whoever reads the storage cannot sign in with what is there.

use std::fmt::Write;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::limits;

/// How often the time of last use is written.
const TOUCH_SECONDS: i64 = 60;

/// The secret in the cookie: 128 random bits in hexadecimal. It is never logged or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionId(String);

impl SessionId {
    /// A new random number.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0u8; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The number in a cookie, if it has the right form.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let right = value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        right.then(|| Self(value.to_owned()))
    }

    /// The text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored: SHA-256 in hexadecimal.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SessionId(…)")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Digest of the number in the cookie.
    pub digest: String,
    /// Who is signed in.
    pub person: String,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub used_at: DateTime<Utc>,
}

impl Session {
    /// A session that begins now.
    pub fn begin(id: &SessionId, person: impl Into<String>, now: DateTime<Utc>) -> Self {
        Self {
            digest: id.digest(),
            person: person.into(),
            created_at: now,
            used_at: now,
        }
    }

    /// Whether it still holds: used within the idle time and not older than the absolute one.
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        now - self.used_at <= seconds(limits::SESSION_IDLE.as_secs())
            && now - self.created_at <= seconds(limits::SESSION_ABSOLUTE.as_secs())
    }

    /// Whether the time of last use should be written again.
    pub fn wants_touch(&self, now: DateTime<Utc>) -> bool {
        now - self.used_at >= TimeDelta::seconds(TOUCH_SECONDS)
    }
}

fn seconds(count: u64) -> TimeDelta {
    TimeDelta::seconds(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{Session, SessionId};

    #[test]
    fn a_number_is_random_hidden_and_stored_as_a_digest() {
        let (one, two) = (SessionId::random().unwrap(), SessionId::random().unwrap());
        assert_ne!(one, two);
        assert_eq!(SessionId::from_cookie(one.as_str()), Some(one.clone()));
        assert_eq!(one.digest().len(), 64);
        assert!(!format!("{one:?}").contains(one.as_str()));
        for wrong in ["", "abc", "zz", &"g".repeat(32)] {
            assert_eq!(SessionId::from_cookie(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_session_ends_when_idle_and_at_the_latest_after_half_a_day() {
        let start: DateTime<Utc> = DateTime::UNIX_EPOCH;
        let id = SessionId::random().unwrap();
        let mut session = Session::begin(&id, "davydova", start);
        assert!(session.is_alive(start + TimeDelta::minutes(30)));
        assert!(!session.is_alive(start + TimeDelta::minutes(31)));
        session.used_at = start + TimeDelta::hours(12);
        assert!(session.is_alive(start + TimeDelta::hours(12)));
        assert!(!session.is_alive(start + TimeDelta::hours(12) + TimeDelta::seconds(1)));
        assert!(session.wants_touch(session.used_at + TimeDelta::seconds(60)));
        assert!(!session.wants_touch(session.used_at + TimeDelta::seconds(59)));
    }
}
