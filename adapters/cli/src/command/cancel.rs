//! `reglament cancel`: ends an instance before its time, with a reason; its children end with it.
//!
//! Who may is said by the process (`on: cancellation`) or by overseeing every process; the engine checks it.

use clap::Args;
use reglament_core::InstanceId;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct CancelArguments {
    #[arg(value_name = "INSTANCE", help = "Дело ¦ Instance")]
    instance: String,
    #[arg(long, value_name = "PERSON", help = "Кто прекращает ¦ Who cancels it")]
    by: String,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Причина, попадёт в историю дела ¦ Reason, kept in the history"
    )]
    reason: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Cancels one instance.
pub(crate) fn run(arguments: &CancelArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let accepted = with_service(&settings, async |service| {
        let (id, instance) = (
            service.new_command_id(),
            InstanceId::from(&*arguments.instance),
        );
        service
            .cancel(id, &arguments.by, &instance, &arguments.reason)
            .await
    })?;
    if output.json {
        output.json(&json!(accepted));
    } else {
        output.text(output.language.pick("Дело прекращено.", "Cancelled."));
    }
    Ok(Exit::Ok)
}
