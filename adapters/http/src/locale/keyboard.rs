//! The Russian layout of a keyboard beside the Latin one: which keys are pressed for a text.

/// Letters of the Russian layout, and what the same keys type in Latin.
const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";

/// A text as the keys that are pressed for it, in small letters: «пароль» and `gfhjkm` are one password.
pub(crate) fn keys(text: &str) -> String {
    let pressed = |each: char| {
        let place = RUSSIAN.chars().position(|letter| letter == each);
        place
            .and_then(|place| LATIN.chars().nth(place))
            .unwrap_or(each)
    };
    text.to_lowercase().chars().map(pressed).collect()
}

#[cfg(test)]
mod tests {
    use super::{LATIN, RUSSIAN, keys};

    #[test]
    fn one_password_in_two_layouts_is_one() {
        assert_eq!(RUSSIAN.chars().count(), LATIN.chars().count());
        for (text, expected) in [
            ("Пароль-1", "gfhjkm-1"),
            ("GFHJKM-1", "gfhjkm-1"),
            ("Ёж", "`;"),
        ] {
            assert_eq!(keys(text), expected);
        }
    }
}
