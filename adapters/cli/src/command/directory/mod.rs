//! `reglament directory`: people, units, posts and roles from the tables of a personnel department.

mod import;
mod package;
mod sample;
mod table;

use clap::{Args, Subcommand};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct DirectoryArguments {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Action {
    /// Imports.
    #[command(
        about = "Сравнить таблицы со справочником и внести изменения ¦ Compare tables with the directory and make the changes"
    )]
    Import(import::Import),
    /// Writes a sample.
    #[command(about = "Записать образец таблицы (.csv) ¦ Write a sample table (.csv)")]
    Template(sample::Template),
}

/// Carries out the action.
pub(crate) fn run(arguments: &DirectoryArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        Action::Import(import) => import::run(import, output),
        Action::Template(template) => sample::run(template, output),
    }
}
