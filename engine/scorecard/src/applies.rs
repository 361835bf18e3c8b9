//! For which positions a row is.

use std::collections::BTreeSet;

/// Positions by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Applies {
    /// For every position.
    #[default]
    Everybody,
    /// Only for these.
    Only(BTreeSet<String>),
    /// For all but these.
    Except(BTreeSet<String>),
}

impl Applies {
    /// Whether the row is for this position. A row for some positions only is not for somebody whose position is unknown.
    pub fn to(&self, position: Option<&str>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Only(positions) => position.is_some_and(|p| positions.contains(p)),
            Self::Except(positions) => !position.is_some_and(|p| positions.contains(p)),
        }
    }
}
