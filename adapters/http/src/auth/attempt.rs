//! An attempt to sign in elsewhere, between leaving for the provider and coming back. It is kept in a cookie of the
//! browser, sealed with the key of the installation; the server keeps nothing.
//!
//! State, nonce and verifier are made from the seed with the key: whoever reads the cookie has none of them.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_runtime::port::IdentityRequest;
use subtle::ConstantTimeEq;

use super::{FactorKey, SessionId};
use crate::limits;

/// Somebody on the way to the provider and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Random; a new one each time.
    pub(crate) seed: String,
    begun_at: i64,
    /// Where to go after signing in: a path of this site.
    pub(crate) back: String,
}

impl Attempt {
    /// A new attempt. `usual`: where to go when `back` is too long or too odd for a cookie. `None` when the system gives
    /// no randomness.
    pub(crate) fn fresh(back: &str, usual: &str, now: DateTime<Utc>) -> Option<Self> {
        let seed = SessionId::random().ok()?.as_str().to_owned();
        let back = if fits(back) { back } else { usual };
        Some(Self {
            seed,
            begun_at: now.timestamp(),
            back: back.to_owned(),
        })
    }

    /// What the provider is told, and what its answer is compared with.
    pub(crate) fn request(&self, key: &FactorKey) -> IdentityRequest {
        let made = |purpose| key.seal(purpose, &self.seed);
        IdentityRequest {
            state: made("elsewhere state"),
            nonce: made("elsewhere nonce"),
            verifier: made("elsewhere verifier"),
        }
    }

    /// Whether this state is that of the attempt.
    pub(crate) fn is_of(&self, key: &FactorKey, state: &str) -> bool {
        let own = self.request(key).state;
        own.as_bytes().ct_eq(state.as_bytes()).into()
    }

    /// The text for the cookie.
    pub(crate) fn written(&self, key: &FactorKey) -> String {
        let plain = format!("{}.{}.{}", self.seed, self.begun_at, self.back);
        format!("{}.{plain}", key.seal("elsewhere cookie", &plain))
    }

    /// The attempt of a cookie, if we wrote it and not long ago.
    pub(crate) fn read(text: &str, key: &FactorKey, now: DateTime<Utc>) -> Option<Self> {
        let (seal, plain) = text.split_once('.')?;
        let own = key.seal("elsewhere cookie", plain);
        if !bool::from(own.as_bytes().ct_eq(seal.as_bytes())) {
            return None;
        }
        let mut parts = plain.splitn(3, '.');
        let (seed, begun_at, back) = (parts.next()?, parts.next()?, parts.next()?);
        let begun_at: i64 = begun_at.parse().ok()?;
        let most = TimeDelta::from_std(limits::ELSEWHERE_PATIENCE).unwrap_or(TimeDelta::MAX);
        let age = now - DateTime::from_timestamp(begun_at, 0)?;
        (TimeDelta::zero() <= age && age <= most).then(|| Self {
            seed: seed.to_owned(),
            begun_at,
            back: back.to_owned(),
        })
    }
}

/// Whether a path can stand in a cookie as it is.
fn fits(back: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"' | b'\\');
    back.len() <= limits::ELSEWHERE_BACK_BYTES && back.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::super::FactorKey;
    use super::Attempt;

    #[test]
    fn only_our_own_fresh_attempts_are_read() {
        let start: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(9);
        let (key, other) = (FactorKey::random().unwrap(), FactorKey::random().unwrap());
        let attempt = Attempt::fresh("/tasks?q=a.b", "/", start).unwrap();
        let text = attempt.written(&key);
        let at = |minutes| start + TimeDelta::minutes(minutes);
        let elsewhere = text.replace("/tasks", "//evil");
        let rows = [
            (text.as_str(), &key, 0, true),
            (&text, &key, 10, true),
            (&text, &key, 11, false),
            (&text, &key, -1, false),
            (&text, &other, 0, false),
            (&elsewhere, &key, 0, false),
            (&text[1..], &key, 0, false),
            ("", &key, 0, false),
            ("..", &key, 0, false),
        ];
        for (text, key, minutes, expected) in rows {
            let read = Attempt::read(text, key, at(minutes));
            assert_eq!(read.is_some(), expected, "{text} after {minutes}");
            assert!(read.is_none_or(|read| read == attempt));
        }
    }

    #[test]
    fn the_cookie_gives_nothing_away() {
        let key = FactorKey::random().unwrap();
        let attempt = Attempt::fresh("/", "/", DateTime::UNIX_EPOCH).unwrap();
        let (request, written) = (attempt.request(&key), attempt.written(&key));
        let made = [&request.state, &request.nonce, &request.verifier];
        for (place, one) in made.iter().enumerate() {
            assert!(!written.contains(one.as_str()), "{place}");
            assert!((43..=128).contains(&one.len()), "{place}");
            assert_eq!(attempt.is_of(&key, one), place == 0, "{place}");
        }
        let another = Attempt::fresh("/", "/", DateTime::UNIX_EPOCH).unwrap();
        assert!(!another.is_of(&key, &request.state));
    }

    #[test]
    fn an_odd_path_is_replaced() {
        let long = format!("/{}", "a".repeat(2000));
        for odd in ["/a;b", "/a b", "/ы", "/a\r\nb", "/a\"", &long] {
            let attempt = Attempt::fresh(odd, "/tasks", DateTime::UNIX_EPOCH).unwrap();
            assert_eq!(attempt.back, "/tasks", "{odd}");
        }
    }
}
