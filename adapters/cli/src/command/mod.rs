//! The subcommands, one file or folder each, and the choice among them.
//!
//! A subcommand gets its arguments and the output, and answers with an exit code or a failure.

mod check;
mod deadline;
mod diagram;
mod explain;
mod test;

pub(crate) use check::CheckArguments;
pub(crate) use deadline::DeadlineArguments;
pub(crate) use diagram::DiagramArguments;
pub(crate) use explain::ExplainArguments;
pub(crate) use test::TestArguments;

use crate::arguments::Command;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Carries out one subcommand.
pub(crate) fn run(command: Command, output: &Output) -> Result<Exit, Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments, output),
        Command::Test(arguments) => test::run(&arguments, output),
        Command::Explain(arguments) => explain::run(&arguments, output),
        Command::Deadline(arguments) => deadline::run(&arguments, output),
        Command::Diagram(arguments) => diagram::run(&arguments, output),
    }
}
