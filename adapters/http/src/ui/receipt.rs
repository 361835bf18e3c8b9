//! The page after a public form: the code of the case and what happens next.

use askama::Template;

use super::parts::{Shell, TimelineEntry};

/// View of a receipt.
#[derive(Clone, Debug, Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    /// Surroundings.
    pub shell: Shell,
    /// The receipt code.
    pub code: String,
    /// Page of the case.
    pub status_href: String,
    /// Where the letter went, when an address was given.
    pub letter_to: Option<String>,
    /// What happens next, in order.
    pub next: Vec<TimelineEntry>,
}
