//! What the expert says of a row.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

/// Verdicts by row; that on an indicator with bands by the indicator. A row without one brings nothing yet.
pub type Verdicts = BTreeMap<String, Verdict>;

/// The verdict on one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the row counts.
    pub accepted: bool,
    /// Why not, or why not all of it.
    pub reason: Option<String>,
    /// Items that do not count although the row does: their numbers, from 1.
    pub except: BTreeSet<usize>,
    /// The points that the expert gives, where the expert gives them.
    pub points: Option<Decimal>,
}

impl Verdict {
    /// The row counts as it is.
    pub fn accepted() -> Self {
        Self {
            accepted: true,
            ..Self::default()
        }
    }

    /// The row does not count.
    pub fn rejected(reason: &str) -> Self {
        Self {
            reason: Some(reason.to_owned()),
            ..Self::default()
        }
    }
}
