//! Absences: who is away from when until when, and who acts instead, by which order.
//!
//! They are facts of the directory, entered by an authorised person and kept by the runtime.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_definition::Organisation;
use serde::{Deserialize, Serialize};

use crate::limits::{MAX_SUBSTITUTES, MAX_TEXT};

/// Somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Who.
    pub person: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Who acts instead: the first of them who is there and may.
    pub substitutes: Vec<String>,
    /// Number (and date) of the order that says so.
    pub order: String,
}

/// Why an absence cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbsenceProblem {
    /// The directory has no such person.
    UnknownPerson(String),
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// No number of an order, or one that is too long.
    NoOrder,
    /// More substitutes than may be named.
    TooManySubstitutes,
    /// Named twice, or the absent person.
    NamedTwice(String),
    /// Somebody would in the end stand in for oneself; the people of the loop in order.
    Loop(Vec<String>),
    /// The person is away in that time already.
    Overlaps,
}

impl Absence {
    /// Whether the day belongs to it.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from <= on && on <= self.until
    }

    fn meets(&self, other: &Self) -> bool {
        self.from <= other.until && other.from <= self.until
    }

    /// Whether it can stand beside `known`.
    ///
    /// # Errors
    /// The first problem found.
    pub fn check(
        &self,
        organisation: &Organisation,
        known: &[Absence],
    ) -> Result<(), AbsenceProblem> {
        let named = [&self.person].into_iter().chain(&self.substitutes);
        if let Some(id) = named
            .clone()
            .find(|id| !organisation.people.contains_key(*id))
        {
            return Err(AbsenceProblem::UnknownPerson(id.clone()));
        }
        if self.until < self.from {
            return Err(AbsenceProblem::EndsBeforeItBegins);
        }
        if self.order.trim().is_empty() || self.order.chars().count() > MAX_TEXT {
            return Err(AbsenceProblem::NoOrder);
        }
        if self.substitutes.len() > MAX_SUBSTITUTES {
            return Err(AbsenceProblem::TooManySubstitutes);
        }
        let mut seen = BTreeSet::new();
        if let Some(id) = named.into_iter().find(|id| !seen.insert(*id)) {
            return Err(AbsenceProblem::NamedTwice(id.clone()));
        }
        let meeting: Vec<&Absence> = known.iter().filter(|other| self.meets(other)).collect();
        if meeting.iter().any(|other| other.person == self.person) {
            return Err(AbsenceProblem::Overlaps);
        }
        let mut way = vec![self.person.clone()];
        for next in &self.substitutes {
            if leads_back(&self.person, next, &meeting, &mut way) {
                return Err(AbsenceProblem::Loop(way));
            }
        }
        Ok(())
    }
}

/// Whether the chain of substitutes from `at` comes back to `start`; `way` is then the loop.
fn leads_back(start: &str, at: &str, known: &[&Absence], way: &mut Vec<String>) -> bool {
    if at == start {
        way.push(at.to_owned());
        return true;
    }
    if way.iter().any(|passed| passed == at) {
        return false;
    }
    way.push(at.to_owned());
    let away = known.iter().filter(|absence| absence.person == at);
    for next in away.flat_map(|absence| &absence.substitutes) {
        if leads_back(start, next, known, way) {
            return true;
        }
    }
    way.pop();
    false
}

impl AbsenceProblem {
    /// The same with names instead of ids.
    #[must_use]
    pub fn named(self, name: impl Fn(&str) -> String) -> Self {
        match self {
            Self::NamedTwice(id) => Self::NamedTwice(name(&id)),
            Self::Loop(way) => Self::Loop(way.iter().map(|id| name(id)).collect()),
            other @ (Self::UnknownPerson(_)
            | Self::EndsBeforeItBegins
            | Self::NoOrder
            | Self::TooManySubstitutes
            | Self::Overlaps) => other,
        }
    }

    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownPerson(_) => "unknown_person",
            Self::EndsBeforeItBegins => "absence_ends_before_it_begins",
            Self::NoOrder => "absence_without_order",
            Self::TooManySubstitutes => "too_many_substitutes",
            Self::NamedTwice(_) => "substitute_named_twice",
            Self::Loop(_) => "substitution_loop",
            Self::Overlaps => "absence_overlaps",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::UnknownPerson(id) => format!("Человека «{id}» нет в справочнике."),
            Self::EndsBeforeItBegins => "Отсутствие кончается раньше, чем начинается.".into(),
            Self::NoOrder => "Укажите номер приказа о замещении.".into(),
            Self::TooManySubstitutes => {
                format!("Замещающих можно назвать не больше {MAX_SUBSTITUTES}.")
            }
            Self::NamedTwice(id) => format!("«{id}» назван дважды: уберите повтор."),
            Self::Loop(way) => format!(
                "Замещение идёт по кругу: {}. Назовите другого замещающего.",
                way.join(" → ")
            ),
            Self::Overlaps => {
                "На эти дни отсутствие уже внесено. Отмените прежнее или измените даты.".into()
            }
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::UnknownPerson(id) => format!("The directory has no person `{id}`."),
            Self::EndsBeforeItBegins => "The absence ends before it begins.".into(),
            Self::NoOrder => "Give the number of the order on substitution.".into(),
            Self::TooManySubstitutes => {
                format!("At most {MAX_SUBSTITUTES} substitutes may be named.")
            }
            Self::NamedTwice(id) => format!("`{id}` is named twice: remove the repetition."),
            Self::Loop(way) => format!(
                "The substitution goes round in a circle: {}. Name another substitute.",
                way.join(" → ")
            ),
            Self::Overlaps => {
                "An absence on these days is entered already. Cancel it or change the dates.".into()
            }
        }
    }
}
