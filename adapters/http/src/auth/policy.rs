//! What a new password must be: long enough, not made of one's own name or address, and not one that everybody knows.
//!
//! Nothing is asked about digits and signs: such rules make people write passwords down. All of it works without a network.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::breached::is_breached;
use crate::limits::{CREDENTIAL_BYTES, PASSWORD_CHARS};
use crate::locale::{Language, Locale, keys};

/// The commonest passwords, sorted by bytes, none shorter than a password may be.
const COMMON: &str = include_str!("common_passwords.txt");
/// Shortest part of a name that counts as one's own.
const OWN_WORD_CHARS: usize = 4;
/// A password has at least so many different characters.
const DIFFERENT_CHARS: usize = 5;

/// Why a password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Too few characters.
    Short,
    /// Too many bytes.
    Long,
    /// More than one line, or other signs that no keyboard types.
    Lines,
    /// It holds the login, a part of the name or of the address.
    Own,
    /// A few characters over and over.
    Simple,
    /// It is among the commonest passwords.
    Common,
    /// It was found in a published leak.
    Breached,
}

impl Unfit {
    /// The sentence for whoever chose it.
    pub fn sentence(self, language: Language) -> String {
        let locale = Locale::new(language);
        let least = PASSWORD_CHARS.to_string();
        let most = CREDENTIAL_BYTES.to_string();
        match self {
            Self::Short => locale.fill("password.short", &[("least", &least)]),
            Self::Long => locale.fill("password.long", &[("most", &most)]),
            Self::Lines => locale.text("password.lines").to_owned(),
            Self::Own => locale.text("password.own").to_owned(),
            Self::Simple => locale.text("password.simple").to_owned(),
            Self::Common => locale.text("password.common").to_owned(),
            Self::Breached => locale.text("password.breached").to_owned(),
        }
    }
}

/// The rules.
#[derive(Clone, Debug, Default)]
pub struct PasswordPolicy {
    /// A file of «Have I Been Pwned»: SHA-1 in hexadecimal, sorted, one a line.
    pub breached: Option<PathBuf>,
}

impl PasswordPolicy {
    /// Whether a password will do for somebody with these own words: login, parts of the name, address. Reads a few
    /// hundred bytes of the file of leaks.
    ///
    /// # Errors
    /// Why it will not do.
    pub fn check(&self, password: &str, own: &[String]) -> Result<(), Unfit> {
        let typed = keys(password);
        if password.chars().count() < PASSWORD_CHARS {
            return Err(Unfit::Short);
        }
        if password.len() > CREDENTIAL_BYTES {
            return Err(Unfit::Long);
        }
        if password.chars().any(char::is_control) {
            return Err(Unfit::Lines);
        }
        let is_own =
            |word: &String| word.chars().count() >= OWN_WORD_CHARS && typed.contains(&keys(word));
        if own.iter().any(is_own) {
            return Err(Unfit::Own);
        }
        if is_common(&typed) {
            return Err(Unfit::Common);
        }
        let different: BTreeSet<char> = typed.chars().collect();
        if different.len() < DIFFERENT_CHARS {
            return Err(Unfit::Simple);
        }
        match &self.breached {
            Some(file) if self.leaked(file, password) => Err(Unfit::Breached),
            _ => Ok(()),
        }
    }

    fn leaked(&self, file: &std::path::Path, password: &str) -> bool {
        is_breached(file, password).unwrap_or_else(|error| {
            // A file that went away must not keep people from changing their passwords.
            tracing::error!(%error, file = %file.display(), "the file of breached passwords cannot be read");
            false
        })
    }
}

/// Also with signs and digits added at its end.
fn is_common(typed: &str) -> bool {
    let stem = typed.trim_end_matches(|each: char| !each.is_alphabetic());
    let lines: Vec<&str> = COMMON.lines().collect();
    [typed, stem]
        .iter()
        .any(|word| lines.binary_search(word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{COMMON, PasswordPolicy, Unfit};
    use crate::limits::{CREDENTIAL_BYTES, PASSWORD_CHARS};

    #[test]
    fn passwords_are_judged() {
        let own = ["davydova", "Давыдова", "Ирина", "Ян", "i.davydova"].map(str::to_owned);
        let long = "яблоко-".repeat(CREDENTIAL_BYTES / 8);
        let rows: &[(&str, Result<(), Unfit>)] = &[
            ("", Err(Unfit::Short)),
            ("девятьбук", Err(Unfit::Short)),
            ("десятьбукв", Ok(())),
            (&long, Err(Unfit::Long)),
            ("первая\nвторая строка", Err(Unfit::Lines)),
            ("davydova-2026", Err(Unfit::Own)),
            ("моя ИРИНА лучше всех", Err(Unfit::Own)),
            // The Russian name typed on the Latin layout, and the other way round.
            ("lfdsljdf2026", Err(Unfit::Own)),
            ("вфмнвщмф-2026", Err(Unfit::Own)),
            ("медведь Ян и лыжи", Ok(())),
            ("qwertyuiop", Err(Unfit::Common)),
            ("QwertyUiop", Err(Unfit::Common)),
            ("qwertyuiop!2026", Err(Unfit::Common)),
            ("йцукенгшщз", Err(Unfit::Common)),
            ("абабабабабаб", Err(Unfit::Simple)),
            ("ржавый велосипед у крыльца", Ok(())),
        ];
        for (password, expected) in rows {
            let found = PasswordPolicy::default().check(password, &own);
            assert_eq!(found, *expected, "{password}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_has_nothing_too_short() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.is_sorted() && lines.len() > 1000);
        assert!(lines.iter().all(|line| line.len() >= PASSWORD_CHARS));
        assert!(lines.iter().all(|line| line.to_lowercase() == *line));
    }
}
