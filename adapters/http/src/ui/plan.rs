//! The board of milestones: a picture with a bar for each, and the table that says everything in words.

use super::parts::{Chip, Drawing, Link, MonthView, Pair, Tab};

/// The board.
#[derive(Clone, Debug)]
pub struct PlanBoard {
    /// What holds for the plan as a whole.
    pub facts: Vec<Pair>,
    /// Weeks, months, quarters.
    pub zooms: Vec<Tab>,
    /// Names of the lines, each with its place in the table.
    pub names: Vec<Link>,
    /// The bars.
    pub chart: Drawing,
    /// When what is due, a month at a time.
    pub month: MonthView,
    /// A line a milestone.
    pub rows: Vec<MilestoneRow>,
}

/// A milestone.
#[derive(Clone, Debug)]
pub struct MilestoneRow {
    /// Id of the step, the target of the links in the picture.
    pub id: String,
    /// Title.
    pub title: String,
    /// The clause, deliverable, indicator: label and words.
    pub facts: Vec<Pair>,
    /// Who answers for it.
    pub responsible: String,
    /// Who takes part.
    pub participants: String,
    /// Plan.
    pub due: String,
    /// Fact.
    pub done: String,
    /// How late or early.
    pub deviation: String,
    /// How much room there is.
    pub slack: String,
    /// Whether it may not slip.
    pub critical: bool,
    /// Where it stands.
    pub chip: Chip,
    /// What it waits for, or empty.
    pub waiting: String,
}
