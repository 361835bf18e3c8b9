//! A state as a person sees it: colour, sign and word together, never colour alone.

use askama::Template;

/// What a state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Finished, delivered, in order.
    Done,
    /// Due soon, in progress.
    Soon,
    /// Late or failed.
    Overdue,
    /// Stuck until a person acts.
    Incident,
    /// Nothing to worry about yet.
    Waiting,
}

impl Tone {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
            Self::Incident => "incident",
            Self::Waiting => "waiting",
        }
    }

    /// The sign printed before the word; it survives black-and-white print.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::Soon => "◔",
            Self::Overdue => "●",
            Self::Incident => "!",
            Self::Waiting => "○",
        }
    }
}

/// A small label with a state.
#[derive(Clone, Debug, Template)]
#[template(
    source = "<span class=\"chip {{ tone.class() }}\"><span class=\"sign\" aria-hidden=\"true\">{{ tone.sign() }}</span>{{ text }}</span>",
    ext = "html"
)]
pub struct Chip {
    /// What it means.
    pub tone: Tone,
    /// The word.
    pub text: String,
}

impl Chip {
    /// A chip with this word.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { tone, text }
    }
}
