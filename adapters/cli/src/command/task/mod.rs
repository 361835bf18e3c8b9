//! `reglament task`: lists open tasks, shows one with its form, does one.
//!
//! The operator of the machine may look at everybody's tasks; doing one is always done as a person.

mod address;
mod complete;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
pub(crate) use address::TaskAddress;
pub(crate) use show::view;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct TaskArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Lists.
    #[command(
        about = "Открытые задачи: одного человека или всех ¦ Open tasks, of one person or of all"
    )]
    List(list::List),
    /// Shows.
    #[command(about = "Показать задачу и её форму ¦ Show a task with its form")]
    Show(show::Show),
    /// Does.
    #[command(about = "Выполнить задачу ¦ Do a task")]
    Complete(complete::Complete),
}

/// Carries out one of them.
pub(crate) fn run(arguments: &TaskArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::List(list) => list::run(list, output),
        Action::Show(show) => show::run(show, output),
        Action::Complete(complete) => complete::run(complete, output),
    }
}
