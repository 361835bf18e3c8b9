//! A text shown to people, in Russian and, where the author gave it, in English.
//!
//! It does not translate anything: a missing English text falls back to the Russian one.

use serde::{Deserialize, Serialize};

/// A title in one or two languages. `title: Приказ` in YAML gives Russian only; `title: {ru: Приказ, en: Order}` both.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Title {
    /// The Russian text; never empty in a checked definition.
    pub ru: String,
    /// The English text, when the author gave one.
    pub en: Option<String>,
}

impl Title {
    /// A title known in Russian only.
    pub fn russian(ru: impl Into<String>) -> Self {
        Self {
            ru: ru.into(),
            en: None,
        }
    }

    /// The text in the wished language; Russian when there is no English one.
    pub fn text(&self, english: bool) -> &str {
        match (&self.en, english) {
            (Some(en), true) => en,
            _ => &self.ru,
        }
    }
}
