//! A banner on a page: something was saved, something went wrong, something must be known first.

use askama::Template;

use super::Tone;

/// A banner.
#[derive(Clone, Debug, Template)]
#[template(
    source = "<div class=\"notice {{ tone.class() }}\" role=\"status\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"{{ tone.sign() }}\"/></svg><div><p><strong>{{ title }}</strong></p>{% for line in lines %}<p>{{ line }}</p>{% endfor %}</div></div>",
    ext = "html"
)]
pub struct Notice {
    /// What it means.
    pub tone: Tone,
    /// The sentence.
    pub title: String,
    /// Further sentences.
    pub lines: Vec<String>,
}

impl Notice {
    /// A banner of one sentence.
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self {
            tone,
            title: title.into(),
            lines: Vec::new(),
        }
    }
}
