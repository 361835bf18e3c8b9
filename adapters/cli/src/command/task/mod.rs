//! `reglament task`: lists open tasks, shows one with its form, does one, changes who has it.
//!
//! The operator of the machine may look at everybody's tasks; doing one is always done as a person.

mod address;
mod close_vote;
mod complete;
mod hand_over;
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
    /// Takes.
    #[command(about = "Взять задачу в работу ¦ Take a task")]
    Claim(hand_over::Hand),
    /// Gives back.
    #[command(about = "Вернуть задачу ¦ Give a task back")]
    Return(hand_over::Return),
    /// Delegates.
    #[command(about = "Поручить задачу другому ¦ Delegate a task")]
    Delegate(hand_over::Delegate),
    /// Reassigns.
    #[command(about = "Передать задачу другому исполнителю ¦ Reassign a task")]
    Reassign(hand_over::Reassign),
    /// Steps back.
    #[command(about = "Заявить самоотвод в голосовании ¦ Recuse oneself from a vote")]
    Recuse(hand_over::Recuse),
    /// Closes a vote.
    #[command(about = "Закрыть голосование комиссии ¦ Close the vote of a commission")]
    CloseVote(close_vote::CloseVote),
}

/// Carries out one of them.
pub(crate) fn run(arguments: &TaskArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::List(list) => list::run(list, output),
        Action::Show(show) => show::run(show, output),
        Action::Complete(complete) => complete::run(complete, output),
        Action::Claim(hand) => hand_over::claim(hand, output),
        Action::Return(wish) => hand_over::give_back(wish, output),
        Action::Delegate(wish) => hand_over::delegate(wish, output),
        Action::Reassign(wish) => hand_over::reassign(wish, output),
        Action::Recuse(wish) => hand_over::recuse(wish, output),
        Action::CloseVote(wish) => close_vote::run(wish, output),
    }
}
