//! `reglament effects`: whether letters and calls leave, as on the page `/admin/effects`. The server must be stopped, as for
//! every command that opens the database.

use clap::{Args, Subcommand};
use reglament_runtime::port::{EffectsPause, PauseReason};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct EffectsArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Shows.
    #[command(about = "Уходят ли письма и вызовы ¦ Whether letters and calls leave")]
    Show(Place),
    /// Pauses.
    #[command(about = "Приостановить письма и вызовы ¦ Make letters and calls wait")]
    Pause(Place),
    /// Resumes.
    #[command(about = "Возобновить письма и вызовы ¦ Let letters and calls go")]
    Resume(Place),
}

/// Where the settings are.
#[derive(Debug, Args)]
struct Place {
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Shows, pauses or resumes.
pub(crate) fn run(arguments: &EffectsArguments, output: &Output) -> Result<Exit, Failure> {
    let (Action::Show(place) | Action::Pause(place) | Action::Resume(place)) = &arguments.action;
    let settings = Settings::read(&place.settings)?;
    let pause = with_service(&settings, async |service| {
        match &arguments.action {
            Action::Show(_) => {}
            Action::Pause(_) => {
                service.order_pause(None).await?;
            }
            Action::Resume(_) => {
                service.order_resumption(None).await?;
            }
        }
        Ok::<_, Failure>(service.effects_pause())
    })?;
    if output.json {
        let why = pause.as_ref().map(|pause| pause.why);
        let at = pause.as_ref().map(|pause| pause.at);
        output.json(&json!({"paused": pause.is_some(), "paused_at": at, "why": why}));
    } else {
        output.text(&words(output, pause.as_ref()));
    }
    Ok(Exit::Ok)
}

fn words(output: &Output, pause: Option<&EffectsPause>) -> String {
    let say = |ru: &'static str, en: &'static str| output.language.pick(ru, en);
    let Some(pause) = pause else {
        return say("Письма и вызовы уходят.", "Letters and calls leave.").to_owned();
    };
    let why = match pause.why {
        PauseReason::Restored => say(
            "данные восстановлены из копии",
            "the data came out of a backup",
        ),
        PauseReason::Ordered => say("так распорядились", "somebody has ordered it"),
    };
    let wait = say("Письма и вызовы ждут с", "Letters and calls wait since");
    format!("{wait} {}: {why}.", pause.at.format("%Y-%m-%d %H:%M UTC"))
}
