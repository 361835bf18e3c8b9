//! `reglament join`: adds somebody to an open registration window, by the public form or late by an official.
//!
//! Prints the new instance and its receipt code.

use clap::Args;
use reglament_core::InstanceId;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct JoinArguments {
    #[arg(
        value_name = "INSTANCE/STEP",
        help = "Дело и его шаг с регистрацией ¦ Instance and its step with the window"
    )]
    window: String,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто добавляет после закрытия; без него — по открытой форме ¦ Who adds after closing; without it, by the public form"
    )]
    by: Option<String>,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Причина добавления после закрытия ¦ Why after closing"
    )]
    reason: Option<String>,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Adds one.
pub(crate) fn run(arguments: &JoinArguments, output: &Output) -> Result<Exit, Failure> {
    let Some((instance, step)) = arguments.window.rsplit_once('/') else {
        let given = &arguments.window;
        return Err(Failure::usage(
            "window.unreadable",
            format!("«{given}» не похоже на регистрацию; напишите дело/шаг."),
            format!("`{given}` is no window; write instance/step."),
        ));
    };
    let instance = InstanceId::from(instance);
    let input = arguments.input.read()?;
    let settings = Settings::read(&arguments.settings)?;
    let receipt = with_service(&settings, async |service| {
        let (id, reason) = (service.new_command_id(), arguments.reason.clone());
        let by = arguments.by.as_deref();
        service
            .add_item(id, by, &instance, step, input, reason)
            .await
    })?;
    if output.json {
        output.json(&json!(receipt));
    } else {
        let code = output.language.pick("код", "code");
        output.text(&format!("{}  {code} {}", receipt.instance, receipt.code));
    }
    Ok(Exit::Ok)
}
