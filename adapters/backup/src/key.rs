//! The key with which a backup is opened. It belongs on another machine than the one whose backups it opens.

use std::{
    fmt,
    fs::File,
    io::{self, Read as _},
    path::Path,
    str::FromStr as _,
};

use age::{
    secrecy::{ExposeSecret as _, SecretString},
    x25519,
};

use crate::{
    BackupError,
    limits::{KEY_BYTES, PASSPHRASE_CHARS, PASSPHRASE_WORK_MAX},
};

/// How a line with a secret key begins.
const SECRET: &str = "AGE-SECRET-KEY-1";

/// What opens a backup. Printed without its secret.
pub enum Key {
    /// Secret keys, any of which may fit.
    Secret(Vec<x25519::Identity>),
    /// A passphrase.
    Passphrase(SecretString),
}

impl Key {
    /// Reads a file with secret keys, one in a line, as `reglament backup key` and `age-keygen` write it.
    ///
    /// # Errors
    /// The file cannot be read or holds no key.
    pub fn read(place: &Path) -> Result<Self, BackupError> {
        let text = text(place)?;
        let lines = text.lines().map(str::trim);
        let keys = lines
            .filter(|line| line.starts_with(SECRET))
            .map(|line| x25519::Identity::from_str(line).ok())
            .collect::<Option<Vec<_>>>();
        match keys {
            Some(keys) if !keys.is_empty() => Ok(Self::Secret(keys)),
            _ => Err(BackupError::NoKey {
                place: place.to_owned(),
            }),
        }
    }

    /// Reads a file whose first line is a passphrase.
    ///
    /// # Errors
    /// The file cannot be read, or the passphrase is too short.
    pub fn read_passphrase(place: &Path) -> Result<Self, BackupError> {
        passphrase(place).map(Self::Passphrase)
    }

    /// Asks `try_open` with what opens age's files.
    pub(crate) fn identities(&self) -> Vec<Box<dyn age::Identity>> {
        match self {
            Self::Secret(keys) => keys
                .iter()
                .map(|key| Box::new(key.clone()) as Box<dyn age::Identity>)
                .collect(),
            Self::Passphrase(words) => {
                let mut one = age::scrypt::Identity::new(words.clone());
                one.set_max_work_factor(PASSPHRASE_WORK_MAX);
                vec![Box::new(one)]
            }
        }
    }

    /// Whether it is a passphrase.
    pub(crate) fn is_passphrase(&self) -> bool {
        matches!(self, Self::Passphrase(_))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// A key pair that was just made.
pub struct NewKey(x25519::Identity);

impl NewKey {
    /// Makes one.
    pub fn make() -> Self {
        Self(x25519::Identity::generate())
    }

    /// The public half, for the settings.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// The text of the file that keeps it.
    pub fn text(&self) -> String {
        let secret = self.0.to_string();
        format!(
            "# public key: {}\n{}\n",
            self.recipient(),
            secret.expose_secret()
        )
    }
}

impl fmt::Debug for NewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NewKey").field(&self.recipient()).finish()
    }
}

/// The passphrase in the first line of a file.
pub(crate) fn passphrase(place: &Path) -> Result<SecretString, BackupError> {
    let text = text(place)?;
    let line = text.lines().next().unwrap_or_default().trim();
    match line.chars().count() >= PASSPHRASE_CHARS {
        true => Ok(SecretString::from(line.to_owned())),
        false => Err(BackupError::ShortPassphrase {
            place: place.to_owned(),
            least: PASSPHRASE_CHARS,
        }),
    }
}

fn text(place: &Path) -> Result<String, BackupError> {
    let failed = |error: io::Error| BackupError::of(place, error);
    let mut text = String::new();
    let mut file = File::open(place).map_err(failed)?.take(KEY_BYTES);
    file.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
