//! `reglament task claim|return|delegate|reassign|recuse`: changes who has a task.
//!
//! The engine checks who may; a refusal changes nothing.

use clap::Args;
use reglament_runtime::HandOver;
use serde_json::json;

use super::TaskAddress;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::with_service;

/// What all of them need.
#[derive(Debug, Args)]
pub(super) struct Hand {
    #[arg(
        value_name = "INSTANCE/TASK",
        help = "Задача: дело/номер ¦ Task: instance/number"
    )]
    task: String,
    #[arg(long, value_name = "PERSON", help = "Кто действует ¦ Who acts")]
    by: String,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Flags of `task return`.
#[derive(Debug, Args)]
pub(super) struct Return {
    #[command(flatten)]
    hand: Hand,
    #[arg(long, value_name = "TEXT", help = "Почему ¦ Why")]
    reason: Option<String>,
}

/// Flags of `task delegate`.
#[derive(Debug, Args)]
pub(super) struct Delegate {
    #[command(flatten)]
    hand: Hand,
    #[arg(long, value_name = "PERSON", help = "Кому поручить ¦ To whom")]
    to: String,
    #[arg(long, value_name = "TEXT", help = "Почему ¦ Why")]
    reason: Option<String>,
}

/// Flags of `task reassign`.
#[derive(Debug, Args)]
pub(super) struct Reassign {
    #[command(flatten)]
    hand: Hand,
    #[arg(long, value_name = "PERSON", help = "Кому передать ¦ To whom")]
    to: String,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Почему (обязательно) ¦ Why (needed)"
    )]
    reason: String,
}

/// Flags of `task recuse`.
#[derive(Debug, Args)]
pub(super) struct Recuse {
    #[command(flatten)]
    hand: Hand,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Почему (обязательно) ¦ Why (needed)"
    )]
    reason: String,
}

/// Takes a task.
pub(super) fn claim(hand: &Hand, output: &Output) -> Result<Exit, Failure> {
    run(hand, HandOver::Claim, output)
}

/// Gives a task back.
pub(super) fn give_back(arguments: &Return, output: &Output) -> Result<Exit, Failure> {
    let reason = arguments.reason.clone();
    run(&arguments.hand, HandOver::Return { reason }, output)
}

/// Delegates a task.
pub(super) fn delegate(arguments: &Delegate, output: &Output) -> Result<Exit, Failure> {
    let (to, reason) = (arguments.to.clone(), arguments.reason.clone());
    run(&arguments.hand, HandOver::Delegate { to, reason }, output)
}

/// Reassigns a task.
pub(super) fn reassign(arguments: &Reassign, output: &Output) -> Result<Exit, Failure> {
    let (to, reason) = (arguments.to.clone(), arguments.reason.clone());
    run(&arguments.hand, HandOver::Reassign { to, reason }, output)
}

/// Steps back from a vote.
pub(super) fn recuse(arguments: &Recuse, output: &Output) -> Result<Exit, Failure> {
    let reason = arguments.reason.clone();
    run(&arguments.hand, HandOver::Recuse { reason }, output)
}

fn run(hand: &Hand, wish: HandOver, output: &Output) -> Result<Exit, Failure> {
    let address = TaskAddress::read(&hand.task)?;
    let settings = Settings::read(&hand.settings)?;
    let accepted = with_service(&settings, async |service| {
        let id = service.new_command_id();
        service
            .hand_over(id, &hand.by, &address.instance, address.task, wish)
            .await
    })?;
    if output.json {
        output.json(&json!(accepted));
    } else {
        output.text(output.language.pick("Выполнено.", "Done."));
    }
    Ok(Exit::Ok)
}
