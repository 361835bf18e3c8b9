//! The public form of a process: open with its window, or closed with the next date.

use askama::Template;

use super::home::WindowView;
use super::parts::{FormView, Pair, Shell};

/// View of `/f/{process}`.
#[derive(Clone, Debug, Template)]
#[template(path = "public_form.html")]
pub struct PublicFormPage {
    /// Surroundings; the title is the process's.
    pub shell: Shell,
    /// The act behind it.
    pub act: String,
    /// Its window.
    pub window: WindowView,
    /// What a person should know before filling it in: date, place, term of the answer.
    pub facts: Vec<Pair>,
    /// The form while the window is open.
    pub form: Option<FormView>,
}
