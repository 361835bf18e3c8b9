//! `[backup]`: where backups go, who can open them, how many are kept.

use std::path::PathBuf;

use serde::Deserialize;

/// Copies before upgrades that are kept unless the settings say otherwise.
const BEFORE_UPGRADE: u32 = 3;

/// `[backup]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BackupSettings {
    /// The folder; without it `backups` beside the database.
    pub(crate) folder: Option<PathBuf>,
    /// Public keys: whoever has the secret half of one opens a backup.
    pub(crate) recipients: Vec<String>,
    /// A file whose first line is a passphrase, instead of keys.
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Backups that are kept; without it all.
    pub(crate) keep: Option<u32>,
    /// Copies kept from before changes of the tables; 0: none is made.
    pub(crate) before_upgrade: u32,
}

impl Default for BackupSettings {
    fn default() -> Self {
        Self {
            folder: None,
            recipients: Vec::new(),
            passphrase_file: None,
            keep: None,
            before_upgrade: BEFORE_UPGRADE,
        }
    }
}
