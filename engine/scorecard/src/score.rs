//! The score: every row with its points and why not more, every group with its total, the total and the level.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Card, Claims, Facts, UnknownSetting, Verdicts, indicator, row::Case};

/// The points of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Every row of the card, in its order.
    pub rows: Vec<RowScore>,
    /// Every group, in its order.
    pub groups: Vec<GroupScore>,
    /// All points. Below zero when more is taken away than given.
    pub total: Decimal,
    /// The highest level reached; none where no threshold is set or none is reached.
    pub level: Option<String>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowScore {
    /// Row.
    pub row: String,
    /// Items claimed.
    pub claimed: usize,
    /// Items that the expert accepted and that are of the right time.
    pub accepted: usize,
    /// Items that bring points.
    pub counted: usize,
    /// Points.
    pub points: Decimal,
    /// Why a claimed row brings none.
    pub reason: Option<Reason>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupScore {
    /// Group.
    pub group: String,
    /// Its points.
    pub total: Decimal,
}

/// Why a claimed row brings no points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The row is not for this position.
    NotApplicable,
    /// Nothing of it is of the time that counts.
    OutsidePeriod,
    /// Fewer items than are needed.
    TooLittle {
        /// So many are needed.
        needed: usize,
        /// So many there are.
        found: usize,
    },
    /// Another row of the indicator brings more, and only one counts.
    Lost {
        /// The row that counts.
        to: String,
    },
    /// Better items have used up the cap.
    OverCap {
        /// So many items count.
        cap: usize,
    },
    /// The expert did not accept it.
    Rejected {
        /// His reason.
        reason: String,
    },
    /// The expert has not decided yet.
    Undecided,
    /// The expert has given no points.
    NoPoints,
    /// The share lies in no band.
    BelowBands,
}

/// Counts the points.
///
/// # Errors
/// When a setting names a parameter that `facts` do not hold, or that holds a word of no meaning.
pub fn score(
    card: &Card,
    claims: &Claims,
    verdicts: &Verdicts,
    facts: &Facts,
) -> Result<Score, UnknownSetting> {
    let case = Case {
        claims,
        verdicts,
        facts,
    };
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for group in &card.groups {
        let mut total = Decimal::ZERO;
        for indicator in &group.indicators {
            for standing in indicator::weigh(&case, indicator)? {
                total += standing.points();
                rows.push(RowScore {
                    row: standing.row.id.clone(),
                    claimed: standing.claimed,
                    accepted: standing.accepted,
                    counted: standing.units,
                    points: standing.points().normalize(),
                    reason: standing.reason,
                });
            }
        }
        groups.push(GroupScore {
            group: group.id.clone(),
            total: total.normalize(),
        });
    }
    let total: Decimal = groups.iter().map(|group| group.total).sum();
    Ok(Score {
        rows,
        groups,
        level: level(card, total, &facts.parameters)?,
        total: total.normalize(),
    })
}

/// The level with the highest threshold that the total reaches.
fn level(
    card: &Card,
    total: Decimal,
    parameters: &BTreeMap<String, String>,
) -> Result<Option<String>, UnknownSetting> {
    let mut best: Option<(Decimal, &str)> = None;
    for threshold in &card.thresholds {
        let needed = threshold.points.get(parameters)?;
        let reached = needed > Decimal::ZERO && needed <= total;
        if reached && best.is_none_or(|(points, _)| points <= needed) {
            best = Some((needed, &threshold.id));
        }
    }
    Ok(best.map(|(_, id)| id.to_owned()))
}
