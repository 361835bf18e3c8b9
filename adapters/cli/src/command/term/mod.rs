//! `reglament term`: why the open dates of an instance are what they are, and the acts about them.
//!
//! Acts are always done as a person; everything that the engine checks for pages it checks here as well.

mod act;
mod address;
mod show;

use clap::{Args, Subcommand};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct TermArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Shows.
    #[command(
        about = "Почему эти даты: все открытые сроки дела ¦ Why these dates: all open terms of an instance"
    )]
    Show(show::Show),
    /// Extends.
    #[command(about = "Продлить срок ¦ Extend a term")]
    Extend(act::Extend),
    /// Suspends.
    #[command(about = "Приостановить срок ¦ Suspend a term")]
    Suspend(act::Suspend),
    /// Resumes.
    #[command(about = "Возобновить срок ¦ Let a suspended term run again")]
    Resume(act::Resume),
}

/// Carries out one of them.
pub(crate) fn run(arguments: &TermArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::Show(show) => show::run(show, output),
        Action::Extend(extend) => act::extend(extend, output),
        Action::Suspend(suspend) => act::suspend(suspend, output),
        Action::Resume(resume) => act::resume(resume, output),
    }
}
