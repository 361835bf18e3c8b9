//! What the program does by itself: open jobs of machines, and what begins or leaves by the clock.

use askama::Template;

use super::parts::{Chip, Link, Shell};

/// A job that a machine has not answered.
#[derive(Clone, Debug)]
pub struct OpenJobRow {
    /// Title of the step, leading to the case.
    pub job: Link,
    /// Whom the case is about, and its process.
    pub about: String,
    /// Who is asked.
    pub target: String,
    /// How it stands.
    pub chip: Chip,
    /// Tries, and the next one.
    pub tries: String,
    /// Since when it waits.
    pub since: String,
    /// Until when it must be answered; or empty.
    pub due: String,
}

/// Something that happens by the clock.
#[derive(Clone, Debug)]
pub struct ClockRow {
    /// What.
    pub title: String,
    /// What kind of thing it is.
    pub kind: String,
    /// When next.
    pub next: String,
}

/// View of `/admin/jobs`.
#[derive(Clone, Debug, Template)]
#[template(path = "machines.html")]
pub struct MachinesPage {
    /// Surroundings.
    pub shell: Shell,
    /// Open jobs.
    pub jobs: Vec<OpenJobRow>,
    /// Address of the next page of jobs.
    pub next: Option<String>,
    /// What the clock will do, the nearest first.
    pub clock: Vec<ClockRow>,
}
