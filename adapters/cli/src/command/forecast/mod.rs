//! `reglament forecast`: earliest, expected and latest lawful date of every step that lies ahead and of the end, of a live
//! instance or of one that would begin on a date.
//!
//! Reads only; every assumption is printed below the table.

mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;
use clap::Args;
use reglament_calendar::{Calendar, start_of_day};
use reglament_core::{Ballots, Context, InstanceId, Numbers, Outside};
use reglament_definition::{Definition, Package, compile};
use reglament_forecast::{Asked, Forecast, forecast_start};
use serde_json::json;

use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;
use table::{Shown, title};
pub(crate) use table::{aligned, day, printed};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct ForecastArguments {
    #[arg(
        value_name = "INSTANCE",
        required_unless_present = "process",
        conflicts_with = "process",
        help = "Дело ¦ Instance"
    )]
    instance: Option<String>,
    #[arg(
        long,
        value_name = "PROCESS",
        requires = "start",
        help = "Процесс из папки: прогноз дела, которое началось бы ¦ Process of the folder: what would lie ahead of an instance"
    )]
    process: Option<String>,
    #[arg(
        long,
        value_name = "DATE",
        help = "День начала: 2021-10-12 или 12.10.2021 ¦ Day of the start: 2021-10-12"
    )]
    start: Option<String>,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    processes: PathBuf,
    #[arg(
        long,
        help = "Показать и шаги, которые не занимают времени ¦ Show steps that take no time as well"
    )]
    all: bool,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Forecasts and prints.
pub(crate) fn run(arguments: &ForecastArguments, output: &Output) -> Result<Exit, Failure> {
    match (&arguments.instance, &arguments.process, &arguments.start) {
        (Some(instance), ..) => live(arguments, instance, output),
        (None, Some(process), Some(start)) => start_of(arguments, process, start, output),
        _ => Err(Failure::usage(
            "forecast.what",
            "Назовите дело или процесс: reglament forecast ДЕЛО или --process ПРОЦЕСС --start ДАТА.",
            "Name an instance or a process: `reglament forecast INSTANCE` or `--process ID --start DATE`.",
        )),
    }
}

fn live(arguments: &ForecastArguments, instance: &str, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let id = InstanceId(instance.to_owned());
    let view = with_service(&settings, async |service| service.forecast(None, &id).await)?;
    if output.json {
        output.json(&view);
    } else {
        let about = Some((view.subject.as_str(), &view.id));
        let title = title(&view.process_title, about, output.language);
        let shown = Shown {
            zone: view.zone.parse().unwrap_or(Tz::UTC),
            all: arguments.all,
            language: output.language,
            subjects: &view.subjects,
        };
        print(title, &view.forecast, shown, output);
    }
    Ok(Exit::Ok)
}

fn start_of(
    arguments: &ForecastArguments,
    process: &str,
    start: &str,
    output: &Output,
) -> Result<Exit, Failure> {
    let day = day(start)?;
    let folder = ProcessFolder::read(&arguments.processes)?;
    let compiled = compile(&folder.files);
    let Some(package) = &compiled.package else {
        check::diagnostics(&compiled, &folder, output);
        return Ok(Exit::Findings);
    };
    let definition = package.definitions.get(process).ok_or_else(|| {
        let known: Vec<&str> = package.definitions.keys().map(String::as_str).collect();
        let known = known.join(", ");
        Failure::usage(
            "process.unknown",
            format!("Процесса «{process}» нет; есть: {known}."),
            format!("There is no process `{process}`; there are: {known}."),
        )
    })?;
    let told = from_start(package, definition, day);
    if output.json {
        let said: Vec<_> = told
            .said()
            .into_iter()
            .map(|(ru, en)| json!({"ru": ru, "en": en}))
            .collect();
        output.json(&json!({
            "process_title": definition.title, "zone": definition.zone.name(), "forecast": told, "said": said,
        }));
    } else {
        let title = title(&definition.title, None, output.language);
        let shown = Shown {
            zone: definition.zone,
            all: arguments.all,
            language: output.language,
            subjects: &BTreeMap::new(),
        };
        print(title, &told, shown, output);
    }
    Ok(Exit::Ok)
}

fn from_start(package: &Package, definition: &Definition, day: NaiveDate) -> Forecast {
    let children: BTreeMap<String, &Definition> = package
        .definitions
        .iter()
        .map(|(id, definition)| (id.clone(), definition))
        .collect();
    let at = start_of_day(day, definition.zone);
    let (calendar, numbers) = (
        package.calendars.over(&Calendar::russia()),
        Numbers::default(),
    );
    let asked = Asked {
        context: Context {
            definition,
            children: &children,
            calendar: &calendar,
            organisation: &package.organisation,
            numbers: &numbers,
            absences: &[],
            ballots: &Ballots::default(),
            outside: &Outside::default(),
            now: at.with_timezone(&Utc),
            base_url: "",
        },
        plan: None,
        histories: &BTreeMap::new(),
        absences: &[],
        recount: false,
        children: &BTreeMap::new(),
        messages: &BTreeMap::new(),
        earlier: None,
    };
    forecast_start(asked, BTreeMap::new(), at)
}

fn print(title: String, told: &Forecast, shown: Shown<'_>, output: &Output) {
    let mut text = vec![title, String::new()];
    text.extend(shown.lines(told));
    output.text(text.join("\n").trim_end());
}
