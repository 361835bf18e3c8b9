//! A sentence for people in both languages. Not a translation system: the two texts are written side by side.

use serde::Serialize;

/// The same full sentence in Russian and in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Russian text.
    pub ru: String,
    /// English text.
    pub en: String,
}

impl Sentence {
    /// Puts the two texts together.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ru: ru.into(),
            en: en.into(),
        }
    }
}
