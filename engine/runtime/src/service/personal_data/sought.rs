//! What somebody is sought by, and whether a value of a case has it. It compares texts; what is looked through is `find`'s.

use reglament_expression::Value;

use crate::{
    limits::{PERSON_TEXT_CHARS, PHONE_DIGITS},
    service::directory::folded,
    view::FoundBy,
    words,
};

/// A text by which somebody is sought.
pub(super) enum Sought {
    /// An e-mail address.
    Address(String),
    /// The last digits of a telephone, or of another long number.
    Digits(String),
    /// Words, folded.
    Words(Vec<String>),
}

impl Sought {
    /// None: too short or too long to look for.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !PERSON_TEXT_CHARS.contains(&text.chars().count()) {
            return None;
        }
        if text.contains('@') {
            return Some(Self::Address(text.to_lowercase()));
        }
        let of_number = |letter: char| letter.is_ascii_digit() || " +-()–".contains(letter);
        let digits = last_digits(text);
        if text.chars().all(of_number) && digits.len() >= *PERSON_TEXT_CHARS.start() * 2 {
            return Some(Self::Digits(digits));
        }
        let words: Vec<String> = folded(text).split(' ').map(str::to_owned).collect();
        words
            .iter()
            .any(|word| !word.is_empty())
            .then_some(Self::Words(words))
    }

    /// Whether a value, or one inside it, is what is sought.
    pub(super) fn fits(&self, value: &Value) -> bool {
        match value {
            Value::Text(text) => self.is_in(text),
            Value::List(items) => items.iter().any(|item| self.fits(item)),
            Value::Record(fields) => {
                let name = words::full_name(value);
                !name.is_empty() && self.is_in(&name)
                    || fields.values().any(|field| self.fits(field))
            }
            Value::Null
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Moment(_)
            | Value::Term(_) => false,
        }
    }

    /// Whether a text has it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Address(address) => text.to_lowercase().contains(address),
            Self::Digits(digits) => last_digits(text).ends_with(digits.as_str()),
            Self::Words(words) => {
                let text = folded(text);
                let has = |word: &String| text.split(' ').any(|one| one.starts_with(word.as_str()));
                words.iter().all(has)
            }
        }
    }

    /// How a case is found by it.
    pub(super) fn by(&self) -> FoundBy {
        match self {
            Self::Address(_) | Self::Digits(_) => FoundBy::Contact,
            Self::Words(_) => FoundBy::Words,
        }
    }
}

fn last_digits(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(PHONE_DIGITS);
    digits.into_iter().skip(from).collect()
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn somebody_is_sought_by_words_address_or_telephone() {
        for (sought, text, found) in [
            ("иванова мария", "Иванова Мария Петровна", true),
            ("Мария иван", "Иванова Мария Петровна", true),
            ("ванова", "Иванова Мария Петровна", false),
            ("семёнов", "Семенов Пётр", true),
            ("Maria@Example.ru", "письмо на maria@example.ru", true),
            ("8 (913) 123-45-67", "+7 913 123 45 67", true),
            ("9131234567", "+7 (913) 123-45-67", true),
            ("9131234568", "+7 (913) 123-45-67", false),
            ("123-456", "123456", true),
        ] {
            let sought_by = Sought::read(sought).expect(sought);
            assert_eq!(sought_by.is_in(text), found, "{sought} in {text}");
        }
        for nothing in ["", "ив", "   ", "...", &"и".repeat(201)] {
            assert!(Sought::read(nothing).is_none(), "{nothing}");
        }
    }
}
