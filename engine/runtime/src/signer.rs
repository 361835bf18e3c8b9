//! Signs the links of letters, so that nobody can decline letters for somebody else by guessing an address.
//!
//! The key is a secret of the installation in its store; a signature opens one thing of one person and nothing more.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Digits of a signature in a link: 128 bits.
const DIGITS: usize = 32;

/// Makes and checks signatures.
pub(crate) struct Signer {
    key: String,
}

impl Signer {
    pub(crate) fn new(key: String) -> Self {
        Self { key }
    }

    /// The signature of a person's link to something.
    pub(crate) fn sign(&self, person: &str, what: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.as_bytes())
            .expect("a key of any length is taken");
        // Lengths first, so that no two pairs make one text.
        mac.update(format!("{} {person} {what}", person.len()).as_bytes());
        let mut digits = hex::encode(mac.finalize().into_bytes());
        digits.truncate(DIGITS);
        digits
    }

    /// A secret of this installation for one purpose: the same every time, and not to be found out from others.
    pub(crate) fn secret(&self, what: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.as_bytes())
            .expect("a key of any length is taken");
        // No signature of a link begins like this: there the length of the person comes first.
        mac.update(format!("secret of {what}").as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    /// Whether the signature is this link's.
    pub(crate) fn is_good(&self, person: &str, what: &str, signature: &str) -> bool {
        // Equal digests tell nothing of how long the common beginning of two texts is.
        token_digest(&self.sign(person, what)) == token_digest(signature)
    }
}

/// The digest under which a token is kept.
pub(crate) fn token_digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// A text as a part of a path: people and digests may have Cyrillic ids.
pub(crate) fn url_encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b':') {
            path.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_opens_one_thing_of_one_person() {
        let signer = Signer::new("secret".into());
        let good = signer.sign("anna", "reminder");
        assert_eq!(good.len(), 32);
        assert!(signer.is_good("anna", "reminder", &good));
        for (person, what, signature) in [
            ("boris", "reminder", good.as_str()),
            ("anna", "new_task", &good),
            ("ann", "a reminder", &good),
            ("anna", "reminder", ""),
            ("anna", "reminder", &good[..31]),
        ] {
            assert!(!signer.is_good(person, what, signature), "{person} {what}");
        }
        assert_ne!(Signer::new("other".into()).sign("anna", "reminder"), good);
    }
}
