//! `reglament task complete`: does a task as a person, with the fields of its form.
//!
//! Everything that the engine checks for pages it checks here as well; a refusal changes nothing.

use clap::Args;
use serde_json::json;

use super::TaskAddress;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `task complete`.
#[derive(Debug, Args)]
pub(super) struct Complete {
    #[arg(
        value_name = "INSTANCE/TASK",
        help = "Задача: дело/номер ¦ Task: instance/number"
    )]
    task: String,
    #[arg(long, value_name = "PERSON", help = "Кто выполняет ¦ Who does it")]
    by: String,
    #[arg(long, value_name = "ID", help = "Решение (кнопка) ¦ Outcome (button)")]
    outcome: Option<String>,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Does one task.
pub(super) fn run(arguments: &Complete, output: &Output) -> Result<Exit, Failure> {
    let address = TaskAddress::read(&arguments.task)?;
    let input = arguments.input.read()?;
    let settings = Settings::read(&arguments.settings)?;
    let accepted = with_service(&settings, async |service| {
        let (instance, task) = (&address.instance, address.task);
        let (id, outcome) = (service.new_command_id(), arguments.outcome.clone());
        service
            .complete_task(id, &arguments.by, instance, task, outcome, input)
            .await
    })?;
    if output.json {
        output.json(&json!(accepted));
    } else {
        output.text(output.language.pick("Выполнено.", "Done."));
    }
    Ok(Exit::Ok)
}
