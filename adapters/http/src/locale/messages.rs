//! The words of the pages in one language: `key = text` lines, `{name}` placeholders, `|` between plural forms.
//!
//! A missing key shows itself as the key, so that a page never fails because of a word; a test keeps both files
//! complete and equal in keys.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reglament_runtime::Title;

use super::Language;

static RUSSIAN: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| parse(include_str!("../../locales/ru.txt")));
static ENGLISH: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| parse(include_str!("../../locales/en.txt")));

/// Reads `key = text` lines; empty lines and lines that begin with `#` are skipped.
pub(crate) fn parse(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, value)| (key.trim(), value.trim()))
        .collect()
}

/// A language together with its words. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The language.
    pub language: Language,
}

impl Locale {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// Whether the language is English.
    pub fn is_english(self) -> bool {
        self.language.is_english()
    }

    /// The text behind a key, or the key itself.
    pub fn text(self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// The text behind a key that is put together at run time, if there is one.
    pub(crate) fn find(self, key: &str) -> Option<&'static str> {
        let words = match self.language {
            Language::Russian => &*RUSSIAN,
            Language::English => &*ENGLISH,
        };
        words.get(key).copied()
    }

    /// The text with its placeholders filled: `fill("tasks.due", &[("date", …)])`.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        let mut text = self.text(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A text of a regulation in this language.
    pub fn title(self, title: &Title) -> String {
        title.text(self.language.is_english()).to_owned()
    }

    /// One of two sentences: Russian or English.
    pub fn said(self, ru: impl Into<String>, en: impl Into<String>) -> String {
        if self.language.is_english() {
            en.into()
        } else {
            ru.into()
        }
    }

    /// The plural form for `n`, with `{n}` filled: «1 задача», «2 задачи», «5 задач».
    pub fn count(self, key: &'static str, n: u64) -> String {
        let forms: Vec<&str> = self.text(key).split('|').map(str::trim).collect();
        let wanted = match self.language {
            Language::Russian => russian_form(n),
            Language::English => usize::from(n != 1),
        };
        let form = forms.get(wanted).or(forms.last()).copied().unwrap_or(key);
        form.replace("{n}", &n.to_string())
    }
}

/// 0 for one (1, 21, 101), 1 for few (2-4, 22-24), 2 for many (0, 5-20, 25-30).
fn russian_form(n: u64) -> usize {
    match (n % 10, n % 100) {
        (1, tens) if tens != 11 => 0,
        (2..=4, tens) if !(12..=14).contains(&tens) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Language;
    use super::{ENGLISH, Locale, RUSSIAN};

    fn placeholders(text: &str) -> BTreeSet<&str> {
        let starts = text.split('{').skip(1);
        starts.filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let keys = |words: &super::BTreeMap<&'static str, &'static str>| -> Vec<&'static str> {
            words.keys().copied().collect()
        };
        assert_eq!(keys(&RUSSIAN), keys(&ENGLISH));
        for (key, russian) in RUSSIAN.iter() {
            assert_eq!(placeholders(russian), placeholders(ENGLISH[key]), "{key}");
            let plural = russian.contains(" | ");
            assert_eq!(plural, ENGLISH[key].contains(" | "), "{key}: plural forms");
            assert!(
                !plural || russian.split(" | ").count() == 3,
                "{key}: three forms"
            );
        }
    }

    #[test]
    fn no_line_is_lost_and_no_key_is_given_twice() {
        for text in [
            include_str!("../../locales/ru.txt"),
            include_str!("../../locales/en.txt"),
        ] {
            let lines = text
                .lines()
                .filter(|l| !l.is_empty() && !l.starts_with('#'));
            assert_eq!(lines.count(), super::parse(text).len());
        }
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let expected = [
            (1, "1 задача"),
            (3, "3 задачи"),
            (5, "5 задач"),
            (11, "11 задач"),
            (22, "22 задачи"),
            (101, "101 задача"),
        ];
        for (n, text) in expected {
            assert_eq!(Locale::new(Language::Russian).count("tasks.count", n), text);
        }
        assert_eq!(
            Locale::new(Language::English).count("tasks.count", 1),
            "1 task"
        );
        assert_eq!(
            Locale::new(Language::English).count("tasks.count", 2),
            "2 tasks"
        );
    }
}
