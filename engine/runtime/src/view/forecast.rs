//! What lies ahead, as pages, the API and the command line are told.

use std::collections::BTreeMap;

use reglament_core::InstanceId;
use reglament_definition::Title;
use reglament_forecast::{Forecast, Late, Shift};
use schemars::JsonSchema;
use serde::Serialize;

/// The forecast of an instance.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ForecastView {
    /// Instance.
    pub id: InstanceId,
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// IANA zone in which the dates are meant.
    pub zone: String,
    /// What lies ahead.
    pub forecast: Forecast,
    /// What was assumed, in sentences.
    pub said: Vec<SaidView>,
    /// Whom or what the children are about.
    pub subjects: BTreeMap<InstanceId, String>,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SaidView {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// A step that is not late yet and is expected to be.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LateView {
    /// Instance.
    pub id: InstanceId,
    /// Process.
    pub process: String,
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// The step, its due date and the date expected.
    pub late: Late,
}

/// Who would be late under other circumstances.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SimulationView {
    /// Live instances looked at.
    pub instances: usize,
    /// Steps expected to be late as things stand.
    pub late_before: usize,
    /// Steps expected to be late under the other circumstances.
    pub late_after: usize,
    /// What differs, by instance.
    pub shifts: Vec<SimulatedShift>,
}

/// What becomes of one step of one instance.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SimulatedShift {
    /// Instance.
    pub id: InstanceId,
    /// Process, by id.
    pub process: String,
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// Before and after.
    pub shift: Shift,
}
