//! The order of milestones, how long each takes, how much room it has and when it is to be expected.
//!
//! A milestone has a date and no length, so its length is what the plan gives it: the working days after the last of its
//! predecessors is due. The room of a milestone is how far it may slip before the last date of the plan slips.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_calendar::Calendar;

use crate::{Milestone, days};

/// The milestones of a plan with their ties.
pub(crate) struct Network<'a> {
    calendar: &'a Calendar,
    milestones: &'a [Milestone],
    /// Places of the predecessors.
    before: Vec<Vec<usize>>,
    /// Places in an order in which predecessors come first. What lies on a circle, or behind one, is left out.
    order: Vec<usize>,
}

impl<'a> Network<'a> {
    pub(crate) fn new(calendar: &'a Calendar, milestones: &'a [Milestone]) -> Self {
        let places: BTreeMap<&str, usize> =
            milestones.iter().map(|m| m.id.as_str()).zip(0..).collect();
        let before: Vec<Vec<usize>> = milestones
            .iter()
            .map(|milestone| {
                let known = milestone
                    .after
                    .iter()
                    .filter_map(|id| places.get(id.as_str()).copied());
                known.collect()
            })
            .collect();
        Self {
            calendar,
            milestones,
            order: order(&before),
            before,
        }
    }

    pub(crate) fn before(&self, place: usize) -> &[usize] {
        &self.before[place]
    }

    fn due(&self, place: usize) -> Option<NaiveDate> {
        self.milestones[place].due
    }

    /// When the last of the predecessors is due.
    fn last_before(&self, place: usize) -> Option<NaiveDate> {
        self.before[place]
            .iter()
            .filter_map(|before| self.due(*before))
            .max()
    }

    /// Working days by which each milestone may slip before the end of the plan does; none without a date or on a circle.
    pub(crate) fn slacks(&self) -> Vec<Option<i64>> {
        let end = self.milestones.iter().filter_map(|m| m.due).max();
        let mut slacks: Vec<Option<i64>> = vec![None; self.milestones.len()];
        for &place in &self.order {
            slacks[place] = self
                .due(place)
                .zip(end)
                .map(|(due, end)| days::between(self.calendar, due, end));
        }
        // Successors first: each tells its predecessors how much room it leaves them.
        for &place in self.order.iter().rev() {
            let (Some(own), Some(last)) = (slacks[place], self.last_before(place)) else {
                continue;
            };
            for &before in &self.before[place] {
                if let (Some(due), Some(slack)) = (self.due(before), slacks[before]) {
                    let left = own + days::between(self.calendar, due, last);
                    slacks[before] = Some(slack.min(left));
                }
            }
        }
        slacks
    }

    /// When each milestone is to be expected: done, or as planned, or as late as its predecessors make it.
    pub(crate) fn expected(&self, today: NaiveDate) -> Vec<Option<NaiveDate>> {
        let mut expected: Vec<Option<NaiveDate>> = vec![None; self.milestones.len()];
        for &place in &self.order {
            let milestone = &self.milestones[place];
            expected[place] = match (milestone.done, milestone.due) {
                (Some(done), _) => Some(done),
                (None, Some(due)) if !milestone.passed_by => {
                    let pushed = self.pushed(place, due, &expected);
                    Some(due.max(today).max(pushed.unwrap_or(due)))
                }
                (None, _) => None,
            };
        }
        expected
    }

    /// When a milestone is done if it takes as long as planned after its predecessors are done.
    fn pushed(
        &self,
        place: usize,
        due: NaiveDate,
        expected: &[Option<NaiveDate>],
    ) -> Option<NaiveDate> {
        let last = self.last_before(place)?;
        let length = days::between(self.calendar, last, due).max(0);
        let ready = self.before[place]
            .iter()
            .filter_map(|before| expected[*before])
            .max()?;
        days::after(self.calendar, ready, length)
    }
}

/// Predecessors first, otherwise as given.
fn order(before: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut placed = vec![false; before.len()];
    loop {
        let next = (0..before.len())
            .find(|place| !placed[*place] && before[*place].iter().all(|b| placed[*b]));
        match next {
            Some(place) => {
                placed[place] = true;
                order.push(place);
            }
            None => return order,
        }
    }
}
