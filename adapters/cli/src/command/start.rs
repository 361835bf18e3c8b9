//! `reglament start`: begins an instance, as a person of an allowed role or by the public form.
//!
//! Prints the instance and its receipt code.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct StartArguments {
    #[arg(value_name = "PROCESS", help = "Процесс ¦ Process")]
    process: String,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто начинает; без него — по открытой форме ¦ Who starts it; without it, by the public form"
    )]
    by: Option<String>,
    #[arg(
        long,
        value_name = "NAME=CODE",
        help = "Связанное дело: имя связи и код из расписки; можно несколько ¦ A linked instance by its receipt code; may be repeated"
    )]
    link: Vec<String>,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Begins one instance.
pub(crate) fn run(arguments: &StartArguments, output: &Output) -> Result<Exit, Failure> {
    let input = arguments.input.read()?;
    let links = arguments
        .link
        .iter()
        .map(|text| link(text))
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    let settings = Settings::read(&arguments.settings)?;
    let receipt = with_service(&settings, async |service| {
        let (id, process) = (service.new_command_id(), arguments.process.as_str());
        match &arguments.by {
            Some(person) => {
                service
                    .start_manual(id, person, process, input, links)
                    .await
            }
            None => service.start_public(id, process, input, links).await,
        }
    })?;
    if output.json {
        output.json(&json!(receipt));
    } else {
        let code = output.language.pick("код", "code");
        output.text(&format!("{}  {code} {}", receipt.instance, receipt.code));
    }
    Ok(Exit::Ok)
}

fn link(text: &str) -> Result<(String, String), Failure> {
    let pair = text
        .split_once('=')
        .map(|(name, code)| (name.to_owned(), code.to_owned()));
    pair.ok_or_else(|| {
        Failure::usage(
            "link.unreadable",
            format!("«{text}» не похоже на связь; напишите имя=код."),
            format!("`{text}` is no link; write name=code."),
        )
    })
}
