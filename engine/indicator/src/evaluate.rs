//! A set on a day: every indicator counted, compared with its target and forecast.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_calendar::Calendar;
use reglament_definition::{Denominator, Indicator, IndicatorSet, IndicatorUnit, RecordedFigure};
use reglament_expression::Value;
use rust_decimal::Decimal;

use crate::condition::Condition;
use crate::count::{self, Count};
use crate::figure::{Base, Figure, Missing, Report, Source};
use crate::forecast::forecast;
use crate::key::Columns;
use crate::{Fraction, Year};

/// What is known: the entries of the registers that the set reads, and the calendar.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Rows by register, in the order of their numbers: the columns, `number`, `registered_on`, `instance`.
    pub registers: &'a BTreeMap<String, Vec<Value>>,
    /// The production calendar.
    pub calendar: &'a Calendar,
}

/// One question about a set.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) set: &'a IndicatorSet,
    pub(crate) known: Known<'a>,
    pub(crate) year: Year,
    /// Entries registered later are not known.
    pub(crate) on: NaiveDate,
    /// The day of which the figures tell.
    pub(crate) at: NaiveDate,
}

/// The figures of a year as they were known on a day.
pub fn evaluate(set: &IndicatorSet, known: Known<'_>, on: NaiveDate, year: i32) -> Report {
    evaluate_at(set, known, (on, None), year)
}

/// The same of an earlier day of that year, still as they were known on the day asked: what was entered late is counted.
pub fn evaluate_at(
    set: &IndicatorSet,
    known: Known<'_>,
    (on, at): (NaiveDate, Option<NaiveDate>),
    year: i32,
) -> Report {
    let found = Year::of(set, year).filter(|_| on >= set.opened_on);
    let wanted = at.unwrap_or(on).min(on);
    let at = found.map_or(on, |year| wanted.max(year.from).min(year.until));
    let figures = set.indicators.iter().map(|indicator| match found {
        Some(year) => {
            let asked = Asked {
                set,
                known,
                year,
                on,
                at,
            };
            figure(&asked, indicator)
        }
        None => Figure::empty(indicator, Missing::NotOpened),
    });
    Report {
        figures: figures.collect(),
        id: set.id.clone(),
        title: set.title.clone(),
        act: set.act.clone(),
        on,
        year: found,
        at,
    }
}

pub(crate) fn figure(asked: &Asked<'_>, indicator: &Indicator) -> Figure {
    let counted = &indicator.numerator;
    let mut numerator = count::count(asked, counted, asked.at);
    let denominator = denominator(asked, indicator, &mut numerator);
    let number = numerator.number(counted);
    let (exact, missing) = match (indicator.unit, &denominator) {
        (IndicatorUnit::Count, _) => (Fraction::new(number.into(), Decimal::ONE), None),
        (IndicatorUnit::Percent, None) => (None, Some(Missing::Denominator)),
        (IndicatorUnit::Percent, Some(base)) => match Fraction::new(number.into(), base.value) {
            Some(exact) => (Some(exact), None),
            None => (None, Some(Missing::Zero)),
        },
    };
    let target = indicator.minimum.map(|minimum| match asked.year.first {
        true => minimum.first_year,
        false => minimum.later,
    });
    let reached = exact.and_then(|exact| exact.reaches(target?, indicator.unit));
    let forecast = exact.and_then(|exact| forecast(asked, indicator, &exact, target));
    Figure {
        exact,
        value: exact.and_then(|exact| exact.value(indicator.unit)),
        numerator: number,
        denominator,
        target,
        reached,
        forecast,
        unjudged: numerator.unjudged,
        entries: numerator.cases.len(),
        cases: numerator.cases.into_iter().map(|(_, case)| case).collect(),
        missing,
        ..Figure::empty(indicator, Missing::Denominator)
    }
}

/// The denominator; a numerator that counts only what it counts is cut down to that.
fn denominator(asked: &Asked<'_>, indicator: &Indicator, numerator: &mut Count) -> Option<Base> {
    match indicator.denominator.as_ref()? {
        Denominator::Recorded(figure) => recorded(asked, figure),
        Denominator::Counted(counted) => {
            let found = count::count(asked, counted, asked.at);
            if indicator.numerator.among_denominator {
                numerator.keep_among(&found.keys);
            }
            Some(Base {
                value: found.number(counted).into(),
                as_of: asked.at,
                source: Source::Register(counted.register_title.clone()),
                entry: None,
            })
        }
    }
}

/// The latest figure that tells of a day until the one asked about; of one day the later entry, which corrects the other.
fn recorded(asked: &Asked<'_>, figure: &RecordedFigure) -> Option<Base> {
    let rows = asked.known.registers.get(&figure.register)?;
    let condition = figure.condition.as_ref().map(|one| {
        Condition::new(
            asked.set,
            asked.known.calendar,
            one,
            asked.year.year,
            asked.at,
        )
    });
    let mut latest: Option<Base> = None;
    for entry in rows.iter().filter_map(Value::as_record) {
        let known = count::registered_on(entry).is_some_and(|day| day <= asked.on);
        let Some(as_of) = entry.get(&figure.as_of).and_then(Value::as_date) else {
            continue;
        };
        let older = latest.as_ref().is_some_and(|latest| latest.as_of > as_of);
        if !known || as_of > asked.at || older {
            continue;
        }
        let columns = Columns { entry, row: None };
        if condition
            .as_ref()
            .is_some_and(|one| one.holds(columns) != Some(true))
        {
            continue;
        }
        let Some(value) = entry.get(&figure.value).and_then(Value::as_number) else {
            continue;
        };
        let source = entry.get(&figure.source).and_then(Value::as_text);
        let source = source.unwrap_or_default().to_owned();
        let entry = count::case(entry, as_of, source.clone());
        latest = Some(Base {
            value,
            as_of,
            source: Source::Entered(source),
            entry: Some(entry),
        });
    }
    latest
}
