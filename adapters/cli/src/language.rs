//! The language in which the program speaks to its user.
//!
//! `--lang` wins, then `REGLAMENT_LANG`, then the locale of the terminal; without any of them it is Russian.

use std::ffi::OsString;

use clap::ValueEnum;

/// Russian or English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// The language wished for by the arguments or the environment. It is needed before the arguments are parsed, since
    /// errors in them are to be told in it too; a wrong value is left for the parser to refuse.
    pub(crate) fn detect(arguments: &[OsString]) -> Self {
        let variables = ["REGLAMENT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        let environment = variables
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        flag(arguments).or(environment).map_or(Self::Ru, of)
    }

    /// One of two texts.
    pub(crate) const fn pick<'a>(self, ru: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ru => ru,
            Self::En => en,
        }
    }
}

impl From<Language> for reglament_definition::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Ru => Self::Russian,
            Language::En => Self::English,
        }
    }
}

fn flag(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(str::to_owned);
        }
        if let Some(value) = word.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
}

fn of(locale: String) -> Language {
    if locale.starts_with("en") {
        Language::En
    } else {
        Language::Ru
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_is_found_in_both_spellings() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let cases = [
            ("reglament --lang en check", Some("en")),
            ("reglament check --lang=ru", Some("ru")),
            ("reglament check --lang", None),
            ("reglament check", None),
        ];
        for (line, expected) in cases {
            assert_eq!(flag(&words(line)).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_locale_names_a_language() {
        for (locale, expected) in [
            ("en_GB.UTF-8", Language::En),
            ("ru_RU.UTF-8", Language::Ru),
            ("C.UTF-8", Language::Ru),
        ] {
            assert_eq!(of(locale.to_owned()), expected, "{locale}");
        }
    }
}
