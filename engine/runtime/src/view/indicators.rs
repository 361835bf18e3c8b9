//! Indicators, as pages, the API and the command line are told.

use std::collections::BTreeMap;

use reglament_definition::Title;
use reglament_indicator::{Case, Report};
use schemars::JsonSchema;
use serde::Serialize;

/// A set of indicators in a list.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IndicatorSetView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// The act that orders them.
    pub act: Option<String>,
    /// How many indicators it has.
    pub figures: usize,
}

/// The figures of a set on a day.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IndicatorsView {
    /// The figures, without the cases behind them.
    pub report: Report,
    /// Years that may be asked about.
    pub years: Vec<i32>,
    /// Titles of the roles that answer for indicators.
    pub owners: BTreeMap<String, Title>,
    /// The cases behind the indicator that was asked about.
    pub cases: Option<CasesView>,
}

/// Cases behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CasesView {
    /// Indicator.
    pub indicator: String,
    /// How many there are.
    pub total: usize,
    /// How many of those looked at the viewer may not see.
    pub hidden: usize,
    /// The first ones that the viewer may see.
    pub cases: Vec<Case>,
}
