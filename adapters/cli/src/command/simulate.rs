//! `reglament simulate`: who would be late if somebody were absent, a day were off, or another edition in force.
//!
//! Looks at all live instances of a database and changes none of them.

use std::path::Path;

use clap::Args;
use reglament_definition::compile;
use reglament_forecast::{Absence, Edition, WhatIf};
use reglament_runtime::SimulationView;

use crate::command::forecast::{aligned, day, printed};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::{Engine, block_on};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    #[arg(
        long,
        value_name = "PERSON:FROM..TO[=SUBSTITUTE]",
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
        days_off: arguments
            .day_off
            .iter()
            .map(|text| day(text))
            .collect::<Result<_, _>>()?,
        edition: arguments.edition.as_deref().map(edition).transpose()?,
    };
    let settings = Settings::read(&arguments.settings)?;
    let view = block_on(async {
        let engine = Engine::open(&settings).await?;
        let view = engine.service().simulate(None, &what).await;
        engine.close().await;
        view.map_err(|error| Failure::service(&error))
    })?;
    if output.json {
        output.json(&view);
    } else {
        output.text(&text(&view, output.language).join("\n"));
    }
    Ok(Exit::Ok)
}

fn absence(text: &str) -> Result<Absence, Failure> {
    let parts = text.split_once(':').and_then(|(person, days)| {
        let (days, substitute) = match days.split_once('=') {
            Some((days, substitute)) => (days, Some(substitute.to_owned())),
            None => (days, None),
        };
        let (from, to) = days.split_once("..")?;
        Some((person.to_owned(), from, to, substitute))
    });
    let Some((person, from, to, substitute)) = parts else {
        return Err(Failure::usage(
            "absent.unreadable",
            format!("«{text}» не похоже на отсутствие; напишите orlova:2021-10-21..2021-10-29."),
            format!("`{text}` is no absence; write orlova:2021-10-21..2021-10-29."),
        ));
    };
    Ok(Absence {
        person,
        from: day(from)?,
        to: day(to)?,
        substitute,
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
