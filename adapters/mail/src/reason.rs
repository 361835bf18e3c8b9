//! Why a letter did not go, or why the settings cannot be used: one sentence in Russian, one in English, one code.
//!
//! Codes: M1xx settings, M2xx the letter itself, M3xx the way to the mail server, M4xx the answer of the server.

use std::fmt;

/// A sentence for people in both languages, with a stable code for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Stable code, for example `M201`.
    pub code: &'static str,
    /// The sentence in Russian.
    pub ru: String,
    /// The sentence in English.
    pub en: String,
}

impl Reason {
    pub(crate) fn new(code: &'static str, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code,
            ru: ru.into(),
            en: en.into(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} / {}", self.code, self.ru, self.en)
    }
}

/// The settings cannot be used; raised once, at start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MailError(pub Reason);

impl From<Reason> for MailError {
    fn from(reason: Reason) -> Self {
        Self(reason)
    }
}
