//! What a story expects of an indicator.

use serde::Deserialize;

/// A figure on a day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectIndicator {
    /// Set and indicator, with a point between them.
    pub id: String,
    /// The day asked on; absent: today.
    pub on: Option<String>,
    /// The year asked about; absent: the one of that day.
    pub year: Option<i32>,
    /// The value as printed; `none` when there are no data.
    pub value: Option<String>,
    /// What was counted.
    pub numerator: Option<usize>,
    /// Of how many; `none` when nobody has entered it.
    pub denominator: Option<String>,
    /// Where the denominator comes from.
    pub source: Option<String>,
    /// The least value wanted.
    pub target: Option<String>,
    /// Whether the value is at least that.
    pub reached: Option<bool>,
    /// The value forecast for the end of the year; `none` without a forecast.
    pub forecast: Option<String>,
    /// How many entries stand behind the numerator.
    pub cases: Option<usize>,
}
