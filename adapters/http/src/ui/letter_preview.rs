//! A letter as it goes out: subject, receiver, the page that a mail program shows, and the plain text.

use askama::Template;

use super::parts::{Shell, Tab};

/// View of `/admin/letters` and of `/instances/{id}/preview`.
#[derive(Clone, Debug, Template)]
#[template(path = "letter_preview.html")]
pub struct LetterPreviewPage {
    /// Surroundings.
    pub shell: Shell,
    /// Letters to choose from; empty for one that was written.
    pub tabs: Vec<Tab>,
    /// Receiver.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// Where the HTML part is, by itself.
    pub html_href: String,
    /// Why the letter cannot be shown.
    pub problem: Option<String>,
}
