//! The program `reglament`: reads the command line, runs one subcommand, answers with an exit code.
//!
//! Everything that the product does lives in the crates that it ties together; here are arguments, wiring and words.
//! One file per subcommand in `command/`; the exit codes are in `exit.rs`. It is a library so that tests can put the
//! same parts together around a clock of their own; the program itself is [`main`].

mod arguments;
mod command;
mod demo;
mod exit;
mod failure;
mod folder;
mod input;
mod language;
mod limits;
mod localise;
mod memory;
mod output;
mod plural;
mod server;
mod settings;
mod weekday;
mod wiring;

use std::process::ExitCode;

use arguments::Arguments;
use exit::Exit;
use language::Language;
use output::Output;
pub use wiring::{LetterMailer, PaperRenderer, SpreadsheetReader};

/// The program: reads the arguments of the process and runs to its end.
pub fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    if let Some(ended) = command::render::if_asked(&given) {
        return ended;
    }
    let language = Language::detect(&given);
    let arguments = match Arguments::read(given, language) {
        Ok(arguments) => arguments,
        Err(error) => return localise::report(&error, language).into(),
    };
    let output = Output::new(language, arguments.json);
    let exit = match command::run(arguments.command, &output) {
        Ok(exit) => exit,
        Err(failure) => {
            output.failure(&failure);
            failure.exit
        }
    };
    if output.lost() { Exit::Fault } else { exit }.into()
}
