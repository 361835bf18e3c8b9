//! Other circumstances: somebody is away, a day is off, another edition is in force. They change a question, never an
//! instance.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_calendar::{Calendar, Overlay, OverlayDay, RowKind, start_of_day};
use reglament_core::{Absence, Context, Instance};
use reglament_definition::Definition;

use crate::{Asked, Assumed, Assumption, Earlier, Forecast, Plan, Shift, compare, forecast};

/// What would be otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// Who would be away.
    pub absences: Vec<Absence>,
    /// Days that would be off.
    pub days_off: Vec<NaiveDate>,
    /// Saturdays and Sundays that would work.
    pub days_working: Vec<NaiveDate>,
    /// The edition that would be in force.
    pub edition: Option<Edition>,
}

impl WhatIf {
    /// Whether nothing would be otherwise.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn moves_days(&self) -> bool {
        !self.days_off.is_empty() || !self.days_working.is_empty()
    }
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
        let day = |date: &NaiveDate, kind: RowKind| OverlayDay {
            date: *date,
            kind,
            note: None,
            scope: None,
        };
        let off = what.days_off.iter().map(|date| day(date, RowKind::DayOff));
        let working = what.days_working.iter();
        let working = working.map(|date| day(date, RowKind::MovedWork));
        let overlay = Overlay {
            id: "what-if".to_owned(),
            title: "what-if".to_owned(),
            days: off.chain(working).collect(),
        };
        let editions = what.edition.iter().flat_map(|edition| &edition.definitions);
        Self {
            what,
            calendar: match what.moves_days() {
                true => calendar.with_overlay(overlay),
                false => calendar.clone(),
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
            recount: self.what.moves_days(),
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
