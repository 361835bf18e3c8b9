//! «Программы»: programs of other systems that ask the API.

use askama::Template;

use super::parts::{Chip, FormView, Shell};

/// A program in the list.
#[derive(Clone, Debug)]
pub struct ProgramRowView {
    /// Name.
    pub name: String,
    /// Who gave the token and when; who withdrew it and when.
    pub notes: Vec<String>,
    /// What it may do.
    pub scopes: String,
    /// The processes whose cases it sees.
    pub processes: String,
    /// The last day of its token.
    pub until: String,
    /// When it was last used.
    pub used: String,
    /// Whether its token is taken.
    pub chip: Chip,
    /// Where withdrawing posts to; none when there is nothing to withdraw.
    pub withdraw: Option<String>,
}

/// View of `/admin/programs`.
#[derive(Clone, Debug, Template)]
#[template(path = "programs.html")]
pub struct ProgramsPage {
    /// Surroundings.
    pub shell: Shell,
    /// The name and the token of a program that was just given one; shown this once.
    pub given: Option<(String, String)>,
    /// Programs, the newest first.
    pub rows: Vec<ProgramRowView>,
    /// The form of a new program.
    pub form: FormView,
}
