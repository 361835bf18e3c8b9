//! The page on which anybody verifies a document by its code.

use askama::Template;

use super::parts::{Shell, Tone};

/// The answer: one of a few words and what it means.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Its colour.
    pub tone: Tone,
    /// «Документ действителен».
    pub title: String,
    /// What that means.
    pub meaning: String,
}

/// View of `/verify` and `/verify/{code}`.
#[derive(Clone, Debug, Template)]
#[template(path = "verify.html")]
pub struct VerifyPage {
    /// Surroundings.
    pub shell: Shell,
    /// The code as typed.
    pub code: String,
    /// The answer, once a code was given.
    pub verdict: Option<Verdict>,
}
