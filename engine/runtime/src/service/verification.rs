//! «Is this document valid?»: anybody may ask by the code printed on it, and learns nothing else.

use super::{Service, ServiceError};
use crate::view::Validity;

/// Letters of a code without its hyphens.
const CODE_LETTERS: usize = 12;

impl Service {
    /// Whether the document with this code is valid today. Spaces, hyphens and case of the code do not matter.
    ///
    /// # Errors
    /// Not found for a code that was never given; the store's failures.
    pub async fn verify_document(&self, code: &str) -> Result<Validity, ServiceError> {
        let code = tidied(code).ok_or(ServiceError::NotFound)?;
        let found = self.shared.store.by_verification_code(&code).await?;
        let row = found.ok_or(ServiceError::NotFound)?;
        let over = row.until.is_some_and(|until| until < self.today());
        Ok(match (row.annulled || over, row.replaced) {
            (_, true) => Validity::Replaced,
            (true, false) => Validity::NotValid,
            (false, false) => Validity::Valid,
        })
    }
}

/// The code as it is kept, or none when it cannot be one.
fn tidied(typed: &str) -> Option<String> {
    let meant = typed
        .chars()
        .filter(|each| !each.is_whitespace() && !"-–—".contains(*each));
    let letters: String = meant.take(CODE_LETTERS + 1).collect();
    let letters = letters.to_ascii_uppercase();
    let plain = letters.len() == CODE_LETTERS && letters.bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
}

#[cfg(test)]
mod tests {
    use super::tidied;

    #[test]
    fn a_code_may_be_typed_in_many_ways() {
        let expected = Some("AB2C-DEFG-HJKL".to_owned());
        for typed in ["AB2C-DEFG-HJKL", "ab2cdefghjkl", " ab2c defg – hjkl "] {
            assert_eq!(tidied(typed), expected, "{typed}");
        }
        for typed in [
            "",
            "AB2C-DEFG-HJK",
            "AB2C-DEFG-HJKLM",
            "АБВГ-DEFG-HJKL",
            "AB2C-DEFG-HJ%L",
        ] {
            assert_eq!(tidied(typed), None, "{typed}");
        }
    }
}
