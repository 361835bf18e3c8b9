//! What the compiler has to say: coded, placed, in Russian and English, with a hint.
//!
//! All of them are collected; none stops the compiler. `render.rs` prints them, `codes` explains them.

mod log;
mod render;

pub(crate) use log::Log;

use std::ops::Range;

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The definition cannot be published.
    Error,
    /// It can, but something is probably not meant.
    Warning,
}

/// Language of printed messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Russian.
    Russian,
    /// English.
    English,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable code, `R001`; [`explain`](crate::explain) has a page for each.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Path of the file, with `/`.
    pub file: String,
    /// Byte range in the file.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// A full sentence in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
    /// What to do, in Russian.
    pub hint_ru: Option<String>,
    /// What to do, in English.
    pub hint_en: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// The correction, where there is only one.
    pub fix: Option<Fix>,
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Path of the file.
    pub file: String,
    /// Byte range in it.
    pub span: Range<usize>,
    /// What is there, in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
}

/// A replacement of text that removes the cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Byte range replaced, in the diagnostic's file.
    pub span: Range<usize>,
    /// The new text.
    pub replacement: String,
}

impl Diagnostic {
    /// The same with what to do.
    #[must_use]
    pub fn hint(mut self, ru: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint_ru = Some(ru.into());
        self.hint_en = Some(en.into());
        self
    }

    pub(crate) fn maybe_hint(mut self, hint: Option<(String, String)>) -> Self {
        if let Some((ru, en)) = hint {
            self.hint_ru = Some(ru);
            self.hint_en = Some(en);
        }
        self
    }

    /// The same with another place that explains it.
    #[must_use]
    pub fn related(
        mut self,
        file: &str,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        self.related.push(Related {
            file: file.to_owned(),
            span: span.clone(),
            ru: ru.into(),
            en: en.into(),
        });
        self
    }

    pub(crate) fn fix(mut self, span: &Range<usize>, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span: span.clone(),
            replacement: replacement.into(),
        });
        self
    }

    /// Whether it forbids publishing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
