//! Other circumstances: somebody is away, a day is off, another edition is in force. They change a question, never an
//! instance.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_calendar::{Calendar, Overlay, OverlayDay, RowKind, start_of_day};
use reglament_core::{Context, Instance};
use reglament_definition::Definition;

use crate::{
    Absence, Asked, Assumed, Assumption, Earlier, Forecast, Plan, Shift, compare, forecast,
};

/// What would be otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// Who would be away.
    pub absences: Vec<Absence>,
    /// Days that would be off.
    pub days_off: Vec<NaiveDate>,
    /// The edition that would be in force.
    pub edition: Option<Edition>,
}

/// Another edition of the processes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Its definitions, by process id.
    pub definitions: BTreeMap<String, Definition>,
    /// The first day on which it is in force: steps that begin before keep the former terms.
    pub from: NaiveDate,
}

/// Circumstances prepared for many instances.
pub struct Prepared<'w> {
    what: &'w WhatIf,
    calendar: Calendar,
    plans: BTreeMap<&'w str, Plan>,
}

impl<'w> Prepared<'w> {
    /// Prepares; `calendar` is the one of today.
    pub fn of(what: &'w WhatIf, calendar: &Calendar) -> Self {
        let days = what.days_off.iter().map(|date| OverlayDay {
            date: *date,
            kind: RowKind::DayOff,
            note: None,
            scope: None,
        });
        let overlay = Overlay {
            id: "what-if".to_owned(),
            title: "what-if".to_owned(),
            days: days.collect(),
        };
        let editions = what.edition.iter().flat_map(|edition| &edition.definitions);
        Self {
            what,
            calendar: if what.days_off.is_empty() {
                calendar.clone()
            } else {
                calendar.with_overlay(overlay)
            },
            plans: editions
                .map(|(id, definition)| (id.as_str(), Plan::of(definition)))
                .collect(),
        }
    }

    /// The forecast under these circumstances of an instance about which `asked` asks as things stand.
    pub fn forecast(&self, asked: Asked<'_>, instance: &Instance) -> Forecast {
        let changed = Asked {
            context: Context {
                calendar: &self.calendar,
                ..asked.context
            },
            absences: &self.what.absences,
            recount: !self.what.days_off.is_empty(),
            ..asked
        };
        let process = &asked.context.definition.reference.process;
        let edition = self.what.edition.as_ref();
        let Some((edition, other)) =
            edition.and_then(|edition| Some((edition, edition.definitions.get(process)?)))
        else {
            return forecast(changed, instance);
        };
        let mut tokens = instance.tokens().values();
        if let Some(lost) = tokens.find(|token| other.step(&token.step).is_none()) {
            let mut told = forecast(changed, instance);
            let title = asked.context.definition.step(&lost.step);
            let title = title.map_or_else(|| lost.step.clone(), |step| step.title.ru.clone());
            told.assumptions.push(Assumption {
                step: None,
                what: Assumed::EditionLacks(title),
            });
            return told;
        }
        let until = start_of_day(edition.from, other.zone);
        let under_other = Asked {
            context: Context {
                definition: other,
                ..changed.context
            },
            plan: self.plans.get(process.as_str()),
            earlier: Some(Earlier {
                definition: asked.context.definition,
                until,
            }),
            ..changed
        };
        forecast(under_other, instance)
    }

    /// Who becomes late, or less late: `asked` asks as things stand.
    pub fn compare(&self, asked: Asked<'_>, instance: &Instance) -> Vec<Shift> {
        compare(&forecast(asked, instance), &self.forecast(asked, instance))
    }
}
