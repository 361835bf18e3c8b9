//! Recovery codes: ten of them, shown once, each opens the door once when the authenticator is lost.

use super::base32;

/// How many are made together.
pub(crate) const CODES: usize = 10;
/// Random bytes of one: sixteen letters and digits in four groups.
const BYTES: usize = 10;
/// Letters between two hyphens.
const GROUP: usize = 4;

/// New codes as they are shown. `None` when the system gives no randomness.
pub(crate) fn fresh_codes() -> Option<Vec<String>> {
    (0..CODES).map(|_| fresh()).collect()
}

/// A secret that nobody can guess and that can be read out; also the first password that an administrator hands over.
pub(crate) fn fresh() -> Option<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    let text = base32(&bytes);
    let groups: Vec<&str> = (0..text.len())
        .step_by(GROUP)
        .map(|at| &text[at..at + GROUP])
        .collect();
    Some(groups.join("-"))
}

/// A code as it was typed, without what people add: blanks, hyphens, small letters, the digits that look like letters.
pub(crate) fn plain(typed: &str) -> String {
    let kept = typed.chars().filter(|each| each.is_alphanumeric());
    kept.map(|each| match each.to_ascii_uppercase() {
        '0' => 'O',
        '1' => 'I',
        '8' => 'B',
        other => other,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{fresh_codes, plain};

    #[test]
    fn ten_different_codes_are_read_however_they_are_typed() {
        let mut codes = fresh_codes().unwrap();
        assert!(codes.iter().all(|code| code.len() == 19), "{codes:?}");
        let code = codes[0].clone();
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        assert_eq!(plain(&typed), code.replace('-', ""));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 10);
        assert_eq!(plain("01-8x"), "OIBX");
    }
}
