//! Who is away when, and from when on a step finds somebody to do it.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use reglament_calendar::{DecreeDays, local_date, start_of_day};
use reglament_core::Context;

/// An absence: both days belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Person, by id.
    pub person: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Who stands in, by id.
    pub substitute: Option<String>,
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

/// Whether somebody with one of `roles` is there at `at`.
pub(crate) fn presence<'r>(
    context: &Context<'_>,
    absences: &[Absence],
    roles: impl Iterator<Item = &'r String> + Clone,
    not_by: &BTreeSet<String>,
    at: DateTime<Utc>,
) -> Presence {
    let zone = context.definition.zone;
    let usual: BTreeSet<&str> = people(context, roles.clone(), not_by);
    let mut day = local_date(at, zone);
    let mut moved = false;
    for _ in 0..=absences.len() {
        let away: Vec<&Absence> = absences
            .iter()
            .filter(|a| a.from <= day && day <= a.to)
            .collect();
        let is_away = |person: &str| away.iter().any(|a| a.person == person);
        if usual.is_empty() || usual.iter().any(|person| !is_away(person)) {
            return if moved {
                Presence::From(start_of_day(day, zone))
            } else {
                Presence::Usual
            };
        }
        let stands_in = away
            .iter()
            .filter(|a| usual.contains(a.person.as_str()))
            .filter_map(|a| a.substitute.as_ref())
            .find(|person| !is_away(person) && !not_by.contains(*person));
        let mut excluded = not_by.clone();
        excluded.extend(away.iter().map(|a| a.person.clone()));
        let deputies = people(context, roles.clone(), &excluded);
        let found = stands_in.cloned();
        let found = found.or_else(|| deputies.first().map(|person| (*person).to_owned()));
        if let Some(person) = found.filter(|_| !moved) {
            return Presence::Substitute(person);
        }
        let back = away
            .iter()
            .filter(|a| usual.contains(a.person.as_str()))
            .map(|a| a.to)
            .min();
        let Some(back) = back.filter(|back| back.year() < 9_999) else {
            return Presence::Usual;
        };
        day = context.calendar.next_working(back, DecreeDays::Working);
        moved = true;
    }
    Presence::From(start_of_day(day, zone))
}

fn people<'c, 'r>(
    context: &Context<'c>,
    roles: impl Iterator<Item = &'r String>,
    not_by: &BTreeSet<String>,
) -> BTreeSet<&'c str> {
    let organisation = context.organisation;
    roles
        .flat_map(|role| organisation.candidates(role, not_by))
        .map(|person| person.id.as_str())
        .collect()
}
