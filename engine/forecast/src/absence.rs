//! From when on a step finds somebody to do it, with those who are away by an order and those who would be.
//!
//! Who may do a task on a day, in whose place, is the business of `reglament-core`; here the days are gone through.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use reglament_calendar::{DecreeDays, local_date, start_of_day};
use reglament_core::{Absence, Candidacy, Context, eligible};

/// Whose work is wanted: a task, or one of its signatures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) roles: BTreeSet<String>,
    /// Only these people, when it is offered by name.
    pub(crate) people: Option<BTreeSet<String>>,
    pub(crate) excluded: BTreeSet<String>,
    pub(crate) claimed_by: Option<String>,
    pub(crate) delegated_by: Option<String>,
}

/// What the absences of the day mean for a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Somebody is there who usually does it, or nobody ever would be.
    Usual,
    /// This person stands in.
    Substitute(String),
    /// It waits until this instant.
    From(DateTime<Utc>),
}

impl Wanted {
    fn candidacy(&self) -> Candidacy<'_> {
        Candidacy {
            people: self.people.as_ref(),
            claimed_by: self.claimed_by.as_deref(),
            delegated_by: self.delegated_by.as_deref(),
            ..Candidacy::of_roles(&self.roles, &self.excluded)
        }
    }

    /// Whether somebody is there at `at`.
    pub(crate) fn presence(
        &self,
        context: &Context<'_>,
        absences: &[Absence],
        at: DateTime<Utc>,
    ) -> Presence {
        let (zone, organisation) = (context.definition.zone, context.organisation);
        let candidacy = self.candidacy();
        let mut day = local_date(at, zone);
        let mut moved = false;
        for _ in 0..=absences.len() {
            let of = |person: &str, day: NaiveDate| {
                let own = absences
                    .iter()
                    .filter(move |a| a.from <= day && day <= a.until);
                own.filter(|a| a.person == person).map(|a| a.until).min()
            };
            let doers = eligible(organisation, absences, day, &candidacy);
            let there = doers.iter().find(|doer| of(&doer.person, day).is_none());
            if let Some(there) = there.filter(|_| !moved) {
                let usual = eligible(organisation, &[], day, &candidacy);
                let is_usual = usual.iter().any(|doer| of(&doer.person, day).is_none());
                return match is_usual {
                    true => Presence::Usual,
                    false => Presence::Substitute(there.person.clone()),
                };
            }
            if there.is_some() {
                break;
            }
            let back = doers.iter().filter_map(|doer| of(&doer.person, day)).min();
            let Some(back) = back.filter(|back| back.year() < 9_999) else {
                return Presence::Usual;
            };
            day = context.calendar.next_working(back, DecreeDays::Working);
            moved = true;
        }
        match moved {
            true => Presence::From(start_of_day(day, zone)),
            false => Presence::Usual,
        }
    }
}
