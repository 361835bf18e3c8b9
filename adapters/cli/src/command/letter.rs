//! `reglament letter`: shows a letter with the data of an instance, exactly as it would be sent.

use std::path::PathBuf;

use clap::Args;
use reglament_core::InstanceId;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct LetterArguments {
    #[arg(value_name = "INSTANCE", help = "Дело ¦ The instance")]
    instance: String,
    #[arg(
        value_name = "LETTER",
        default_value = "",
        help = "Письмо; без него первое из писем процесса ¦ The letter; the first one of the process without it"
    )]
    letter: String,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кому и от чьего имени ¦ For whom, and on whose behalf"
    )]
    by: String,
    #[arg(
        long,
        value_name = "FILE",
        help = "Записать сюда HTML письма ¦ Write the HTML of the letter here"
    )]
    html: Option<PathBuf>,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Shows the letter.
pub(crate) fn run(arguments: &LetterArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let instance = InstanceId(arguments.instance.clone());
    let (letter, known) = with_service(&settings, async |service| {
        let shown = service.letter_preview(&arguments.by, &instance, &arguments.letter);
        shown.await
    })?;
    if let Some(path) = &arguments.html {
        std::fs::write(path, &letter.html).map_err(|error| {
            let path = path.display();
            Failure::fault(
                "letter.not_written",
                format!("Файл «{path}» не записан: {error}."),
                format!("The file `{path}` could not be written: {error}."),
            )
        })?;
    }
    if output.json {
        output.json(&serde_json::json!({
            "to": letter.to, "subject": letter.subject, "text": letter.text, "html": letter.html, "letters": known,
        }));
        return Ok(Exit::Ok);
    }
    let to = output.language.pick("Кому", "To");
    let subject = output.language.pick("Тема", "Subject");
    output.text(&format!("{to}: {}", letter.to));
    output.text(&format!("{subject}: {}\n", letter.subject));
    output.text(letter.text.trim_end());
    Ok(Exit::Ok)
}
