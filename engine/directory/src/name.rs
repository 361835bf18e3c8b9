//! Names of people: written in one cell or in three, as a record of the directory, as text.

use reglament_expression::Value;
use serde::Serialize;

use crate::fold::fold;
use crate::limits::NAME_WORDS;
use crate::problem::Sentence;

/// A person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Patronymic; empty when there is none.
    pub patronymic: String,
}

impl Name {
    /// Splits «Фамилия Имя Отчество»; everything after the given name is the patronymic.
    ///
    /// # Errors
    /// Why it cannot be split.
    pub(crate) fn split(text: &str) -> Result<Self, Sentence> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [family, given, rest @ ..] if words.len() <= NAME_WORDS => {
                Self::of(family, given, &rest.join(" "))
            }
            [_] => Err(Sentence::new(
                format!("В «{text}» одно слово: нужны фамилия и имя."),
                format!("`{text}` is one word: a family name and a given name are needed."),
            )),
            _ => Err(Sentence::new(
                format!(
                    "«{text}» не разделить на фамилию, имя и отчество: заведите для них три графы."
                ),
                format!(
                    "`{text}` cannot be split into family name, given name and patronymic: give each a column."
                ),
            )),
        }
    }

    /// A name of its three parts.
    ///
    /// # Errors
    /// What is wrong with a part.
    pub(crate) fn of(family: &str, given: &str, patronymic: &str) -> Result<Self, Sentence> {
        let name = Self {
            family: capital(family),
            given: capital(given),
            patronymic: capital(patronymic),
        };
        let shown = name.full();
        if name.given.is_empty() || name.family.is_empty() {
            return Err(Sentence::new(
                format!("У «{shown}» нет фамилии или имени."),
                format!("`{shown}` has no family name or no given name."),
            ));
        }
        let parts = [&name.family, &name.given, &name.patronymic];
        if parts.iter().any(|part| part.contains('.')) {
            return Err(Sentence::new(
                format!("В «{shown}» инициалы: документам и письмам нужно имя целиком."),
                format!("`{shown}` has initials: documents and letters need the whole name."),
            ));
        }
        let strange = |c: char| {
            !c.is_alphabetic() && !matches!(c, '-' | '‑' | '–' | ' ' | '\'' | '’' | '(' | ')')
        };
        if let Some(strange) = shown.chars().find(|c| strange(*c)) {
            return Err(Sentence::new(
                format!("В имени «{shown}» лишний знак «{strange}»."),
                format!("The name `{shown}` has a stray `{strange}`."),
            ));
        }
        Ok(name)
    }

    /// Family name, given name, patronymic.
    pub fn full(&self) -> String {
        let parts = [&self.family, &self.given, &self.patronymic];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// The form in which equal names are equal.
    pub(crate) fn folded(&self) -> String {
        fold(&self.full())
    }

    /// Whether everything but the family name is the same: it changes with a marriage.
    pub(crate) fn same_but_family(&self, other: &Self) -> bool {
        fold(&self.given) == fold(&other.given) && fold(&self.patronymic) == fold(&other.patronymic)
    }
}

impl From<&Value> for Name {
    fn from(value: &Value) -> Self {
        let part = |key: &str| {
            let record = value.as_record();
            let part = record.and_then(|record| record.get(key)?.as_text());
            part.unwrap_or_default().to_owned()
        };
        Self {
            family: part("family"),
            given: part("given"),
            patronymic: part("patronymic"),
        }
    }
}

/// A name in capitals, as old programs write it, gets its usual form; every other spelling stays.
fn capital(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = words.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() < 2 || !letters.clone().all(char::is_uppercase) {
        return words;
    }
    let mut first = true;
    let mut shaped = String::new();
    for letter in words.chars() {
        if first {
            shaped.push(letter);
        } else {
            shaped.extend(letter.to_lowercase());
        }
        first = !letter.is_alphabetic();
    }
    shaped
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_are_split_or_refused() {
        for (text, family, given, patronymic) in [
            ("Петров Иван Сергеевич", "Петров", "Иван", "Сергеевич"),
            ("ПЕТРОВА-ВОДКИНА АННА", "Петрова-Водкина", "Анна", ""),
            ("Мамедов Ариф Гусейн оглы", "Мамедов", "Ариф", "Гусейн оглы"),
        ] {
            let name = Name::split(text).unwrap();
            assert_eq!(
                (
                    name.family.as_str(),
                    name.given.as_str(),
                    name.patronymic.as_str()
                ),
                (family, given, patronymic)
            );
        }
        for (text, why) in [
            ("Петров", "одно слово"),
            ("Петров И.С.", "инициалы"),
            ("Петров Иван 2", "лишний знак"),
            ("Петров Иван Сергеевич и Орлов Пётр", "три графы"),
        ] {
            let refused = Name::split(text).unwrap_err();
            assert!(refused.ru.contains(why), "{text}: {}", refused.ru);
        }
    }
}
