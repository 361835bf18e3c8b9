//! Indicators («показатели»): figures that are counted from the entries of registers, with the minimum that the act sets.
//!
//! What is declared, no more: the counting is `reglament-indicator`'s. All expressions have been checked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use reglament_expression::Expression;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Parameter, Title};

/// A set of indicators declared in the `indicators.yaml` of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorSet {
    /// Id, the one in `indicators('<id>')`.
    pub id: String,
    /// Title.
    pub title: Title,
    /// The process whose act, roles, parameters and zone it shares.
    pub process: String,
    /// Title of the act, if the process has one.
    pub act: Option<String>,
    /// Zone in which days are counted.
    pub zone: Tz,
    /// The day from which on things are counted; the year in which it lies is year one.
    pub opened_on: NaiveDate,
    /// What a year is.
    pub years: Setting<Years>,
    /// The indicators in the order written.
    pub indicators: Vec<Indicator>,
    /// The parameters of the process, with the values in force.
    pub parameters: BTreeMap<String, Parameter>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Id, unique in the set.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Clauses that order it.
    pub basis: Vec<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// What it is measured in.
    pub unit: IndicatorUnit,
    /// The least value that the act wants; absent for figures that are shown for comparison.
    pub minimum: Option<Minimum>,
    /// What is counted.
    pub numerator: Counted,
    /// Of what the numerator is a share; absent for a count.
    pub denominator: Option<Denominator>,
    /// How the end of the year is forecast.
    pub forecast: ForecastBy,
}

/// What an indicator is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorUnit {
    /// Numerator of denominator, in per cent.
    Percent,
    /// The numerator itself.
    Count,
}

/// The least value in year one and in every later year, in the unit of the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// In year one.
    pub first_year: Decimal,
    /// In every later year.
    pub later: Decimal,
}

/// Entries of a register that are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Register.
    pub register: String,
    /// Its title: what is counted from a register has it for a source.
    pub register_title: Title,
    /// A list column whose rows are counted instead of the entries; their columns stand beside those of the entry.
    pub each: Option<String>,
    /// Columns that tell one from another; empty: every entry counts.
    pub distinct: Vec<String>,
    /// Date column that says when it happened; absent: the day of registration.
    pub on: Option<String>,
    /// Which entries belong to a year.
    pub period: Setting<Period>,
    /// Which entries count at all; sees `row`, `year`, `on` and the parameters.
    pub condition: Option<Expression>,
    /// The column by which people know a case; absent when there is none to show.
    pub label: Option<String>,
    /// Count only what the denominator counts too.
    pub among_denominator: bool,
}

/// Of what an indicator is a share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// Counted from a register as well.
    Counted(Counted),
    /// The latest entry of a register of figures.
    Recorded(RecordedFigure),
}

impl Denominator {
    /// The register that it is read from.
    pub fn register(&self) -> &str {
        match self {
            Self::Counted(counted) => &counted.register,
            Self::Recorded(figure) => &figure.register,
        }
    }
}

/// A figure that somebody enters, with its source and the day of which it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFigure {
    /// Register.
    pub register: String,
    /// Number column with the figure.
    pub value: String,
    /// Date column: the day of which it tells.
    pub as_of: String,
    /// Text column: where it comes from.
    pub source: String,
    /// Which entries are about this figure; sees `row`, `year`, `on` and the parameters.
    pub condition: Option<Expression>,
}

/// A word, or the parameter that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// Written out.
    Fixed(T),
    /// The value of this parameter of the process.
    Parameter(String),
}

/// What a year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// From 1 January to 31 December.
    Calendar,
    /// Twelve months from the opening day and its anniversaries; named after the calendar year in which it begins.
    SinceOpening,
}

/// Which entries belong to a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Those of the year.
    Year,
    /// Those since the opening.
    ToDate,
    /// The latest one of each: what is so at the end.
    State,
}

/// How the end of the year is forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForecastBy {
    /// As until now, by working days.
    WorkingDays,
    /// As until now, by calendar days.
    CalendarDays,
    /// Not at all.
    None,
}

/// Words of the language for something that a parameter may choose.
pub trait Chosen: Copy + Sized + 'static {
    /// Every word with what it means.
    const WORDS: &'static [(&'static str, Self)];

    /// What a word means.
    fn of(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, chosen)| *chosen)
    }
}

impl Chosen for Years {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("calendar", Self::Calendar),
        ("since_opening", Self::SinceOpening),
    ];
}

impl Chosen for Period {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("year", Self::Year),
        ("to_date", Self::ToDate),
        ("state", Self::State),
    ];
}

impl Chosen for ForecastBy {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("working_days", Self::WorkingDays),
        ("calendar_days", Self::CalendarDays),
        ("none", Self::None),
    ];
}

impl Chosen for IndicatorUnit {
    const WORDS: &'static [(&'static str, Self)] =
        &[("percent", Self::Percent), ("count", Self::Count)];
}

impl<T: Chosen> Setting<T> {
    /// What holds with these parameters; the check has seen to it that the parameter says one of the words.
    pub fn chosen(&self, parameters: &BTreeMap<String, Parameter>) -> Option<T> {
        match self {
            Self::Fixed(chosen) => Some(*chosen),
            Self::Parameter(name) => T::of(parameters.get(name)?.value.as_text()?),
        }
    }
}

impl IndicatorSet {
    /// The registers that it reads, each once.
    pub fn registers(&self) -> std::collections::BTreeSet<&str> {
        let numerators = self.indicators.iter().map(|one| &one.numerator.register);
        let denominators = self.indicators.iter().filter_map(|one| {
            let denominator = one.denominator.as_ref()?;
            Some(denominator.register())
        });
        numerators.map(String::as_str).chain(denominators).collect()
    }

    /// The indicator of this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.id == id)
    }
}
