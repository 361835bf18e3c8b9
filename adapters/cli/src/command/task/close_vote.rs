//! `reglament task close-vote`: the chair closes a vote before every member has voted.

use clap::Args;
use reglament_core::InstanceId;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `task close-vote`.
#[derive(Debug, Args)]
pub(super) struct CloseVote {
    #[arg(value_name = "INSTANCE", help = "Дело ¦ Instance")]
    instance: String,
    #[arg(value_name = "STEP", help = "Шаг голосования ¦ Step of the vote")]
    step: String,
    #[arg(long, value_name = "PERSON", help = "Председатель ¦ The chair")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Closes a vote.
pub(super) fn run(arguments: &CloseVote, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let instance = InstanceId::from(arguments.instance.as_str());
    let accepted = with_service(&settings, async |service| {
        let id = service.new_command_id();
        service
            .close_vote(id, &arguments.by, &instance, &arguments.step)
            .await
    })?;
    if output.json {
        output.json(&json!(accepted));
    } else {
        output.text(output.language.pick("Выполнено.", "Done."));
    }
    Ok(Exit::Ok)
}
