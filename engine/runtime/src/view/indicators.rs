//! Indicators, as pages, the API and the command line are told.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_definition::Title;
use reglament_indicator::{Case, Every, Report, Trend};
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

/// Which figures of a set are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedFigures<'a> {
    /// The day until which entries were known; today when absent.
    pub on: Option<NaiveDate>,
    /// An earlier day of which the figures are to tell; the one asked on when absent.
    pub at: Option<NaiveDate>,
    /// The year; that of the day when absent.
    pub year: Option<i32>,
    /// The indicator whose cases are listed.
    pub of: Option<&'a str>,
}

/// Which trend is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedTrend {
    /// The day until which entries were known; today when absent.
    pub on: Option<NaiveDate>,
    /// How long the periods are; years where there are several, else months, when absent.
    pub every: Option<Every>,
    /// The year whose months or quarters are told; that of the day when absent.
    pub year: Option<i32>,
}

/// One indicator over time.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TrendView {
    /// Title of its set.
    pub set_title: Title,
    /// Title of the role that answers for it.
    pub owner: Option<Title>,
    /// Years that may be asked about.
    pub years: Vec<i32>,
    /// The periods.
    pub trend: Trend,
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
