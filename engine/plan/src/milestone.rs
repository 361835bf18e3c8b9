//! A milestone as planned and as it came.

use chrono::NaiveDate;

/// A milestone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestone {
    /// Id, unique in the plan.
    pub id: String,
    /// First day of its window; none: the first day of the month in which it is due.
    pub from: Option<NaiveDate>,
    /// Last day on which it is in time; none: it has no date.
    pub due: Option<NaiveDate>,
    /// Ids of those that come before it. Unknown ids are ignored.
    pub after: Vec<String>,
    /// When the work on it began.
    pub begun: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Whether it will not be reached any more.
    pub passed_by: bool,
}
