//! The answer to one question: proved, refuted with a story, or undecided with the limit that stopped the proof.

use serde::Serialize;

use crate::story::{Sentence, Story};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds on every path.
    Proved,
    /// It does not: what happens, told from the beginning.
    Refuted(Vec<Story>),
    /// The proof stopped at a limit; nothing was found so far.
    Undecided {
        /// Name of the limit.
        limit: &'static str,
        /// Its value.
        value: usize,
    },
    /// The process uses constructs that the proof does not judge.
    Unjudged(Vec<Sentence>),
}

impl Verdict {
    /// Refuted by these stories; proved when there are none.
    pub(crate) fn of(stories: Vec<Story>) -> Self {
        match stories.is_empty() {
            true => Self::Proved,
            false => Self::Refuted(stories),
        }
    }

    /// The stories against it.
    pub fn stories(&self) -> &[Story] {
        match self {
            Self::Refuted(stories) => stories,
            Self::Proved | Self::Undecided { .. } | Self::Unjudged(_) => &[],
        }
    }

    /// Whether it holds.
    pub fn is_proved(&self) -> bool {
        *self == Self::Proved
    }
}
