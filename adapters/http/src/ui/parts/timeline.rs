//! An entry of a history.

use askama::Template;

use super::{Link, Tone};

/// What happened, when, by whom.
#[derive(Clone, Debug, Template)]
#[template(
    source = "<li class=\"{{ tone.class() }}\"><strong>{{ title }}</strong><span class=\"note\">{{ note }}</span>{% for link in links %}<a class=\"note\" href=\"{{ link.href }}\">{{ link.title }}</a>{% endfor %}{% if !reasons.is_empty() %}<details><summary>{{ why }}</summary><ol class=\"reasons\">{% for line in reasons %}<li>{{ line }}</li>{% endfor %}</ol></details>{% endif %}</li>",
    ext = "html"
)]
pub struct TimelineEntry {
    /// What it means.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// When and by whom.
    pub note: String,
    /// Label of the explanation.
    pub why: &'static str,
    /// How a due date was counted, line by line; usually none.
    pub reasons: Vec<String>,
    /// Files that were handed in then.
    pub links: Vec<Link>,
}

impl TimelineEntry {
    /// An entry.
    pub fn new(tone: Tone, title: impl Into<String>, note: impl Into<String>) -> Self {
        Self {
            tone,
            title: title.into(),
            note: note.into(),
            why: "",
            reasons: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The same with links to files.
    pub fn with_links(mut self, links: Vec<Link>) -> Self {
        self.links = links;
        self
    }

    /// The same with an explanation of the date that it set.
    pub fn with_reasons(mut self, why: &'static str, reasons: Vec<String>) -> Self {
        self.why = why;
        self.reasons = reasons;
        self
    }
}
