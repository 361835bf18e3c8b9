//! A card: groups of indicators, indicators of rows, and the rules by which their points are counted.
//!
//! Only what counting needs. Titles, wordings and notes belong to whoever shows the card.

use rust_decimal::Decimal;

use crate::{Applies, CapScope, Period, Points, Rounding, Rule, Setting, Times};

/// A card. The ids of groups, indicators and rows are unique within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Groups in the order of the form.
    pub groups: Vec<Group>,
    /// From how many points on a level is reached, lowest first; often the act names none.
    pub thresholds: Vec<Threshold>,
}

/// A group of indicators with a total of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Indicators in the order of the form.
    pub indicators: Vec<Indicator>,
}

/// Rows that are counted together by one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Id.
    pub id: String,
    /// How the points of its rows go together.
    pub rule: Setting<Rule>,
    /// How many items bring points, under the rule [`Rule::Best`].
    pub cap: Setting<u32>,
    /// Whether the cap holds for each row or for all rows together.
    pub cap_scope: Setting<CapScope>,
    /// How a share is compared with the bands.
    pub rounding: Setting<Rounding>,
    /// Rows in the order of the form.
    pub rows: Vec<Row>,
}

/// A row of the card: something that brings points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id.
    pub id: String,
    /// How many points.
    pub points: Points,
    /// From which time what is claimed must be.
    pub period: Setting<Period>,
    /// Whether several items bring the points once or each.
    pub times: Setting<Times>,
    /// How many items are needed before the row brings anything; 0: as many as there are.
    pub at_least: Setting<u32>,
    /// For which positions the row is.
    pub applies: Applies,
}

/// A level and the points from which it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Id of the level.
    pub id: String,
    /// Least total; 0: the level has no threshold yet and is never reached.
    pub points: Setting<Decimal>,
}

impl Card {
    /// All rows with their indicators, in the order of the form.
    pub fn rows(&self) -> impl Iterator<Item = (&Indicator, &Row)> {
        let indicators = self.groups.iter().flat_map(|group| &group.indicators);
        indicators.flat_map(|one| one.rows.iter().map(move |row| (one, row)))
    }

    /// Ids under which something may be claimed: rows, and indicators with bands in place of their rows.
    pub fn claimable(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.rows()
            .map(|(indicator, row)| row.claimed_as(indicator))
            .filter(move |id| last.replace(*id) != Some(*id))
    }
}

impl Indicator {
    /// Whether a share decides which of its rows brings points.
    pub fn has_bands(&self) -> bool {
        self.rows.iter().any(|row| row.points.is_band())
    }
}

impl Row {
    /// The id under which the row is claimed: that of its indicator when a share decides between its rows.
    pub fn claimed_as<'c>(&'c self, indicator: &'c Indicator) -> &'c str {
        if self.points.is_band() {
            &indicator.id
        } else {
            &self.id
        }
    }

    /// Whether the row takes points away: the expert finds it, nobody claims it.
    pub fn is_penalty(&self) -> bool {
        self.points.highest() < Decimal::ZERO
    }
}
