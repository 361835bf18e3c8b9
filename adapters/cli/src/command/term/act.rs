//! `reglament term extend`, `suspend`, `resume`: acts about terms, as a person.
//!
//! A refusal changes nothing.

use clap::Args;
use reglament_calendar::Term;
use reglament_core::RawInput;
use reglament_runtime::{Accepted, Service, ServiceError, Viewer};
use serde_json::json;

use super::address;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// Flags of `term extend`.
#[derive(Debug, Args)]
pub(super) struct Extend {
    #[command(flatten)]
    about: About,
    #[arg(
        long,
        value_name = "TERM",
        help = "На сколько, например «30 дней» ¦ By how much, such as `30 days`"
    )]
    term: String,
    #[arg(long, value_name = "TEXT", help = "Причина ¦ Reason")]
    reason: String,
}

/// Flags of `term suspend`.
#[derive(Debug, Args)]
pub(super) struct Suspend {
    #[command(flatten)]
    about: About,
    #[arg(long, value_name = "TEXT", help = "Причина ¦ Reason")]
    reason: String,
}

/// Flags of `term resume`.
#[derive(Debug, Args)]
pub(super) struct Resume {
    #[command(flatten)]
    about: About,
    #[arg(long, value_name = "TEXT", help = "Причина ¦ Reason")]
    reason: Option<String>,
}

/// Which term, and who decides.
#[derive(Debug, Args)]
struct About {
    #[arg(
        value_name = "INSTANCE[/TASK]",
        help = "Срок дела или задачи: дело или дело/номер ¦ Term of an instance or a task: instance or instance/number"
    )]
    of: String,
    #[arg(long, value_name = "PERSON", help = "Кто решает ¦ Who decides")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

pub(super) fn extend(arguments: &Extend, output: &Output) -> Result<Exit, Failure> {
    let term = Term::parse(&arguments.term)
        .map_err(|wrong| Failure::usage("term.unreadable", wrong.ru(), wrong.en()))?;
    let (about, reason) = (&arguments.about, arguments.reason.clone());
    let (instance, owner) = address::read(&about.of)?;
    carry_out(about, output, async |service: &Service| {
        let id = service.new_command_id();
        let by = (term, reason);
        service
            .extend_term(id, &about.by, &instance, owner, by)
            .await
    })
}

pub(super) fn suspend(arguments: &Suspend, output: &Output) -> Result<Exit, Failure> {
    let (about, reason) = (&arguments.about, arguments.reason.clone());
    let (instance, owner) = address::read(&about.of)?;
    carry_out(about, output, async |service: &Service| {
        let id = service.new_command_id();
        service
            .suspend_term(id, &about.by, &instance, owner, reason)
            .await
    })
}

pub(super) fn resume(arguments: &Resume, output: &Output) -> Result<Exit, Failure> {
    let (about, reason) = (&arguments.about, arguments.reason.clone());
    let (instance, owner) = address::read(&about.of)?;
    let viewer = Viewer::Person(about.by.clone());
    carry_out(about, output, async |service: &Service| {
        let id = service.new_command_id();
        let with = (reason, RawInput::new());
        service
            .resume_term(id, &viewer, &instance, owner, with)
            .await
    })
}

fn carry_out(
    about: &About,
    output: &Output,
    act: impl AsyncFnOnce(&Service) -> Result<Accepted, ServiceError>,
) -> Result<Exit, Failure> {
    let settings = Settings::read(&about.settings)?;
    let accepted = with_service(&settings, act)?;
    if output.json {
        output.json(&json!(accepted));
    } else {
        output.text(output.language.pick("Выполнено.", "Done."));
    }
    Ok(Exit::Ok)
}
