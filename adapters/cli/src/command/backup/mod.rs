//! `reglament backup`: a backup of an installation, its verification, and keys for both.
//!
//! The server may run meanwhile. Only SQLite is backed up here; whoever runs PostgreSQL has its own means.

mod given;
mod key;
mod make;
mod verify;

use clap::{Args, Subcommand};

pub(super) use given::{Opener, refused};
pub(super) use verify::examined;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct BackupArguments {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    make: make::Make,
}

/// What else than making one.
#[derive(Debug, Subcommand)]
enum Action {
    /// Verifies.
    #[command(
        about = "Проверить копию: без ключа — что файл не тронут, с ключом — всё, что в нём ¦ Verify a backup: without the key that nobody touched it, with the key all that is in it"
    )]
    Verify(verify::Verify),
    /// Makes a key.
    #[command(
        about = "Создать пару ключей для копий: открытый — в настройки, секретный — подальше от сервера ¦ Make a pair of keys for backups: the public one for the settings, the secret one away from the server"
    )]
    Key(key::NewKeyFile),
}

/// Makes a backup, verifies one or makes a key.
pub(crate) fn run(arguments: &BackupArguments, output: &Output) -> Result<Exit, Failure> {
    match &arguments.action {
        None => make::run(&arguments.make, output),
        Some(Action::Verify(arguments)) => verify::run(arguments, output),
        Some(Action::Key(arguments)) => key::run(arguments, output),
    }
}
