//! The page on which somebody corrects what was handed in.

use askama::Template;

use super::parts::{FormView, Pair, Shell};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "correction.html")]
pub struct CorrectionPage {
    /// Surroundings.
    pub shell: Shell,
    /// Which case it is.
    pub facts: Vec<Pair>,
    /// Documents that stay as they are.
    pub drawn: Vec<String>,
    /// The form; none when nothing was handed in.
    pub form: Option<FormView>,
    /// Way back to the case.
    pub back: String,
}
