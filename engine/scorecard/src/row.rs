//! One row by itself: what of its claim counts, before the rows of its indicator are weighed against each other.

use rust_decimal::Decimal;

use crate::{
    Claims, Facts, Indicator, Item, Period, Points, Reason, Row, Share, Times, UnknownSetting,
    Verdicts,
};

/// What a row would bring if it stood alone.
pub(crate) struct Standing<'c> {
    pub(crate) row: &'c Row,
    pub(crate) claimed: usize,
    pub(crate) accepted: usize,
    /// How often the points of one count.
    pub(crate) units: usize,
    /// The points of one.
    pub(crate) each: Decimal,
    /// Why there are none.
    pub(crate) reason: Option<Reason>,
}

impl Standing<'_> {
    pub(crate) fn points(&self) -> Decimal {
        self.each * Decimal::from(self.units)
    }

    pub(crate) fn lose(&mut self, reason: Reason) {
        self.units = 0;
        self.reason = Some(reason);
    }
}

/// The items of a row that count.
struct Accepted<'i> {
    claimed: usize,
    items: Vec<&'i Item>,
    given: Option<Decimal>,
}

/// Everything that a row is judged by.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) claims: &'a Claims,
    pub(crate) verdicts: &'a Verdicts,
    pub(crate) facts: &'a Facts,
}

impl<'a> Case<'a> {
    /// A row that is claimed for itself.
    pub(crate) fn row<'c>(
        &self,
        indicator: &Indicator,
        row: &'c Row,
        many: bool,
    ) -> Result<Standing<'c>, UnknownSetting> {
        let (accepted, reason) = self.accepted(indicator, row)?;
        let each = match (&row.points, accepted.given) {
            (Points::Fixed(points) | Points::Band { points, .. }, _) => *points,
            (Points::Given { from, to }, given) => given
                .filter(|given| from <= given && given <= to)
                .unwrap_or_default(),
        };
        let missing = matches!(row.points, Points::Given { .. }) && accepted.given.is_none();
        let count = accepted.items.len();
        let reason = reason.or_else(|| (count > 0 && missing).then_some(Reason::NoPoints));
        let every = many || row.times.get(&self.facts.parameters)? == Times::Each;
        let units = match &reason {
            Some(_) => 0,
            None if every && !matches!(row.points, Points::Given { .. }) => count,
            None => count.min(1),
        };
        Ok(Standing {
            row,
            claimed: accepted.claimed,
            accepted: count,
            units,
            each,
            reason,
        })
    }

    /// The rows of an indicator with bands: the share decides which of them counts.
    pub(crate) fn bands<'c>(
        &self,
        indicator: &'c Indicator,
    ) -> Result<Vec<Standing<'c>>, UnknownSetting> {
        let rounding = indicator.rounding.get(&self.facts.parameters)?;
        let mut standings = Vec::new();
        let mut told = false;
        for row in &indicator.rows {
            let (accepted, reason) = self.accepted(indicator, row)?;
            let share = Share::together(accepted.items.iter().filter_map(|item| item.share));
            let hit = share.is_some_and(|share| row.holds(share, rounding));
            let first_of_none = !told && !self.reached(indicator, share, rounding);
            let mine = reason.is_none() && hit || first_of_none;
            told |= mine;
            let below = (accepted.claimed > 0 && !hit).then_some(Reason::BelowBands);
            standings.push(Standing {
                row,
                claimed: if mine { accepted.claimed } else { 0 },
                accepted: if mine { accepted.items.len() } else { 0 },
                units: usize::from(hit && reason.is_none()),
                each: row.points.highest(),
                reason: reason.or(below).filter(|_| mine && !(hit)),
            });
        }
        Ok(standings)
    }

    fn reached(&self, indicator: &Indicator, share: Option<Share>, how: crate::Rounding) -> bool {
        share.is_some_and(|share| indicator.rows.iter().any(|row| row.holds(share, how)))
    }

    /// The items that count, and why there are none.
    fn accepted(
        &self,
        indicator: &Indicator,
        row: &Row,
    ) -> Result<(Accepted<'a>, Option<Reason>), UnknownSetting> {
        let id = row.claimed_as(indicator);
        let items = self.claims.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut accepted = Accepted {
            claimed: items.len(),
            items: Vec::new(),
            given: None,
        };
        let period = row.period.get(&self.facts.parameters)?;
        let needed = row.at_least.get(&self.facts.parameters)? as usize;
        if items.is_empty() {
            return Ok((accepted, None));
        }
        if !row.applies.to(self.facts.position.as_deref()) {
            return Ok((accepted, Some(Reason::NotApplicable)));
        }
        let Some(verdict) = self.verdicts.get(id) else {
            return Ok((accepted, Some(Reason::Undecided)));
        };
        let kept = items.iter().enumerate();
        let kept: Vec<&Item> = kept
            .filter(|(index, _)| verdict.accepted && !verdict.except.contains(&(index + 1)))
            .map(|(_, item)| item)
            .collect();
        if kept.is_empty() {
            let reason = verdict.reason.clone().unwrap_or_default();
            return Ok((accepted, Some(Reason::Rejected { reason })));
        }
        let within = kept.into_iter().filter(|item| self.within(item, period));
        accepted.items = within.collect();
        accepted.given = verdict.points;
        let found = accepted.items.len();
        let reason = match found {
            0 => Some(Reason::OutsidePeriod),
            _ if found < needed => Some(Reason::TooLittle { needed, found }),
            _ => None,
        };
        Ok((accepted, reason))
    }

    /// Whether an item is of the time that the row asks for.
    fn within(&self, item: &Item, period: Period) -> bool {
        let facts = self.facts;
        let after_beginning = |day| facts.since.is_none_or(|since| since <= day);
        let before_end = |day| facts.until.is_none_or(|until| day <= until);
        match (period, item.on) {
            (Period::Any, _) | (Period::Average, None) => true,
            (Period::Between | Period::Average, Some(on)) => after_beginning(on) && before_end(on),
            (Period::Between, None) => false,
            (Period::Now, on) => {
                let begun = on.is_none_or(|on| facts.today.is_none_or(|today| on <= today));
                let lasts = |to| facts.until.is_none_or(|until| until <= to);
                begun && item.to.is_none_or(lasts)
            }
        }
    }
}

impl Row {
    fn holds(&self, share: Share, rounding: crate::Rounding) -> bool {
        match &self.points {
            Points::Band { from, below, .. } => share.lies_in(*from, *below, rounding),
            Points::Fixed(_) | Points::Given { .. } => false,
        }
    }
}
