//! The list of instances that the viewer may see, newest first, with filters in the address.

use askama::Template;

use super::parts::{Chip, OptionView, Shell};

/// An instance in a list.
#[derive(Clone, Debug)]
pub struct InstanceRow {
    /// «№ 2026-0184» or the receipt code.
    pub number: String,
    /// Its page.
    pub href: String,
    /// Whom or what it is about.
    pub subject: String,
    /// Title of the process and its version.
    pub process: String,
    /// What is known of it: results so far.
    pub step: String,
    /// When it began.
    pub started: String,
    /// Its state.
    pub state: Chip,
}

/// View of `/instances`.
#[derive(Clone, Debug, Template)]
#[template(path = "instances.html")]
pub struct InstancesPage {
    /// Surroundings.
    pub shell: Shell,
    /// Processes to choose from; the first means all.
    pub processes: Vec<OptionView>,
    /// States to choose from; the first means all.
    pub states: Vec<OptionView>,
    /// The search text.
    pub query: String,
    /// Rows.
    pub rows: Vec<InstanceRow>,
    /// Processes that the viewer may start by hand.
    pub startable: Vec<super::parts::Link>,
    /// Address of the next page.
    pub next: Option<String>,
}
