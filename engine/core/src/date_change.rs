//! One row of the table that an act about a term leaves behind: which date, what it was, what it is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{DueDate, TermOwner};

/// A date before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateChange {
    /// Whose date.
    pub owner: TermOwner,
    /// Its step; none for the term of the whole instance.
    pub step: Option<String>,
    /// The last day before.
    pub before: NaiveDate,
    /// The last day after; while the term stands still, the one it would have had.
    pub after: NaiveDate,
    /// The first late instant after, or the instant at which the wait or window ends.
    pub at: DateTime<Utc>,
    /// How it was counted, when a term gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
    /// Whether it stands still until the term it depends on runs again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
}

impl DateChange {
    /// Whether the date itself moved.
    pub fn moved(&self) -> bool {
        self.before != self.after
    }
}
