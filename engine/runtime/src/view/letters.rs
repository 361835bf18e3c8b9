//! What a person may decide about their letters.

use chrono::{DateTime, Utc};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::BounceRow;

/// Everything of the page «Мои письма».
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct LetterChoices {
    /// Where letters go.
    pub address: String,
    /// Since when the address is marked as one that takes none.
    pub marked_since: Option<DateTime<Utc>>,
    /// Letters that did not arrive there lately.
    pub bounces: Vec<BounceRow>,
    /// Kinds of letters that can be arranged.
    pub kinds: Vec<LetterKindView>,
    /// Whether digests are wanted in English.
    pub english: bool,
    /// Since when there is a calendar to subscribe to.
    pub calendar_since: Option<DateTime<Utc>>,
}

/// Letters that did not arrive, and addresses that take none.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct BouncesView {
    /// The bounces, the newest first.
    pub bounces: Vec<BounceRow>,
    /// The addresses with the moment at which they were marked.
    pub marked: Vec<(String, DateTime<Utc>)>,
}

/// A letter as it would go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPreview {
    /// Receiver: name and address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The plain text with its footer.
    pub text: String,
    /// The HTML part, a whole page.
    pub html: String,
}

/// A kind of letters and what is wanted of it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct LetterKindView {
    /// The kind: `new_task`, `reminder`, `overdue_again` or `digest:<id>`.
    pub kind: String,
    /// Title of a digest.
    pub title: Option<Title>,
    /// `always`, `never`, or nothing: as the organisation has arranged.
    pub wish: Option<&'static str>,
    /// What may be chosen beside that.
    pub choices: Vec<&'static str>,
}

/// What a link of a letter offers to decline.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct UnsubscribeView {
    /// The kind.
    pub kind: String,
    /// Title of a digest.
    pub title: Option<Title>,
    /// Whether it is declined already.
    pub declined: bool,
}
