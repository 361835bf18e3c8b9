//! Who may do a task on a day: holders or named people, those who stand in for the absent, deputies last.
//!
//! An excluded person neither acts nor is acted for: somebody who prepared a paper may not approve it through a
//! substitute either. Who is away is passed over, unless nobody else is left.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::Organisation;

use super::{Absence, Candidacy};
use crate::limits::MAX_SUBSTITUTION_CHAIN;

/// Somebody who may do a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doer {
    /// Who.
    pub person: String,
    /// In whose place.
    pub standing: Standing,
}

/// In whose place somebody acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In one's own.
    Own,
    /// Of somebody absent, by an order.
    Substitute {
        /// The absent person.
        of: String,
        /// The order, or several along a chain.
        order: String,
    },
    /// Of somebody who delegated the task.
    Delegate {
        /// Who delegated it.
        of: String,
    },
}

impl Standing {
    /// The person in whose place it is; none for one's own.
    pub fn of(&self) -> Option<&str> {
        match self {
            Self::Own => None,
            Self::Substitute { of, .. } | Self::Delegate { of } => Some(of),
        }
    }
}

/// Those who may do the task on a day, in the order of the directory, each once. Empty: nobody is left.
pub fn eligible(
    organisation: &Organisation,
    absences: &[Absence],
    on: NaiveDate,
    candidacy: &Candidacy<'_>,
) -> Vec<Doer> {
    let day = Day {
        organisation,
        absences,
        on,
        candidacy,
    };
    if let Some(doer) = day.delegate() {
        return vec![doer];
    }
    let all = day.candidates();
    day.claimant(&all).map_or(all, |doer| vec![doer])
}

/// The facts of one question.
struct Day<'a> {
    organisation: &'a Organisation,
    absences: &'a [Absence],
    on: NaiveDate,
    candidacy: &'a Candidacy<'a>,
}

impl<'a> Day<'a> {
    /// The delegate, while there and not excluded; otherwise the task is the delegator's again.
    fn delegate(&self) -> Option<Doer> {
        let of = self.candidacy.delegated_by?;
        let to = self.candidacy.claimed_by?;
        let there = self.known(to) && !self.excluded(to) && self.absence(to).is_none();
        (there && !self.excluded(of)).then(|| Doer {
            person: to.to_owned(),
            standing: Standing::Delegate { of: of.to_owned() },
        })
    }

    /// Whoever took the task has it alone, or whoever stands in for that person now.
    fn claimant(&self, all: &[Doer]) -> Option<Doer> {
        let delegator = self.candidacy.delegated_by;
        let by = delegator.or(self.candidacy.claimed_by)?;
        let own = all.iter().find(|doer| doer.person == by);
        let instead = || all.iter().find(|doer| doer.standing.of() == Some(by));
        own.or_else(instead).cloned()
    }

    fn candidates(&self) -> Vec<Doer> {
        if let Some(people) = self.candidacy.people {
            let people: Vec<&str> = people.iter().map(String::as_str).collect();
            return self.first_of(&[people]);
        }
        let mut all: Vec<Doer> = Vec::new();
        for role in self.candidacy.roles {
            if let Some(id) = Organisation::only_holder(role) {
                add(&mut all, self.first_of(&[vec![id]]));
                continue;
            }
            let Some(role) = self.organisation.roles.get(role) else {
                continue;
            };
            let in_office = |ids: &'a [String]| -> Vec<&'a str> {
                let ids = ids.iter().map(String::as_str);
                ids.filter(|id| role.in_office(id, self.on)).collect()
            };
            let found = self.first_of(&[in_office(&role.holders), in_office(&role.deputies)]);
            add(&mut all, found);
        }
        all
    }

    /// The first group in which anybody is there or has somebody in place; failing that, the first whose people exist
    /// although they are away.
    fn first_of(&self, groups: &[Vec<&str>]) -> Vec<Doer> {
        let present = groups.iter().map(|group| self.present(group));
        let mut found = present.filter(|doers| !doers.is_empty());
        if let Some(doers) = found.next() {
            return doers;
        }
        let away = groups.iter().map(|group| {
            let left = group
                .iter()
                .filter(|id| self.known(id) && !self.excluded(id));
            left.map(|id| own(id)).collect::<Vec<_>>()
        });
        away.into_iter()
            .find(|doers| !doers.is_empty())
            .unwrap_or_default()
    }

    /// Those of the group who are there, and those who stand in for the others; one's own place comes first.
    fn present(&self, group: &[&str]) -> Vec<Doer> {
        let places = group
            .iter()
            .filter(|id| self.known(id) && !self.excluded(id));
        let mut doers: Vec<Doer> = Vec::new();
        for id in places {
            let doer = match self.absence(id) {
                None => Some(own(id)),
                Some(_) if self.candidacy.personal => None,
                Some(absence) => self.stand_in(id, absence),
            };
            let Some(doer) = doer else { continue };
            match doers.iter_mut().find(|known| known.person == doer.person) {
                Some(known) if doer.standing == Standing::Own => *known = doer,
                Some(_) => {}
                None => doers.push(doer),
            }
        }
        doers
    }

    /// Who acts instead of an absent person: the first substitute who is there and may, or whoever stands in for one.
    fn stand_in(&self, of: &str, absence: &Absence) -> Option<Doer> {
        let mut passed = BTreeSet::from([of.to_owned()]);
        let mut orders = Vec::new();
        let person = self.follow(absence, &mut passed, &mut orders)?;
        let standing = Standing::Substitute {
            of: of.to_owned(),
            order: orders.join(", "),
        };
        Some(Doer { person, standing })
    }

    fn follow(
        &self,
        absence: &Absence,
        passed: &mut BTreeSet<String>,
        orders: &mut Vec<String>,
    ) -> Option<String> {
        if orders.len() >= MAX_SUBSTITUTION_CHAIN {
            return None;
        }
        orders.push(absence.order.clone());
        for id in &absence.substitutes {
            if !passed.insert(id.clone()) || !self.known(id) || self.excluded(id) {
                continue;
            }
            let found = match self.absence(id) {
                None => Some(id.clone()),
                Some(next) => self.follow(next, passed, orders),
            };
            if found.is_some() {
                return found;
            }
        }
        orders.pop();
        None
    }

    fn absence(&self, person: &str) -> Option<&'a Absence> {
        self.absences
            .iter()
            .find(|absence| absence.person == person && absence.covers(self.on))
    }

    fn known(&self, person: &str) -> bool {
        self.organisation.people.contains_key(person)
    }

    fn excluded(&self, person: &str) -> bool {
        self.candidacy.excluded.contains(person)
    }
}

fn own(person: &str) -> Doer {
    Doer {
        person: person.to_owned(),
        standing: Standing::Own,
    }
}

/// Adds those found for another role; one's own place comes first.
fn add(all: &mut Vec<Doer>, found: Vec<Doer>) {
    for doer in found {
        match all.iter_mut().find(|known| known.person == doer.person) {
            Some(known) if doer.standing == Standing::Own => known.standing = doer.standing,
            Some(_) => {}
            None => all.push(doer),
        }
    }
}
