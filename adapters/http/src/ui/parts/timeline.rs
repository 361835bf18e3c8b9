//! An entry of a history.

use askama::Template;

use super::Tone;

/// What happened, when, by whom.
#[derive(Clone, Debug, Template)]
#[template(
    source = "<li class=\"{{ tone.class() }}\"><strong>{{ title }}</strong><span class=\"note\">{{ note }}</span></li>",
    ext = "html"
)]
pub struct TimelineEntry {
    /// What it means.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// When and by whom.
    pub note: String,
}

impl TimelineEntry {
    /// An entry.
    pub fn new(tone: Tone, title: impl Into<String>, note: impl Into<String>) -> Self {
        Self {
            tone,
            title: title.into(),
            note: note.into(),
        }
    }
}
