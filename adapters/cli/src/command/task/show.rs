//! `reglament task show`: one task with its term, form and buttons.
//!
//! Shown as a person may see it; without `--by` as the first person who may do it.

use clap::Args;
use reglament_runtime::{Service, ServiceError, TaskView};
use serde_json::json;

use super::TaskAddress;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `task show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(
        value_name = "INSTANCE/TASK",
        help = "Задача: дело/номер ¦ Task: instance/number"
    )]
    task: String,
    #[arg(long, value_name = "PERSON", help = "Кто смотрит ¦ Who looks")]
    by: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Shows.
pub(super) fn run(arguments: &Show, output: &Output) -> Result<Exit, Failure> {
    let address = TaskAddress::read(&arguments.task)?;
    let settings = Settings::read(&arguments.settings)?;
    let by = arguments.by.as_deref();
    let view = with_service(&settings, async |service| view(service, &address, by).await)?;
    if output.json {
        output.json(&json!(view));
    } else {
        output.text(&text(&view, output.language));
    }
    Ok(Exit::Ok)
}

/// The task as a person sees it; without a person, as the first one sees it who may do it, or may at least look.
pub(crate) async fn view(
    service: &Service,
    address: &TaskAddress,
    by: Option<&str>,
) -> Result<TaskView, Failure> {
    if let Some(person) = by {
        let seen = service.task(person, &address.instance, address.task).await;
        return seen.map_err(|error| Failure::service(&error));
    }
    let mut other = None;
    for person in service.people() {
        match service
            .task(&person.id, &address.instance, address.task)
            .await
        {
            Ok(view) if view.mine => return Ok(view),
            Ok(view) => other = Some(view),
            Err(ServiceError::NotFound | ServiceError::Forbidden) => {}
            Err(error) => return Err(Failure::service(&error)),
        }
    }
    other.ok_or_else(|| Failure::service(&ServiceError::NotFound))
}

fn text(view: &TaskView, language: Language) -> String {
    let english = language == Language::En;
    let mut lines = vec![
        view.title.text(english).to_owned(),
        format!("{}: {}", view.process_title.text(english), view.subject),
    ];
    if let Some(due) = &view.due {
        let late = if due.late {
            language.pick(", просрочено", ", late")
        } else {
            ""
        };
        lines.push(format!(
            "{}: {}{late}",
            language.pick("Срок", "Due"),
            due.on.format("%d.%m.%Y")
        ));
        let why = if english { &due.en } else { &due.ru };
        lines.extend(why.iter().map(|line| format!("  {line}")));
    }
    lines.push(format!(
        "{}: {}",
        language.pick("Исполнители", "Holders"),
        view.holders.join(", ")
    ));
    for clause in &view.clauses {
        lines.push(format!(
            "{} {}: {}",
            language.pick("П.", "Clause"),
            clause.id,
            clause.text
        ));
    }
    for shown in &view.shown {
        let value = if english { &shown.en } else { &shown.ru };
        lines.push(format!("{}: {value}", shown.title.text(english)));
    }
    for field in &view.form.fields {
        let star = if field.required { " *" } else { "" };
        lines.push(format!(
            "[{}] {}{star}",
            field.name,
            field.title.text(english)
        ));
    }
    for outcome in &view.outcomes {
        lines.push(format!("({}) {}", outcome.id, outcome.title.text(english)));
    }
    lines.join("\n")
}
