//! A milestone: a step as a point of a dated plan.
//!
//! It says nothing about the order in which steps run; that is what flows are for.

use reglament_expression::Expression;

use super::Title;

/// A milestone of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestone {
    /// The last day; absent: it has no date.
    pub due: Option<Expression>,
    /// The first day of its window; absent: the first of the month in which it is due.
    pub from: Option<Expression>,
    /// Ids of the milestones that it follows.
    pub after: Vec<String>,
    /// What there must be.
    pub deliverable: Option<Title>,
    /// What shows that it was reached.
    pub indicator: Option<Title>,
    /// Who answers for it.
    pub responsible: Option<Title>,
    /// Who takes part.
    pub participants: Option<Title>,
}
