//! One difference between two editions: where, what it was, what it is.

use serde::Serialize;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said {
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl Said {
    /// Both.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ru: ru.into(),
            en: en.into(),
        }
    }

    /// The same in both languages.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            ru: text.clone(),
            en: text,
        }
    }

    /// The text in a language.
    pub fn text(&self, english: bool) -> &str {
        if english { &self.en } else { &self.ru }
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The file it is in.
    pub file: String,
    /// What it belongs to: «Шаг «Издать приказ»», «Письмо refusal».
    pub subject: Said,
    /// The name that it has in the file, such as the id of the step; empty for the head of a process and for files.
    pub id: String,
    /// Clauses that the subject carries out, in the new edition if it still exists.
    pub basis: Vec<String>,
    /// Where in the subject: «срок», «длительность»; empty when the subject as a whole came or went.
    pub place: Vec<Said>,
    /// What it was; none: it was not there.
    pub before: Option<Said>,
    /// What it is; none: it is gone.
    pub after: Option<Said>,
}
