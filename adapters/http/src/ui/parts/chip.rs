//! A state as a person sees it: colour, sign and word together, never colour alone.

use askama::Template;

use crate::assets;

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

    /// The sign beside the word, an icon of the sprite; it survives black-and-white print.
    pub fn sign(self) -> String {
        let icon = match self {
            Self::Done => "check",
            Self::Soon => "clock",
            Self::Overdue => "alert-circle",
            Self::Incident => "alert-triangle",
            Self::Waiting => "circle",
        };
        format!("{}#{icon}", assets::url("icons.svg"))
    }
}

/// A small label with a state.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/chip.html")]
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
