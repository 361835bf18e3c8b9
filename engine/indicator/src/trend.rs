//! One indicator over time: its figure at the end of every month or quarter of a year, or of every year, beside the target.
//!
//! Every point is the figure that the set would show for that day, counted from everything known on the day asked: what was
//! entered late belongs to the month in which it happened. Nothing is guessed for periods that have not begun.

use chrono::{Datelike, Months, NaiveDate};
use reglament_definition::{Indicator, IndicatorSet, Period, Years};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::evaluate::{Asked, Known, figure};
use crate::figure::{Figure, Missing};
use crate::year::{Year, kind, years};

/// How long the periods of a trend are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TrendPeriods"))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// The months of one year.
    Month,
    /// The quarters of one year.
    Quarter,
    /// The years from the opening, [`crate::MAX_YEARS`] of them at most.
    Year,
}

impl Every {
    /// How many months a period of a year has; none for years themselves.
    fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => None,
        }
    }
}

/// An indicator over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IndicatorTrend"))]
pub struct Trend {
    /// The indicator as it stands at the last of the points, without the cases behind it.
    pub figure: Figure,
    /// What its numerator counts of a period: what is new in the year, what is new since the opening, what is so.
    pub counts: Counts,
    /// How long the periods are.
    pub every: Every,
    /// The day on which it was asked: entries registered later were not known.
    pub on: NaiveDate,
    /// The year whose months or quarters are told; absent for years and before the opening.
    pub year: Option<Year>,
    /// The periods that have begun, the earliest first.
    pub points: Vec<Point>,
}

/// What a figure of a day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TrendCounts"))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// What happened from the beginning of the year.
    SinceYear,
    /// What happened from the opening.
    SinceOpening,
    /// What is so on the day.
    State,
}

/// The end of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TrendPoint"))]
pub struct Point {
    /// First day of the period, the opening day at the earliest.
    pub from: NaiveDate,
    /// Last day of the period.
    pub until: NaiveDate,
    /// The day of which the figure tells: the last one, or the day asked on while the period runs.
    pub at: NaiveDate,
    /// The year of the set in which it lies.
    pub year: i32,
    /// The value in the unit of the indicator, never rounded up; absent when there are no data.
    pub value: Option<Decimal>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// What was counted.
    pub numerator: usize,
    /// Of how many.
    pub denominator: Option<Decimal>,
    /// The least value wanted in the year of the period.
    pub target: Option<Decimal>,
    /// Whether the value is at least the target.
    pub reached: Option<bool>,
    /// How many entries stand behind it.
    pub entries: usize,
    /// Entries that could not be judged.
    pub unjudged: usize,
}

/// An indicator over time, as known on a day; `year` names the year whose months or quarters are wanted. None when the set
/// has no such indicator.
pub fn trend(
    set: &IndicatorSet,
    id: &str,
    known: Known<'_>,
    on: NaiveDate,
    (every, year): (Every, i32),
) -> Option<Trend> {
    let indicator = set.indicators.iter().find(|one| one.id == id)?;
    let opened = on >= set.opened_on;
    let told = Year::of(set, year).filter(|_| opened && every != Every::Year);
    let periods = match (every.months(), told) {
        _ if !opened => Vec::new(),
        (None, _) => of_years(set, on),
        (Some(months), Some(year)) => of_year(set, year, months, on),
        (Some(_), None) => Vec::new(),
    };
    let mut last = Figure::empty(indicator, Missing::NotOpened);
    let mut points = Vec::new();
    for (year, from, until) in periods {
        let at = until.min(on);
        let asked = Asked {
            set,
            known,
            year,
            on,
            at,
        };
        last = figure(&asked, indicator);
        last.cases.clear();
        points.push(point(&last, &asked, from, until));
    }
    Some(Trend {
        counts: counts(set, indicator),
        figure: last,
        every,
        on,
        year: told,
        points,
    })
}

/// The years by which a trend is told best: years where there are several, else the months of the only one.
pub fn usual(set: &IndicatorSet, on: NaiveDate) -> Every {
    match years(set, on).len() {
        0 | 1 => Every::Month,
        _ => Every::Year,
    }
}

fn point(figure: &Figure, asked: &Asked<'_>, from: NaiveDate, until: NaiveDate) -> Point {
    Point {
        from,
        until,
        at: asked.at,
        year: asked.year.year,
        value: figure.value,
        missing: figure.missing,
        numerator: figure.numerator,
        denominator: figure.denominator.as_ref().map(|base| base.value),
        target: figure.target,
        reached: figure.reached,
        entries: figure.entries,
        unjudged: figure.unjudged,
    }
}

fn counts(set: &IndicatorSet, indicator: &Indicator) -> Counts {
    match indicator.numerator.period.chosen(&set.parameters) {
        Some(Period::ToDate) => Counts::SinceOpening,
        Some(Period::State) => Counts::State,
        Some(Period::Year) | None => Counts::SinceYear,
    }
}

type Span = (Year, NaiveDate, NaiveDate);

fn of_years(set: &IndicatorSet, on: NaiveDate) -> Vec<Span> {
    let all = years(set, on).into_iter();
    all.filter_map(|year| Year::of(set, year))
        .map(|year| (year, year.from, year.until))
        .collect()
}

/// The parts of a year that have begun: calendar months in a calendar year, else counted from its first day.
fn of_year(set: &IndicatorSet, year: Year, months: u32, on: NaiveDate) -> Vec<Span> {
    let first = match kind(set) {
        Years::Calendar => NaiveDate::from_ymd_opt(year.from.year(), 1, 1),
        Years::SinceOpening => Some(year.from),
    };
    let Some(first) = first else {
        return Vec::new();
    };
    let begin = |n: u32| first.checked_add_months(Months::new(n * months));
    let span = |n: u32| {
        let (from, next) = (begin(n)?, begin(n + 1)?);
        let until = next.pred_opt()?.min(year.until);
        let from = from.max(year.from);
        (until >= year.from && from <= on && from <= until).then_some((year, from, until))
    };
    (0..12 / months).filter_map(span).collect()
}
