//! `reglament verify`: replays every journal and compares the result with what is stored.
//!
//! Changes nothing. Differences end with exit code 1.

use clap::Args;
use reglament_runtime::Difference;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Replays and compares.
pub(crate) fn run(arguments: &VerifyArguments, output: &Output) -> Result<Exit, Failure> {
    let settings = Settings::read(&arguments.settings)?;
    let differences = with_service(&settings, async |service| service.verify().await)?;
    if output.json {
        output.json(&json!({"ok": differences.is_empty(), "differences": differences}));
    } else {
        tell(&differences, output);
    }
    Ok(if differences.is_empty() {
        Exit::Ok
    } else {
        Exit::Findings
    })
}

/// Tells people what was found.
pub(super) fn tell(differences: &[Difference], output: &Output) {
    for found in differences {
        output.text(&format!(
            "{}: {}: {}",
            found.place, found.what, found.detail
        ));
    }
    let count = differences.len();
    output.text(&match (count, output.language) {
        (0, language) => language
            .pick(
                "Журналы и состояние совпадают.",
                "Journals and state agree.",
            )
            .to_owned(),
        (_, language) => format!("{}: {count}", language.pick("Расхождений", "Differences")),
    });
}
