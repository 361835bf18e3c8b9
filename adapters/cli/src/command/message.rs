//! `reglament message`: hands a message from outside to the instances of a process, or lists those that wait for theirs.
//!
//! The operator of the program may send what other systems send over the API. With `--id` a repetition counts once.

use clap::Args;
use reglament_core::{CommandId, InstanceId};
use reglament_runtime::{MessageTaken, MessageView, MessageWish};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct MessageArguments {
    #[arg(
        value_name = "PROCESS",
        required_unless_present = "waiting",
        help = "Процесс ¦ Process"
    )]
    process: Option<String>,
    #[arg(
        value_name = "MESSAGE",
        required_unless_present = "waiting",
        help = "Имя сообщения из `correlation:` ¦ Name of the message under `correlation:`"
    )]
    message: Option<String>,
    #[arg(
        long,
        value_name = "KEY",
        conflicts_with = "instance",
        help = "Ключ, по которому находится дело ¦ Key that finds the instance"
    )]
    key: Option<String>,
    #[arg(
        long,
        value_name = "INSTANCE",
        help = "Одно дело, которому сообщение предназначено ¦ The one instance that it is for"
    )]
    instance: Option<String>,
    #[arg(
        long,
        value_name = "ID",
        help = "Идентификатор сообщения: повтор с ним не считается ¦ Id of the message: a repetition under it does not count"
    )]
    id: Option<String>,
    #[arg(
        long,
        conflicts_with_all = ["process", "message", "key", "instance", "id"],
        help = "Показать сообщения, дела для которых ещё нет ¦ List the messages that wait for their instance"
    )]
    waiting: bool,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Sends one, or lists those that wait.
pub(crate) fn run(arguments: &MessageArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    if arguments.waiting {
        let waiting = with_service(&settings, async |service| service.kept_messages().await)?;
        list(&waiting, output);
        return Ok(Exit::Ok);
    }
    let wish = MessageWish {
        process: arguments.process.clone().unwrap_or_default(),
        message: arguments.message.clone().unwrap_or_default(),
        key: arguments.key.clone(),
        instance: arguments.instance.clone().map(InstanceId),
        data: arguments.input.read()?,
    };
    let taken = with_service(&settings, async |service| {
        let id = match &arguments.id {
            Some(id) => CommandId(format!("cli/{id}")),
            None => service.new_command_id(),
        };
        service.message(id, None, wish).await
    })?;
    show(&taken, output);
    Ok(Exit::Ok)
}

fn show(taken: &MessageTaken, output: &Output) {
    if output.json {
        return output.json(&json!(taken));
    }
    for instance in &taken.instances {
        output.text(instance.as_str());
    }
    if taken.instances.is_empty() {
        let (ru, en) = (
            "дела пока нет, сообщение ждёт",
            "no instance yet, the message waits",
        );
        output.text(output.language.pick(ru, en));
    }
}

fn list(waiting: &[MessageView], output: &Output) {
    if output.json {
        return output.json(&json!(waiting));
    }
    for message in waiting {
        let until = message.until.format("%Y-%m-%d %H:%MZ");
        let (ru, en) = (format!("до {until}"), format!("until {until}"));
        let until = output.language.pick(&ru, &en);
        output.text(&format!(
            "{}  {}  {}  {until}",
            message.process, message.message, message.key
        ));
    }
}
