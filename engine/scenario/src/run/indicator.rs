//! Indicators on a day of the story, or on any earlier one: counted from the entries that were registered by then.

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_definition::IndicatorSet;
use reglament_indicator::{Figure, Known, evaluate, year_of};

use super::Play;
use crate::{Expect, ExpectIndicator};

type Held = Result<(), String>;

pub(super) fn check(play: &Play<'_>, expect: &Expect) -> Held {
    match &expect.indicator {
        Some(wanted) => compare(&figure(play, wanted)?, wanted),
        None => Ok(()),
    }
}

fn figure(play: &Play<'_>, wanted: &ExpectIndicator) -> Result<Figure, String> {
    let sets = &play.world.package().indicators;
    let (set, id) = wanted.id.split_once('.').unwrap_or((&wanted.id, ""));
    let set: &IndicatorSet = sets.get(set).ok_or_else(|| {
        let known: Vec<&str> = sets.keys().map(String::as_str).collect();
        format!(
            "there is no set of indicators `{set}`; known: {}",
            known.join(", ")
        )
    })?;
    let today = local_date(play.world.now(), set.zone);
    let on: NaiveDate = match &wanted.on {
        Some(text) => text.parse().map_err(|_| format!("`{text}` is no date"))?,
        None => today,
    };
    let rows = set.registers().into_iter();
    let registers = rows
        .map(|id| (id.to_owned(), play.world.rows(id)))
        .collect();
    let known = Known {
        registers: &registers,
        calendar: play.world.calendar(),
    };
    let year = wanted.year.unwrap_or_else(|| year_of(set, on));
    let report = evaluate(set, known, on, year);
    let known: Vec<String> = report
        .figures
        .iter()
        .map(|found| found.id.clone())
        .collect();
    let mut figures = report.figures.into_iter();
    figures
        .find(|found| found.id == id)
        .ok_or_else(|| format!("there is no indicator `{id}`; known: {}", known.join(", ")))
}

fn compare(found: &Figure, wanted: &ExpectIndicator) -> Held {
    let none = || "none".to_owned();
    let text = |value: Option<rust_decimal::Decimal>| {
        value.map_or_else(none, |value| value.normalize().to_string())
    };
    let base = found.denominator.as_ref();
    let forecast = found.forecast.as_ref();
    let said = [
        ("value", &wanted.value, text(found.value)),
        (
            "denominator",
            &wanted.denominator,
            text(base.map(|base| base.value)),
        ),
        (
            "source",
            &wanted.source,
            base.map_or_else(none, |base| base.source.text(false).to_owned()),
        ),
        ("target", &wanted.target, text(found.target)),
        (
            "forecast",
            &wanted.forecast,
            text(forecast.map(|found| found.value)),
        ),
    ];
    for (what, wanted, found_text) in said {
        if wanted.as_ref().is_some_and(|wanted| *wanted != found_text) {
            return Err(told(found, what, &found_text));
        }
    }
    let counts = [
        ("numerator", wanted.numerator, found.numerator),
        ("cases", wanted.cases, found.cases.len()),
    ];
    for (what, wanted, number) in counts {
        if wanted.is_some_and(|wanted| wanted != number) {
            return Err(told(found, what, &number.to_string()));
        }
    }
    if wanted.reached.is_some() && wanted.reached != found.reached {
        let reached = found
            .reached
            .map_or_else(none, |reached| reached.to_string());
        return Err(told(found, "reached", &reached));
    }
    Ok(())
}

fn told(found: &Figure, what: &str, is: &str) -> String {
    format!("`{what}` of the indicator `{}` is {is}", found.id)
}
