//! `reglament simulate`: who would be late if somebody were absent, a day were off, or another edition in force.
//!
//! Looks at all live instances of a database and changes none of them.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use clap::Args;
use reglament_core::Absence;
use reglament_definition::compile;
use reglament_forecast::{Edition, WhatIf};
use reglament_runtime::{Service, SimulationView};

use crate::command::forecast::{aligned, day, printed};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    #[arg(
        long,
        value_name = "PERSON:FROM..TO[=SUBSTITUTE,…]",
        help = "Кто отсутствует, с какого по какой день, кто замещает; можно несколько ¦ Who is absent from which day to which, who stands in; may be repeated"
    )]
    absent: Vec<String>,
    #[arg(
        long,
        value_name = "DATE",
        help = "День, который стал бы нерабочим; можно несколько ¦ A day that would be off; may be repeated"
    )]
    day_off: Vec<String>,
    #[arg(
        long,
        value_name = "DATE",
        help = "Выходной, который стал бы рабочим; можно несколько ¦ A day off that would work; may be repeated"
    )]
    working_day: Vec<String>,
    #[arg(
        long,
        value_name = "DIR:FROM",
        help = "Другая редакция процессов (папка) и день, с которого она действует ¦ Another edition of the processes (a folder) and its first day in force"
    )]
    edition: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Simulates and prints.
pub(crate) fn run(arguments: &SimulateArguments, output: &Output) -> Result<Exit, Failure> {
    let what = WhatIf {
        absences: arguments
            .absent
            .iter()
            .map(|text| absence(text))
            .collect::<Result<_, _>>()?,
        days_off: days(&arguments.day_off)?,
        days_working: days(&arguments.working_day)?,
        edition: arguments.edition.as_deref().map(edition).transpose()?,
    };
    if what.is_empty() {
        return Err(Failure::usage(
            "simulate.nothing",
            "Скажите, что было бы иначе: --absent, --day-off, --working-day или --edition.",
            "Say what would be otherwise: `--absent`, `--day-off`, `--working-day` or `--edition`.",
        ));
    }
    let settings = Settings::read(&arguments.settings)?;
    let view = with_service(&settings, async |service| {
        known(service, &what)?;
        service.simulate(None, &what).await.map_err(Failure::from)
    })?;
    if output.json {
        output.json(&view);
    } else {
        output.text(&text(&view, output.language).join("\n"));
    }
    Ok(Exit::Ok)
}

fn days(given: &[String]) -> Result<Vec<NaiveDate>, Failure> {
    given.iter().map(|text| day(text)).collect()
}

/// Refuses an absence of somebody whom nobody knows: it would change nothing and say so.
fn known(service: &Service, what: &WhatIf) -> Result<(), Failure> {
    let people: BTreeSet<String> = service.people().into_iter().map(|p| p.id).collect();
    let named = what.absences.iter();
    let mut named =
        named.flat_map(|absence| [&absence.person].into_iter().chain(&absence.substitutes));
    match named.find(|person| !people.contains(*person)) {
        None => Ok(()),
        Some(person) => Err(Failure::usage(
            "person.unknown",
            format!("Сотрудника «{person}» нет в organisation.yaml опубликованной редакции."),
            format!("There is no person `{person}` in the published organisation.yaml."),
        )),
    }
}

fn absence(text: &str) -> Result<Absence, Failure> {
    let parts = text.split_once(':').and_then(|(person, days)| {
        let (days, substitutes) = days.split_once('=').unwrap_or((days, ""));
        let (from, until) = days.split_once("..")?;
        let substitutes = substitutes.split(',').filter(|id| !id.is_empty());
        let substitutes: Vec<String> = substitutes.map(str::to_owned).collect();
        Some((person.to_owned(), from, until, substitutes))
    });
    let Some((person, from, until, substitutes)) = parts else {
        return Err(Failure::usage(
            "absent.unreadable",
            format!("«{text}» не похоже на отсутствие; напишите orlova:2021-10-21..2021-10-29."),
            format!("`{text}` is no absence; write orlova:2021-10-21..2021-10-29."),
        ));
    };
    let (from, until) = (day(from)?, day(until)?);
    if from > until {
        return Err(Failure::usage(
            "absent.backwards",
            format!(
                "В «{text}» отсутствие кончается раньше, чем начинается; поменяйте дни местами."
            ),
            format!("In `{text}` the absence ends before it begins; swap the days."),
        ));
    }
    Ok(Absence {
        person,
        from,
        until,
        substitutes,
        order: String::new(),
    })
}

fn edition(text: &str) -> Result<Edition, Failure> {
    let Some((folder, from)) = text.rsplit_once(':') else {
        return Err(Failure::usage(
            "edition.unreadable",
            format!("«{text}» не похоже на редакцию; напишите папка:2021-11-01."),
            format!("`{text}` is no edition; write folder:2021-11-01."),
        ));
    };
    let read = ProcessFolder::read(Path::new(folder))?;
    let package = compile(&read.files).package.ok_or_else(|| {
        Failure::usage(
            "edition.wrong",
            format!("В редакции «{folder}» ошибки; их покажет reglament check {folder}."),
            format!("The edition `{folder}` has errors; `reglament check {folder}` shows them."),
        )
    })?;
    Ok(Edition {
        definitions: package.definitions,
        from: day(from)?,
    })
}

fn text(view: &SimulationView, language: Language) -> Vec<String> {
    let english = language == Language::En;
    let mut lines = Vec::new();
    if !view.shifts.is_empty() {
        let heads = match language {
            Language::Ru => [
                "Дело",
                "О ком",
                "Шаг",
                "Срок",
                "Ожидается",
                "Опоздание, дней",
                "Было",
            ],
            Language::En => [
                "Instance",
                "Subject",
                "Step",
                "Due",
                "Expected",
                "Days late",
                "Before",
            ],
        };
        let mut rows: Vec<[String; 7]> = vec![heads.map(str::to_owned)];
        for shift in &view.shifts {
            let days = |late: &Option<reglament_forecast::Late>| match late {
                Some(late) => late.days.to_string(),
                None => language.pick("в срок", "in time").to_owned(),
            };
            let (before, after) = (&shift.shift.before, &shift.shift.after);
            let Some(late) = after.as_ref().or(before.as_ref()) else {
                continue;
            };
            rows.push([
                shift.id.to_string(),
                shift.subject.clone(),
                late.title.text(english).to_owned(),
                printed(late.due, language),
                printed(late.expected, language),
                days(after),
                days(before),
            ]);
        }
        lines.extend(aligned(&rows));
        lines.push(String::new());
    }
    if view.shifts.is_empty() {
        lines.push(
            language
                .pick(
                    "Опоздания по прогнозу не изменятся.",
                    "What is expected to be late would stay as it is.",
                )
                .to_owned(),
        );
    }
    let (instances, before, after) = (view.instances, view.late_before, view.late_after);
    lines.push(match language {
        Language::Ru => format!(
            "Дел в работе: {instances}. Опаздывающих шагов по прогнозу: было {before}, стало бы {after}."
        ),
        Language::En => format!(
            "Live instances: {instances}. Steps expected to be late: {before} as things stand, {after} then."
        ),
    });
    lines
}
