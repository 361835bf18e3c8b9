//! A line in a list of letters.

use super::Chip;

/// One letter of the outbox or of an instance.
#[derive(Clone, Debug)]
pub struct LetterRow {
    /// Addressee as printed.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// When it was sent or will be tried next.
    pub when: String,
    /// Its state.
    pub chip: Chip,
    /// What went wrong in plain words, when something did.
    pub problem: Option<String>,
    /// Why it was not sent on purpose, when that is so.
    pub reason: Option<String>,
    /// Page of the instance it belongs to; empty on that page itself.
    pub instance_href: Option<String>,
    /// The text as it went out; paragraphs separated by line breaks.
    pub text: String,
    /// Where it is shown as it goes out.
    pub preview_href: Option<String>,
    /// Where «Отправить снова» posts to, when it may be sent again.
    pub resend_action: Option<String>,
}
