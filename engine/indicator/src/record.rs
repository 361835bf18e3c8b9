//! The figures as `indicators('<set>')` gives them to expressions: a row per indicator and year.

use chrono::NaiveDate;
use reglament_definition::{IndicatorSet, IndicatorUnit};
use reglament_expression::Value;

use crate::{Figure, Known, Report, evaluate, years};

/// Rows of all years from the opening to a day, the earliest year first.
pub fn records(set: &IndicatorSet, known: Known<'_>, on: NaiveDate) -> Vec<Value> {
    let years = years(set, on).into_iter();
    let reports = years.map(|year| evaluate(set, known, on, year));
    reports
        .flat_map(|report| {
            let rows = report.figures.iter().map(|figure| row(&report, figure));
            rows.collect::<Vec<_>>()
        })
        .collect()
}

fn row(report: &Report, figure: &Figure) -> Value {
    let unset = || Value::Null;
    let base = figure.denominator.as_ref();
    let forecast = figure.forecast.as_ref();
    let year = report.year;
    let date = |day: Option<NaiveDate>| day.map_or_else(unset, Value::Date);
    let number = |n: Option<rust_decimal::Decimal>| n.map_or_else(unset, Value::from);
    let unit = match figure.unit {
        IndicatorUnit::Percent => "percent",
        IndicatorUnit::Count => "count",
    };
    let count = i64::try_from(figure.numerator).unwrap_or(i64::MAX);
    Value::record([
        ("id", Value::from(figure.id.as_str())),
        ("title", Value::from(figure.title.ru.as_str())),
        ("basis", Value::from(figure.basis.join(", "))),
        ("unit", Value::from(unit)),
        (
            "year",
            year.map_or_else(unset, |year| Value::from(i64::from(year.year))),
        ),
        (
            "first_year",
            year.map_or_else(unset, |year| Value::from(year.first)),
        ),
        ("from", date(year.map(|year| year.from))),
        ("until", date(year.map(|year| year.until))),
        ("on", Value::Date(report.at)),
        ("value", number(figure.value)),
        ("numerator", Value::from(count)),
        ("denominator", number(base.map(|base| base.value))),
        ("as_of", date(base.map(|base| base.as_of))),
        (
            "source",
            base.map_or_else(unset, |base| Value::from(base.source.text(false))),
        ),
        ("target", number(figure.target)),
        ("reached", figure.reached.map_or_else(unset, Value::from)),
        ("forecast", number(forecast.map(|found| found.value))),
        (
            "assumption",
            forecast.map_or_else(unset, |found| Value::from(found.assumption.name())),
        ),
    ])
}
