//! What comes out: a figure per indicator, with its denominator, its target and the cases behind it.

use chrono::NaiveDate;
use reglament_definition::{Indicator, IndicatorUnit, Title};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{Forecast, Fraction, Year};

/// A set on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IndicatorReport"))]
pub struct Report {
    /// Id of the set.
    pub id: String,
    /// Title of the set.
    pub title: Title,
    /// The act, if the process of the set has one.
    pub act: Option<String>,
    /// The day on which it was asked: entries registered later were not known.
    pub on: NaiveDate,
    /// The year asked about; absent before the opening.
    pub year: Option<Year>,
    /// The day of which the figures tell: the day asked on, or the last day of the year if that has passed.
    pub at: NaiveDate,
    /// The indicators in the order written.
    pub figures: Vec<Figure>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Clauses.
    pub basis: Vec<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Unit of the target and of printed values.
    pub unit: IndicatorUnit,
    /// The exact value; absent when there are no data.
    pub exact: Option<Fraction>,
    /// The value in the unit, never rounded up.
    pub value: Option<Decimal>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// What was counted: people, organisations, entries.
    pub numerator: usize,
    /// Of how many.
    pub denominator: Option<Base>,
    /// The least value wanted in this year.
    pub target: Option<Decimal>,
    /// Whether the value is at least the target; absent without a value or a target.
    pub reached: Option<bool>,
    /// What the end of the year would bring.
    pub forecast: Option<Forecast>,
    /// Entries that could not be judged: no date, nothing to tell them apart by, a condition over unset columns.
    pub unjudged: usize,
    /// How many entries stand behind the numerator: one person may have several.
    pub entries: usize,
    /// The entries behind the numerator, by date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

impl Figure {
    /// An indicator of which nothing is counted.
    pub(crate) fn empty(indicator: &Indicator, missing: Missing) -> Self {
        Self {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            basis: indicator.basis.clone(),
            owner: indicator.owner.clone(),
            unit: indicator.unit,
            exact: None,
            value: None,
            missing: Some(missing),
            numerator: 0,
            denominator: None,
            target: None,
            reached: None,
            forecast: None,
            unjudged: 0,
            entries: 0,
            cases: Vec::new(),
        }
    }
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MissingFigure"))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nobody has entered the denominator.
    Denominator,
    /// The denominator is zero.
    Zero,
    /// The year lies before the opening.
    NotOpened,
}

/// A denominator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Denominator"))]
pub struct Base {
    /// The figure.
    pub value: Decimal,
    /// The day of which it tells.
    pub as_of: NaiveDate,
    /// Where it comes from.
    pub source: Source,
    /// The entry that says so; absent for a count.
    pub entry: Option<Case>,
}

/// Where a denominator comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DenominatorSource"))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// As it was entered.
    Entered(String),
    /// Counted from the register of this title.
    Register(Title),
}

impl Source {
    /// The words for a page or a document.
    pub fn text(&self, english: bool) -> &str {
        match self {
            Self::Entered(text) => text,
            Self::Register(title) => title.text(english),
        }
    }
}

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RegisterCase"))]
pub struct Case {
    /// The day on which it happened.
    pub on: NaiveDate,
    /// Its number in the register.
    pub number: String,
    /// Whom or what it is about; empty when no column says so.
    pub label: String,
    /// The instance that made it.
    pub instance: String,
}
