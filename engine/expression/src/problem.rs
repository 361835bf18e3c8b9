//! What is wrong with a source text, found before anything runs.
//!
//! A problem names the thing, says what to do in Russian and English, and points at the bytes. It does not know about
//! lines, columns or files: whoever embeds the expression adds its own offset ([`Problem::shifted`]).

use std::fmt;
use std::ops::Range;

/// One mistake in an expression or a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Byte offsets into the checked text; never splits a character.
    pub span: Range<usize>,
    /// Stable code: X1xx syntax, X2xx names and kinds, X3xx templates.
    pub code: &'static str,
    /// A full sentence in Russian.
    pub ru: String,
    /// The same sentence in English.
    pub en: String,
    /// What to write instead, in Russian, when that is known.
    pub hint_ru: Option<String>,
    /// What to write instead, in English, when that is known.
    pub hint_en: Option<String>,
}

impl Problem {
    pub(crate) fn new(
        span: Range<usize>,
        code: &'static str,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            span,
            code,
            ru: ru.into(),
            en: en.into(),
            hint_ru: None,
            hint_en: None,
        }
    }

    pub(crate) fn hint(mut self, ru: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint_ru = Some(ru.into());
        self.hint_en = Some(en.into());
        self
    }

    /// The same problem in a text where the checked source begins at byte `offset`.
    #[must_use]
    pub fn shifted(mut self, offset: usize) -> Self {
        self.span = self.span.start + offset..self.span.end + offset;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.ru)?;
        match &self.hint_ru {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
