//! The list of registers, each with its last number.

use askama::Template;

use super::parts::Shell;

/// A register in the list.
#[derive(Clone, Debug)]
pub struct RegisterCard {
    /// Title of the journal.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How many entries, the last number.
    pub note: String,
}

/// View of `/registers`.
#[derive(Clone, Debug, Template)]
#[template(path = "registers.html")]
pub struct RegistersPage {
    /// Surroundings.
    pub shell: Shell,
    /// Registers by title.
    pub registers: Vec<RegisterCard>,
}
