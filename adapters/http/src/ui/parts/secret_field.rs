//! A field for what must not be kept: a password, a code. It never shows again what was typed.

use askama::Template;

use crate::locale::Locale;

/// What browsers and password managers may put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// The present password.
    Present,
    /// A new password.
    New,
    /// A code of an authenticator.
    Code,
}

/// The field.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/secret_field.html")]
pub struct SecretField {
    /// Words.
    pub locale: Locale,
    /// Id and name.
    pub id: &'static str,
    /// Kind.
    pub kind: SecretKind,
    /// Label.
    pub label: String,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// What was wrong with it; empty when nothing was.
    pub problem: String,
}

impl SecretField {
    /// A field without hint and problem.
    pub fn new(locale: Locale, id: &'static str, kind: SecretKind, label: &'static str) -> Self {
        Self {
            locale,
            id,
            kind,
            label: locale.text(label).to_owned(),
            hint: String::new(),
            problem: String::new(),
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    fn t(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }

    fn input(&self) -> &'static str {
        match self.kind {
            SecretKind::Present | SecretKind::New => "password",
            SecretKind::Code => "text",
        }
    }

    fn complete(&self) -> &'static str {
        match self.kind {
            SecretKind::Present => "current-password",
            SecretKind::New => "new-password",
            SecretKind::Code => "one-time-code",
        }
    }

    fn described_by(&self) -> String {
        let parts = [(&self.hint, "hint"), (&self.problem, "problem")];
        let there = parts.iter().filter(|(text, _)| !text.is_empty());
        let ids: Vec<String> = there.map(|(_, end)| format!("{}-{end}", self.id)).collect();
        ids.join(" ")
    }
}
