//! How long the work of a process takes: the list of processes, and one with its picture and figures.

use askama::Template;

use super::parts::{Chip, Drawing, Link, Pair, Shell};

/// View of `/control/processes`.
#[derive(Clone, Debug, Template)]
#[template(path = "measured_processes.html")]
pub struct MeasuredProcessesPage {
    /// Surroundings.
    pub shell: Shell,
    /// Processes with the acts behind them.
    pub processes: Vec<(Link, String)>,
}

/// A step that takes time.
#[derive(Clone, Debug)]
pub struct StepTimesRow {
    /// Step.
    pub id: String,
    /// Its title.
    pub title: String,
    /// «узкое место», when it is.
    pub chip: Option<Chip>,
    /// From how many runs the figures are.
    pub times: String,
    /// The middle duration; empty without any.
    pub median: String,
    /// What nine of ten do not exceed.
    pub most: String,
    /// How many were late, of how many with a due date.
    pub late: String,
    /// Part of the time of all work, percent.
    pub share: Option<u32>,
}

/// View of `/control/processes/{process}`.
#[derive(Clone, Debug, Template)]
#[template(path = "process_times.html")]
pub struct ProcessTimesPage {
    /// Surroundings.
    pub shell: Shell,
    /// What is known of whole cases.
    pub facts: Vec<Pair>,
    /// Which step holds the others up, in a sentence; empty when none does.
    pub bottleneck: String,
    /// Where that step stands in the table.
    pub bottleneck_href: String,
    /// What is overdue now.
    pub overdue_href: String,
    /// The process with usual durations at its steps; empty while nothing has ended.
    pub diagram: Drawing,
    /// What the figures are, in words.
    pub how: String,
    /// Steps in the order of the process; empty while nothing has ended.
    pub rows: Vec<StepTimesRow>,
}
