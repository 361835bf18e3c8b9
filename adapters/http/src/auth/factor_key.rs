//! The key of the installation for second factors and for sealing attempts to sign in elsewhere. It is kept in a file beside the database and never in it: whoever
//! carries the database away has salts and digests that open nothing.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::totp::TotpSecret;

/// Hexadecimal digits of a key in its file.
const HEX_DIGITS: usize = 64;
/// Hexadecimal digits of a salt that are random: 128 bits.
const SALT_DIGITS: usize = 32;
/// Digits before them that tell the key to which the salt belongs.
const MARK_DIGITS: usize = 8;

/// The key.
#[derive(Clone)]
pub struct FactorKey([u8; 32]);

impl std::fmt::Debug for FactorKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("FactorKey(…)")
    }
}

impl FactorKey {
    /// A new key. `None` when the system gives no randomness.
    pub fn random() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The key in a file, which is 64 hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != HEX_DIGITS || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..HEX_DIGITS).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The text for the file.
    pub fn written(&self) -> String {
        hex::encode(self.0)
    }

    /// A new salt. `None` when the system gives no randomness.
    pub(crate) fn fresh_salt(&self) -> Option<String> {
        let mut bytes = [0; SALT_DIGITS / 2];
        getrandom::fill(&mut bytes).ok()?;
        Some(self.mark() + &hex::encode(bytes))
    }

    /// Whether a salt was made for this key; one of another key makes secrets that no authenticator has.
    pub(crate) fn is_own_salt(&self, text: &str) -> bool {
        let digits = text.len() == MARK_DIGITS + SALT_DIGITS;
        digits
            && text.bytes().all(|byte| byte.is_ascii_hexdigit())
            && text.starts_with(&self.mark())
    }

    /// What tells this key from another without giving it away.
    fn mark(&self) -> String {
        let mut mark = hex::encode(self.keyed("mark", "", ""));
        mark.truncate(MARK_DIGITS);
        mark
    }

    /// The secret of a person's authenticator.
    pub(crate) fn secret(&self, person: &str, salt: &str) -> TotpSecret {
        let made = self.keyed("totp", person, salt);
        let mut secret = [0; 20];
        secret.copy_from_slice(&made[..20]);
        TotpSecret(secret)
    }

    /// Under which digest a recovery code is kept.
    pub(crate) fn recovery_digest(&self, person: &str, code: &str) -> String {
        hex::encode(self.keyed("recovery", person, code))
    }

    /// What nobody can make from `text` without the key; 64 hexadecimal digits, others for another purpose.
    pub(crate) fn seal(&self, purpose: &str, text: &str) -> String {
        hex::encode(self.keyed(purpose, "", text))
    }

    fn keyed(&self, purpose: &str, person: &str, what: &str) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length is taken");
        // Lengths first, so that no two questions make one text.
        mac.update(format!("{purpose} {} {person} {what}", person.len()).as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::FactorKey;

    #[test]
    fn secrets_need_the_key_the_person_and_the_salt() {
        let (key, other) = (FactorKey::random().unwrap(), FactorKey::random().unwrap());
        let read = FactorKey::read(&format!("{}\n", key.written())).unwrap();
        assert_eq!(read.mark(), key.mark());
        assert_eq!(read.secret("anna", "1"), key.secret("anna", "1"));
        for (made, person, salt) in [
            (&other, "anna", "1"),
            (&key, "boris", "1"),
            (&key, "anna", "2"),
        ] {
            assert_ne!(made.secret(person, salt), key.secret("anna", "1"));
            let digest = made.recovery_digest(person, salt);
            assert_ne!(digest, key.recovery_digest("anna", "1"));
        }
        assert_ne!(other.mark(), key.mark());
        assert!(!format!("{key:?}").contains(&key.written()));
        for wrong in ["", "ff", &"g".repeat(64), &"f".repeat(66)] {
            assert!(FactorKey::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_salt_belongs_to_its_key() {
        let (key, other) = (FactorKey::random().unwrap(), FactorKey::random().unwrap());
        let salt = key.fresh_salt().unwrap();
        assert!(key.is_own_salt(&salt));
        assert!(!other.is_own_salt(&salt));
        for wrong in ["", "12", &"x".repeat(40), &format!("{salt}1")] {
            assert!(!key.is_own_salt(wrong), "{wrong}");
        }
    }
}
