//! `reglament task list`: open tasks, the earliest due first.
//!
//! Without `--by` the lists of all people are put together; a task that several may do appears once.

use std::collections::BTreeMap;

use clap::Args;
use reglament_runtime::{Service, TaskLine};
use serde_json::json;

use super::TaskAddress;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::limits::PAGES;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `task list`.
#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(
        long,
        value_name = "PERSON",
        help = "Чьи задачи; без него — все ¦ Whose tasks; without it, everybody's"
    )]
    by: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Lists.
pub(super) fn run(arguments: &List, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let by = arguments.by.as_deref();
    let tasks = with_service(&settings, async |service| gather(service, by).await)?;
    if output.json {
        output.json(&json!({ "tasks": tasks }));
    } else {
        for task in &tasks {
            output.text(&line(task, output.language));
        }
        let total = output.language.pick("Открытых задач", "Open tasks");
        output.text(&format!("{total}: {}", tasks.len()));
    }
    Ok(Exit::Ok)
}

async fn gather(service: &Service, by: Option<&str>) -> Result<Vec<TaskLine>, Failure> {
    let people: Vec<String> = match by {
        Some(person) => vec![person.to_owned()],
        None => service
            .people()
            .into_iter()
            .map(|person| person.id)
            .collect(),
    };
    let mut found = BTreeMap::new();
    for person in people {
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let page = service.my_tasks(&person, cursor.as_deref()).await;
            let page = page.map_err(|error| Failure::service(&error))?;
            let keyed = page
                .rows
                .into_iter()
                .map(|row| ((row.instance.clone(), row.task), row));
            found.extend(keyed);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
    }
    let mut tasks: Vec<TaskLine> = found.into_values().collect();
    tasks.sort_by_key(|task| (task.due_at.is_none(), task.due_at));
    Ok(tasks)
}

fn line(task: &TaskLine, language: Language) -> String {
    let address = TaskAddress {
        instance: task.instance.clone(),
        task: task.task,
    };
    let english = language == Language::En;
    let late = match (task.days_late, language) {
        (1.., Language::Ru) => format!(", просрочено рабочих дней: {}", task.days_late),
        (1.., Language::En) => format!(", working days late: {}", task.days_late),
        _ => String::new(),
    };
    let due = task.due_on.map_or_else(
        || language.pick("без срока", "no term").to_owned(),
        |due| {
            format!(
                "{} {}{late}",
                language.pick("до", "due"),
                due.format("%d.%m.%Y")
            )
        },
    );
    let holders = if task.holders.is_empty() {
        language
            .pick("некому исполнить", "nobody can do it")
            .to_owned()
    } else {
        task.holders.join(", ")
    };
    format!(
        "{address}  {}  [{}]  {due}  {holders}",
        task.title.text(english),
        task.subject
    )
}
