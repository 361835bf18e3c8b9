//! `reglament plan`: the milestones of a live instance or of a process by itself, with plan, fact, slack and critical path.
//!
//! Reads only. The same board stands on the page of the instance.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use clap::Args;
use reglament_calendar::{Calendar, start_of_day};
use reglament_core::{Ballots, Context, Facts, Instance, InstanceId, Numbers, Outside};
use reglament_definition::{Definition, Package, compile};
use reglament_runtime::{MilestoneState, MilestoneView, PlanView, plan_of};

use super::forecast::{aligned, day, printed};
use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
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
        help = "Процесс из папки: план сам по себе ¦ Process of the folder: the plan by itself"
    )]
    process: Option<String>,
    #[arg(
        long,
        value_name = "DATE",
        requires = "process",
        help = "На какой день; без ключа – на сегодня ¦ As of which day; absent: today"
    )]
    on: Option<String>,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    processes: PathBuf,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Prints the plan.
pub(crate) fn run(arguments: &PlanArguments, output: &Output) -> Result<Exit, Failure> {
    let plan = match (&arguments.instance, &arguments.process) {
        (Some(instance), _) => {
            let settings = Settings::read(&arguments.settings)?;
            let id = InstanceId(instance.clone());
            with_service(&settings, async |service| service.plan(None, &id).await)?
        }
        (None, Some(process)) => {
            let folder = ProcessFolder::read(&arguments.processes)?;
            let compiled = compile(&folder.files);
            let Some(package) = &compiled.package else {
                check::diagnostics(&compiled, &folder, output);
                return Ok(Exit::Findings);
            };
            let on = arguments.on.as_deref().map(day).transpose()?;
            by_itself(package, process, on)?
        }
        (None, None) => return Err(unnamed()),
    };
    if output.json {
        output.json(&plan);
    } else {
        output.text(&told(&plan, output.language));
    }
    Ok(Exit::Ok)
}

fn unnamed() -> Failure {
    Failure::usage(
        "plan.what",
        "Назовите дело или процесс: reglament plan ДЕЛО или --process ПРОЦЕСС.",
        "Name an instance or a process: `reglament plan INSTANCE` or `--process ID`.",
    )
}

/// The plan of a process of which no instance has begun.
fn by_itself(package: &Package, process: &str, on: Option<NaiveDate>) -> Result<PlanView, Failure> {
    let definition = package.definitions.get(process).ok_or_else(|| {
        let known: Vec<&str> = package.definitions.keys().map(String::as_str).collect();
        let known = known.join(", ");
        Failure::usage(
            "process.unknown",
            format!("Процесса «{process}» нет; есть: {known}."),
            format!("There is no process `{process}`; there are: {known}."),
        )
    })?;
    let children: BTreeMap<String, &Definition> = package
        .definitions
        .iter()
        .map(|(id, found)| (id.clone(), found))
        .collect();
    let now = on.map_or_else(Utc::now, |day| {
        start_of_day(day, definition.zone).with_timezone(&Utc)
    });
    let (calendar, numbers) = (
        package.calendars.over(&Calendar::russia()),
        Numbers::default(),
    );
    let instance = Instance::new(InstanceId("plan".to_owned()));
    let (ballots, outside) = (Ballots::default(), Outside::default());
    let context = Context {
        definition,
        children: &children,
        calendar: &calendar,
        organisation: &package.organisation,
        numbers: &numbers,
        absences: &[],
        ballots: &ballots,
        outside: &outside,
        now,
        base_url: "",
    };
    let plan = plan_of(definition, &Facts::new(context, &instance), &instance);
    plan.ok_or_else(|| {
        Failure::usage(
            "plan.none",
            format!("В процессе «{process}» нет вех: ни у одного шага нет `milestone`."),
            format!("The process `{process}` has no milestones: no step has `milestone`."),
        )
    })
}

fn told(plan: &PlanView, language: Language) -> String {
    let english = language == Language::En;
    let process = plan.process_title.text(english);
    let title = match plan.subject.as_str() {
        "" => process.to_owned(),
        subject => format!("{process}: {subject}"),
    };
    let heads = match language {
        Language::Ru => [
            "Веха",
            "Срок",
            "Сделано",
            "Отклонение",
            "Запас",
            "Состояние",
        ],
        Language::En => ["Milestone", "Due", "Done", "Deviation", "Slack", "State"],
    };
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(plan.milestones.iter().map(|each| row(each, language)));
    let mut lines = vec![title, String::new()];
    lines.extend(aligned(&rows));
    lines.push(String::new());
    let legend = "! – критический путь: сдвиг вехи сдвигает конец плана. Запас и отклонение – в рабочих днях.";
    let english_legend = "!: on the critical path. Slack and deviation are working days.";
    lines.push(language.pick(legend, english_legend).to_owned());
    for each in plan
        .milestones
        .iter()
        .filter(|each| !each.waiting_for_titles.is_empty())
    {
        let titles: Vec<&str> = each
            .waiting_for_titles
            .iter()
            .map(|title| title.text(english))
            .collect();
        let waits = language.pick("ещё не сделано", "not done yet");
        lines.push(format!(
            "  «{}» – {waits}: {}",
            each.title.text(english),
            titles.join(", ")
        ));
    }
    lines.join("\n")
}

fn row(milestone: &MilestoneView, language: Language) -> [String; 6] {
    let row = &milestone.row;
    let date = |date: Option<NaiveDate>| date.map(|date| printed(date, language));
    let pushed = row
        .expected
        .filter(|expected| row.done.is_none() && Some(*expected) > row.due);
    let done = date(row.done).or_else(|| Some(format!("~ {}", printed(pushed?, language))));
    let mark = if row.critical { "! " } else { "  " };
    [
        format!("{mark}{}", milestone.title.text(language == Language::En)),
        date(row.due).unwrap_or_else(|| "–".to_owned()),
        done.unwrap_or_default(),
        row.deviation
            .map(|days| format!("{days:+}"))
            .unwrap_or_default(),
        row.slack.map(|days| days.to_string()).unwrap_or_default(),
        state(row.state, language).to_owned(),
    ]
}

fn state(state: MilestoneState, language: Language) -> &'static str {
    let (ru, en) = match state {
        MilestoneState::Ahead => ("впереди", "ahead"),
        MilestoneState::Begun => ("в работе", "under way"),
        MilestoneState::Late => ("просрочена", "overdue"),
        MilestoneState::Done => ("в срок", "in time"),
        MilestoneState::DoneLate => ("с опозданием", "late"),
        MilestoneState::PassedBy => ("не понадобилась", "not needed"),
    };
    language.pick(ru, en)
}
