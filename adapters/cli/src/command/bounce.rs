//! `reglament bounce`: takes a report about an undelivered letter from the standard input.
//!
//! For a mail server that hands messages to a program. The report is only put into the mailbox of reports, where the
//! server finds it: the database need not be free.

use std::io::Read;

use clap::Args;
use reglament_mail::Maildir;
use reglament_runtime::{Clock, Ids, RandomIds, SystemClock};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::limits::MAX_REPORT_BYTES;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::block_on;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct BounceArguments {
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Puts the message into the mailbox.
pub(crate) fn run(arguments: &BounceArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let Some(folder) = settings.mail.bounces else {
        return Err(Failure::usage(
            "bounce.no_mailbox",
            "Не задана папка отчётов о недоставке: добавьте mail.bounces в настройки.",
            "There is no folder for reports: add mail.bounces to the settings.",
        ));
    };
    let mut message = Vec::new();
    let read = std::io::stdin()
        .take(MAX_REPORT_BYTES)
        .read_to_end(&mut message);
    read.map_err(|error| failed(&error))?;
    let name = format!(
        "{}.{:016x}.reglament",
        SystemClock.now().timestamp_micros(),
        RandomIds.random()
    );
    block_on(async {
        let put = Maildir::new(&folder).put(&name, &message).await;
        put.map_err(|error| failed(&error))
    })?;
    if output.json {
        output.json(&serde_json::json!({"kept": name}));
    }
    Ok(Exit::Ok)
}

fn failed(error: &dyn std::error::Error) -> Failure {
    Failure::fault(
        "bounce.not_kept",
        format!("Отчёт о недоставке не сохранён: {error}."),
        format!("The report could not be kept: {error}."),
    )
}
