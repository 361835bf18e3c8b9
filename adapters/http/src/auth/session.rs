//! The number of a session: random, in the visitor's cookie; the storage has its digest only.
//!
//! Whoever reads the storage cannot sign in with what is there.

use sha2::{Digest, Sha256};

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
        Ok(Self(hex::encode(bytes)))
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
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SessionId(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::SessionId;

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
}
