//! The end of the year: the pace until now goes on, or what is so stays so. The assumption is named.

use chrono::NaiveDate;
use reglament_calendar::{Calendar, DecreeDays, working_days_between};
use reglament_definition::{Counted, ForecastBy, Indicator, IndicatorUnit, Period};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::evaluate::Asked;
use crate::{Fraction, count};

/// What the end of the year would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FigureForecast"))]
pub struct Forecast {
    /// The exact value.
    pub exact: Fraction,
    /// The value in the unit, never rounded up.
    pub value: Decimal,
    /// Whether it would be at least the target; absent without one.
    pub reached: Option<bool>,
    /// What was assumed.
    pub assumption: Assumption,
    /// Days of the year that have passed, in what the assumption counts.
    pub passed: i64,
    /// Days of the whole year.
    pub days: i64,
}

/// What a forecast assumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FigureAssumption"))]
#[serde(rename_all = "snake_case")]
pub enum Assumption {
    /// The same pace by working days.
    WorkingDays,
    /// The same pace by calendar days.
    CalendarDays,
    /// What is so stays so.
    Unchanged,
}

impl Assumption {
    /// Its name in expressions and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::CalendarDays => "calendar_days",
            Self::Unchanged => "unchanged",
        }
    }
}

/// The forecast; none when the year is over, has no day behind it, or no forecast is wanted.
pub(crate) fn forecast(
    asked: &Asked<'_>,
    indicator: &Indicator,
    fact: &Fraction,
    target: Option<Decimal>,
) -> Option<Forecast> {
    let (from, until) = (asked.year.from, asked.year.until);
    if asked.at >= until || asked.at < from {
        return None;
    }
    let days = |by: ForecastBy, to: NaiveDate| days(asked.known.calendar, by, from, to);
    let by = indicator.forecast;
    let (passed, whole) = (days(by, asked.at)?, days(by, until)?);
    if passed <= 0 {
        return None;
    }
    let period = indicator.numerator.period.chosen(&asked.set.parameters);
    let (exact, assumption) = match (period, by) {
        (_, ForecastBy::None) => return None,
        (Some(Period::State), _) => (*fact, Assumption::Unchanged),
        (_, ForecastBy::WorkingDays) => (
            grown(asked, &indicator.numerator, fact, passed, whole)?,
            Assumption::WorkingDays,
        ),
        (_, ForecastBy::CalendarDays) => (
            grown(asked, &indicator.numerator, fact, passed, whole)?,
            Assumption::CalendarDays,
        ),
    };
    let exact = match indicator.unit {
        IndicatorUnit::Percent => capped(exact, fact),
        IndicatorUnit::Count => exact,
    };
    Some(Forecast {
        exact,
        value: exact.value(indicator.unit)?,
        reached: target.and_then(|target| exact.reaches(target, indicator.unit)),
        assumption,
        passed,
        days: whole,
    })
}

/// The fact with what the days left would add at the pace of the days passed.
fn grown(
    asked: &Asked<'_>,
    counted: &Counted,
    fact: &Fraction,
    passed: i64,
    days: i64,
) -> Option<Fraction> {
    let before = match counted.period.chosen(&asked.set.parameters) {
        Some(Period::ToDate) => {
            let before = count::count(asked, counted, asked.year.from.pred_opt()?);
            Decimal::from(before.number(counted))
        }
        _ => Decimal::ZERO,
    };
    let (passed, days) = (Decimal::from(passed), Decimal::from(days));
    let new = (fact.numerator - before).checked_mul(days)?;
    let numerator = before.checked_mul(passed)?.checked_add(new)?;
    Fraction::new(numerator, fact.denominator.checked_mul(passed)?)
}

/// No share grows above the whole.
fn capped(exact: Fraction, fact: &Fraction) -> Fraction {
    let whole = Fraction {
        numerator: exact.denominator,
        denominator: exact.denominator,
    };
    if exact.numerator <= exact.denominator {
        exact
    } else if fact.numerator > fact.denominator {
        *fact
    } else {
        whole
    }
}

/// Days from `from` to `to`, both counted.
fn days(calendar: &Calendar, by: ForecastBy, from: NaiveDate, to: NaiveDate) -> Option<i64> {
    let before = from.pred_opt()?;
    Some(match by {
        ForecastBy::WorkingDays => working_days_between(calendar, before, to, DecreeDays::Working),
        ForecastBy::CalendarDays | ForecastBy::None => (to - before).num_days(),
    })
}
