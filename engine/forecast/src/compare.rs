//! What if: who is late as things stand, who would be late under other circumstances, and by how much.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::DueDate;
use reglament_definition::Title;
use serde::Serialize;

use crate::{Forecast, Line, When};

/// What stands for the term of the whole instance in the place of a step; expressions call it so as well.
pub const WHOLE: &str = "instance";

/// A step, or the whole instance, that is expected to be done after its due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LateStep"))]
pub struct Late {
    /// Step, by id; [`WHOLE`] for the term of the whole instance.
    pub step: String,
    /// Its title.
    pub title: Title,
    /// Whether it is open now.
    pub is_open: bool,
    /// The last day on which it would be in time.
    pub due: NaiveDate,
    /// The day on which it is expected to be done.
    pub expected: NaiveDate,
    /// Calendar days between the two; at least 1, or 0 when only the hour is missed.
    pub days: i64,
}

/// What becomes of one step of one instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LateShift"))]
pub struct Shift {
    /// Late as things stand.
    pub before: Option<Late>,
    /// Late under the other circumstances.
    pub after: Option<Late>,
}

impl Shift {
    /// Whether it becomes late that was not.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// By how many days it is later than before; negative: less late.
    pub fn more_days(&self) -> i64 {
        let days = |late: &Option<Late>| late.as_ref().map_or(0, |late| late.days);
        days(&self.after) - days(&self.before)
    }
}

/// What is expected to be late: steps in the order of the forecast, the whole instance last.
pub fn late(forecast: &Forecast) -> Vec<Late> {
    let steps = forecast.steps.iter();
    let steps = steps.filter_map(|step| {
        let (step_id, title) = (step.step.as_str(), step.title.clone());
        let due = step.due(Line::Expected)?;
        missed(due, step.done.expected, (step_id, title, step.is_open))
    });
    let title = Title {
        ru: "Срок дела в целом".to_owned(),
        en: Some("Term of the whole instance".to_owned()),
    };
    let due = forecast.due(Line::Expected);
    let whole = due.and_then(|due| missed(due, forecast.end.expected, (WHOLE, title, true)));
    steps.chain(whole).collect()
}

fn missed(due: &DueDate, done: When, (step, title, is_open): (&str, Title, bool)) -> Option<Late> {
    let done = done.at().filter(|done| *done >= due.at)?;
    let expected = local_date(done, due.rule.zone);
    Some(Late {
        step: step.to_owned(),
        title,
        is_open,
        due: due.date,
        expected,
        days: (expected - due.date).num_days(),
    })
}

/// The steps whose lateness differs between two forecasts of the same instance, in the order of the second.
pub fn compare(before: &Forecast, after: &Forecast) -> Vec<Shift> {
    let was: Vec<Late> = late(before);
    let is: Vec<Late> = late(after);
    let known: BTreeMap<&str, &Late> = was.iter().map(|late| (late.step.as_str(), late)).collect();
    let mut shifts: Vec<Shift> = is
        .iter()
        .filter(|late| known.get(late.step.as_str()) != Some(late))
        .map(|late| Shift {
            before: known.get(late.step.as_str()).map(|late| (*late).clone()),
            after: Some(late.clone()),
        })
        .collect();
    let gone = was
        .iter()
        .filter(|late| !is.iter().any(|other| other.step == late.step));
    shifts.extend(gone.map(|late| Shift {
        before: Some(late.clone()),
        after: None,
    }));
    shifts
}
