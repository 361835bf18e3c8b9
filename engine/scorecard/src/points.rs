//! How many points a row brings: a fixed number, a number that the expert gives, or a number for a band of a share.

use rust_decimal::Decimal;

/// The points of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Points {
    /// So many; below zero they are taken away.
    Fixed(Decimal),
    /// As many as the expert gives, both bounds included.
    Given {
        /// Fewest.
        from: Decimal,
        /// Most.
        to: Decimal,
    },
    /// So many when the share in percent is not below `from` and is below `below`.
    Band {
        /// Points.
        points: Decimal,
        /// Lower bound, included, percent.
        from: Decimal,
        /// Upper bound, not included, percent; none: there is none.
        below: Option<Decimal>,
    },
}

impl Points {
    /// Whether a share decides.
    pub fn is_band(&self) -> bool {
        matches!(self, Self::Band { .. })
    }

    /// The most that the row can bring for one item.
    pub fn highest(&self) -> Decimal {
        match self {
            Self::Fixed(points) | Self::Band { points, .. } => *points,
            Self::Given { to, .. } => *to,
        }
    }
}
