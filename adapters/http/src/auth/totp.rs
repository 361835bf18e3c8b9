//! Codes of an authenticator: RFC 6238 with SHA-1, thirty seconds and six digits, as every application for telephones has it.
//!
//! Whether a code was used before is the store's business.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Seconds for which a code is shown.
const STEP_SECONDS: u64 = 30;
/// Digits of a code.
pub(crate) const DIGITS: usize = 6;
/// Intervals before and after the present one whose codes are taken: clocks differ, people type slowly.
const DRIFT: u64 = 1;

/// The secret that an authenticator and this site share.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TotpSecret(pub(crate) [u8; 20]);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("TotpSecret(…)")
    }
}

impl TotpSecret {
    /// The interval to which this code belongs at a moment; none when it fits no interval near it.
    pub(crate) fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<u64> {
        let present = u64::try_from(now.timestamp()).ok()? / STEP_SECONDS;
        let steps = present.saturating_sub(DRIFT)..=present + DRIFT;
        let mut found = None;
        for step in steps {
            let expected = digits(&self.0, step, DIGITS);
            if bool::from(expected.as_bytes().ct_eq(code.as_bytes())) {
                found = Some(step);
            }
        }
        found
    }

    /// The secret as authenticators take it from a keyboard: base32 in groups of four.
    pub(crate) fn groups(&self) -> String {
        let text = self.base32();
        let groups: Vec<&str> = (0..text.len())
            .step_by(4)
            .map(|at| &text[at..text.len().min(at + 4)])
            .collect();
        groups.join(" ")
    }

    /// The address that a QR code of a new authenticator holds.
    pub(crate) fn address(&self, issuer: &str, person: &str) -> String {
        use crate::web::url_encoded;
        let issuer = url_encoded(issuer).replace('/', "%2F");
        format!(
            "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}",
            url_encoded(person),
            self.base32()
        )
    }

    fn base32(&self) -> String {
        super::base32(&self.0)
    }
}

fn digits(secret: &[u8], step: u64, digits: usize) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("a key of any length is taken");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[hash.len() - 1] & 0x0f);
    let word = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
    let rest = u64::from(word) % 10u64.pow(u32::try_from(digits).unwrap_or(9));
    format!("{rest:0digits$}")
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::{TotpSecret, digits};

    /// The secret of the vectors in RFC 6238, appendix B.
    const SECRET: &[u8; 20] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let rows = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];
        for (seconds, expected) in rows {
            assert_eq!(digits(SECRET, seconds / 30, 8), expected, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_interval_and_one_beside_it() {
        let secret = TotpSecret(*SECRET);
        let code = digits(SECRET, 100, 6);
        for (seconds, expected) in [
            (3000, Some(100)),
            (3029, Some(100)),
            (2970, Some(100)),
            (3059, Some(100)),
            (2969, None),
            (3060, None),
        ] {
            assert_eq!(secret.step_of(&code, at(seconds)), expected, "{seconds}");
        }
        for wrong in ["", "12345", "1234567", "абвгде"] {
            assert_eq!(secret.step_of(wrong, at(3000)), None, "{wrong}");
        }
    }

    #[test]
    fn an_authenticator_gets_the_secret_in_its_alphabet() {
        let secret = TotpSecret(*SECRET);
        assert_eq!(secret.groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret.address("Reglament office.ru", "anna"),
            "otpauth://totp/Reglament%20office.ru:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Reglament%20office.ru"
        );
        assert!(!format!("{secret:?}").contains("GEZD"));
    }
}
