//! `reglament indicators`: the indicators of an organisation on a day, with targets, denominators and forecasts.
//!
//! The operator of the machine sees all sets; nothing is changed. Any past day may be asked: it gives what was known then.

use chrono::NaiveDate;
use clap::Args;
use reglament_runtime::{
    AskedFigures, Assumption, CasesView, Figure, IndicatorUnit, IndicatorsView, Missing, Service,
};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct IndicatorsArguments {
    /// Set.
    #[arg(help = "Набор показателей; без него все ¦ Set of indicators; all of them without it")]
    set: Option<String>,
    /// Day.
    #[arg(
        long,
        value_name = "DATE",
        help = "На какую дату, например 2026-12-31; без неё на сегодня ¦ On which day, for example 2026-12-31; today without it"
    )]
    on: Option<NaiveDate>,
    /// Year.
    #[arg(
        long,
        help = "За какой год; без него год этой даты ¦ For which year; the one of that day without it"
    )]
    year: Option<i32>,
    /// Indicator whose cases are listed.
    #[arg(
        long,
        value_name = "INDICATOR",
        help = "Показать дела, стоящие за показателем ¦ List the cases behind an indicator"
    )]
    cases: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Counts and prints.
pub(crate) fn run(arguments: &IndicatorsArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let sets = with_service(&settings, async |service| asked(service, arguments).await)?;
    if output.json {
        output.json(&json!({ "sets": sets }));
        return Ok(Exit::Ok);
    }
    for set in &sets {
        print(set, output);
    }
    Ok(Exit::Ok)
}

async fn asked(
    service: &Service,
    arguments: &IndicatorsArguments,
) -> Result<Vec<IndicatorsView>, Failure> {
    let sets: Vec<String> = match &arguments.set {
        Some(set) => vec![set.clone()],
        None => {
            let all = service.indicator_sets(None).into_iter();
            all.map(|set| set.id).collect()
        }
    };
    let mut found = Vec::new();
    for set in &sets {
        let asked = AskedFigures {
            on: arguments.on,
            year: arguments.year,
            of: arguments.cases.as_deref(),
            at: None,
        };
        let view = service.indicators(None, set, asked);
        found.push(view.await.map_err(|error| Failure::service(&error))?);
    }
    Ok(found)
}

fn print(view: &IndicatorsView, output: &Output) {
    let language = output.language;
    let report = &view.report;
    let title = report.title.text(language == Language::En);
    output.text(&format!(
        "{title}\n{} {}{}",
        language.pick("На", "On"),
        report.at.format("%d.%m.%Y"),
        report.year.map_or_else(String::new, |year| format!(
            ", {} {}{}",
            language.pick("год", "year"),
            year.year,
            match year.first {
                true => language.pick(" (первый)", " (year one)"),
                false => "",
            }
        ))
    ));
    for figure in &report.figures {
        output.text(&line(figure, language));
    }
    if let Some(cases) = &view.cases {
        listed(cases, output);
    }
    output.text("");
}

fn line(figure: &Figure, language: Language) -> String {
    let (sign, value) = match (figure.value, figure.reached) {
        (None, _) => ('?', missing(figure, language).to_owned()),
        (Some(value), reached) => (
            match reached {
                Some(true) => '+',
                Some(false) => '-',
                None => ' ',
            },
            printed(value, figure.unit, language),
        ),
    };
    let mut text = format!(
        "{sign} {:<18} {value}",
        figure.title.text(language == Language::En)
    );
    if let Some(target) = figure.target {
        let target = printed(target, figure.unit, language);
        text += &format!("; {} {target}", language.pick("минимум", "minimum"));
    }
    if let Some(base) = &figure.denominator {
        text += &format!(
            "; {} {} {} ({}, {})",
            figure.numerator,
            language.pick("из", "of"),
            decimal(base.value, language),
            base.source.text(language == Language::En),
            base.as_of.format("%d.%m.%Y")
        );
    }
    if let Some(forecast) = &figure.forecast {
        text += &format!(
            "; {} {} ({})",
            language.pick("прогноз", "forecast"),
            printed(forecast.value, figure.unit, language),
            assumption(forecast.assumption, language)
        );
    }
    text
}

fn missing(figure: &Figure, language: Language) -> &'static str {
    match figure.missing {
        Some(Missing::Zero) => language.pick("нет данных: знаменатель 0", "no data: denominator 0"),
        Some(Missing::NotOpened) => language.pick("ещё не открыто", "not opened yet"),
        Some(Missing::Denominator) | None => language.pick(
            "нет данных: не внесён знаменатель",
            "no data: no denominator entered",
        ),
    }
}

fn assumption(assumption: Assumption, language: Language) -> &'static str {
    match assumption {
        Assumption::WorkingDays => language.pick(
            "тем же темпом по рабочим дням",
            "at the same pace by working days",
        ),
        Assumption::CalendarDays => language.pick(
            "тем же темпом по календарным дням",
            "at the same pace by calendar days",
        ),
        Assumption::Unchanged => language.pick("без изменений", "unchanged"),
    }
}

fn printed(value: impl ToString, unit: IndicatorUnit, language: Language) -> String {
    let number = decimal(value, language);
    match unit {
        IndicatorUnit::Percent => format!("{number}\u{a0}%"),
        IndicatorUnit::Count => number,
    }
}

fn decimal(value: impl ToString, language: Language) -> String {
    let text = value.to_string();
    match language {
        Language::Ru => text.replace('.', ","),
        Language::En => text,
    }
}

fn listed(cases: &CasesView, output: &Output) {
    for case in &cases.cases {
        output.text(&format!(
            "    {}\t{}\t{}\t{}",
            case.on.format("%d.%m.%Y"),
            case.number,
            case.label,
            case.instance
        ));
    }
}
