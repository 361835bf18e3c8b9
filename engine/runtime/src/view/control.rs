//! What stands beside the rows of the control board: the strip of units and duties, and what a press with many tasks did.

use reglament_core::{InstanceId, TaskId};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::PersonOption;

/// Where the tasks of a list pile up: units down, duties across. A task whose doers work in several units is counted in
/// each of them; with many units the lowest are counted in those above them.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct StripView {
    /// Duties, the one with most tasks first.
    pub duties: Vec<Duty>,
    /// Units, or roles whose holders belong to none; the one with most tasks first.
    pub rows: Vec<StripRow>,
    /// Tasks that were counted.
    pub counted: usize,
    /// Whether there are more tasks, units or duties than the strip shows.
    pub more: bool,
    /// Those who may do the counted tasks, by name.
    pub people: Vec<PersonOption>,
}

/// A step of a process.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Duty {
    /// Process.
    pub process: String,
    /// Step.
    pub step: String,
    /// Title of the step.
    pub title: Title,
}

/// Whose tasks a row of the strip counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StripOf {
    /// People of a unit, by id.
    Unit(String),
    /// A role, by id.
    Role(String),
}

/// A row of the strip.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StripRow {
    /// Whose.
    pub of: StripOf,
    /// Their name.
    pub title: Title,
    /// Tasks, one number per duty.
    pub cells: Vec<u32>,
}

/// What came of one press with many tasks.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct TogetherDone {
    /// Tasks with which it was done.
    pub done: u32,
    /// Tasks with which it had been done already: reminded or told to those above today, signed, with that person.
    pub already: u32,
    /// Tasks that somebody has closed meanwhile.
    pub closed: u32,
    /// What came of each of them, in the order given.
    pub tasks: Vec<TogetherTask>,
}

impl TogetherDone {
    /// The tasks with which it could not be done, and why.
    pub fn refused(&self) -> impl Iterator<Item = (&TogetherTask, &TogetherRefusal)> {
        let tasks = self.tasks.iter();
        tasks.filter_map(|task| Some((task, task.refusal.as_ref()?)))
    }
}

/// What came of one of them.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TogetherTask {
    /// Instance.
    pub instance: InstanceId,
    /// Task.
    pub task: TaskId,
    /// What came of it.
    pub outcome: TogetherOutcome,
    /// Why it was refused.
    pub refusal: Option<TogetherRefusal>,
}

/// What came of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TogetherOutcome {
    /// It was done.
    Done,
    /// It had been done already.
    Already,
    /// Somebody has closed the task meanwhile.
    Closed,
    /// It could not be done.
    Refused,
}

/// Why it was not done with one of them.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TogetherRefusal {
    /// Whom or what it is about; empty for what one may not see.
    pub subject: String,
    /// Stable code.
    pub code: String,
    /// Why, in Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}
