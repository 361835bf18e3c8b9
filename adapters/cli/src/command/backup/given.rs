//! The locks and keys that were given on the command line or in the settings.

use std::path::PathBuf;

use clap::Args;
use reglament_backup::{BackupError, Key, Seal};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::settings::Settings;

/// What a backup is locked with. Without any of these the settings say it.
#[derive(Debug, Args)]
pub(super) struct Locks {
    #[arg(
        long,
        value_name = "KEY",
        help = "Открытый ключ (age1…), чей владелец откроет копию; можно повторить ¦ Public key (age1…) whose owner can open the backup; repeat for more"
    )]
    recipient: Vec<String>,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "recipient",
        help = "Файл с паролем в первой строке, вместо ключей ¦ File with a passphrase in its first line, instead of keys"
    )]
    passphrase_file: Option<PathBuf>,
    #[arg(
        long,
        conflicts_with_all = ["recipient", "passphrase_file"],
        help = "Не шифровать: в копии персональные данные ¦ Do not encrypt: the backup holds personal data"
    )]
    plain: bool,
}

impl Locks {
    /// The lock.
    ///
    /// # Errors
    /// None was given, or both kinds are in the settings; a key or a file that cannot be read.
    pub(super) fn seal(&self, settings: &Settings) -> Result<Seal, Failure> {
        if self.plain {
            return Ok(Seal::Plain);
        }
        let (keys, words) = match (&self.recipient[..], &self.passphrase_file) {
            ([], None) => {
                let set = &settings.backup;
                (&set.recipients[..], set.passphrase_file.as_ref())
            }
            (keys, words) => (keys, words.as_ref()),
        };
        let seal = match (keys, words) {
            ([], None) => return Err(no_lock()),
            ([], Some(file)) => Seal::passphrase_of(file),
            (keys, None) => Seal::recipients(keys),
            (_, Some(_)) => return Err(two_locks()),
        };
        seal.map_err(|error| refused(&error))
    }
}

/// What opens a backup.
#[derive(Debug, Args)]
pub(in crate::command) struct Opener {
    #[arg(
        long,
        value_name = "FILE",
        help = "Файл секретного ключа ¦ File with the secret key"
    )]
    key: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "key",
        help = "Файл с паролем в первой строке ¦ File with the passphrase in its first line"
    )]
    passphrase_file: Option<PathBuf>,
}

impl Opener {
    /// The key, if one was given.
    ///
    /// # Errors
    /// A file that cannot be read or holds no key.
    pub(in crate::command) fn key(&self) -> Result<Option<Key>, Failure> {
        let read = match (&self.key, &self.passphrase_file) {
            (Some(file), _) => Key::read(file),
            (None, Some(file)) => Key::read_passphrase(file),
            (None, None) => return Ok(None),
        };
        read.map(Some).map_err(|error| refused(&error))
    }
}

fn no_lock() -> Failure {
    Failure::usage(
        "backup.no_lock",
        "Не сказано, чем запереть копию: в ней персональные данные. Создайте пару ключей (reglament backup key --out ФАЙЛ) и \
         впишите открытый в настройки (recipients в таблице [backup]); или --passphrase-file ФАЙЛ; или --plain, если диск \
         зашифрован сам.",
        "It is not said what to lock the backup with, and it holds personal data. Make a pair of keys (reglament backup key \
         --out FILE) and put the public one into the settings (recipients in the table [backup]); or --passphrase-file FILE; \
         or --plain, if the disk itself is encrypted.",
    )
}

fn two_locks() -> Failure {
    Failure::usage(
        "backup.two_locks",
        "В таблице [backup] настроек и recipients, и passphrase_file: оставьте одно.",
        "The table [backup] of the settings has both recipients and passphrase_file: leave one of them.",
    )
}

/// What is wrong with a backup or a key, with the exit code that fits.
pub(in crate::command) fn refused(error: &BackupError) -> Failure {
    let exit = match error {
        BackupError::NoRecipient(_)
        | BackupError::NoKey { .. }
        | BackupError::ShortPassphrase { .. }
        | BackupError::Sealed
        | BackupError::OtherLock { .. }
        | BackupError::WrongKey
        | BackupError::Foreign
        | BackupError::NewerFormat(_) => Exit::Usage,
        BackupError::Exists { .. } => Exit::Refused,
        _ => Exit::Fault,
    };
    let (ru, en) = (format!("{}.", error.ru()), format!("{error}."));
    Failure::usage(error.code(), ru, en).with_exit(exit)
}
