//! What can be wrong with a backup, in Russian and English. No sentence repeats a key or a passphrase.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why a backup could not be written, read or used.
#[derive(Debug, Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("{} cannot be used: {error}", place.display())]
    File {
        /// File.
        place: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The disk is full.
    #[error("{} was not written: the disk is full", place.display())]
    Full {
        /// File.
        place: PathBuf,
    },
    /// There is such a file already.
    #[error("{} is there already and is not overwritten", place.display())]
    Exists {
        /// File.
        place: PathBuf,
    },
    /// A member changed between two looks at it, or what was written reads differently.
    #[error("{} is not what it was a moment ago: see the disk and begin again", place.display())]
    Changed {
        /// File.
        place: PathBuf,
    },
    /// A text that should be a recipient is none.
    #[error(
        "`{0}` is no recipient: a public key begins with age1 and is printed by `reglament backup key`"
    )]
    NoRecipient(String),
    /// A file that should hold keys holds none.
    #[error(
        "there is no secret key in {}: a line must begin with AGE-SECRET-KEY-1; a key that is itself locked by a passphrase must be unlocked first",
        place.display()
    )]
    NoKey {
        /// File.
        place: PathBuf,
    },
    /// A passphrase is too short.
    #[error("the first line of {} must be a passphrase of at least {least} characters", place.display())]
    ShortPassphrase {
        /// File.
        place: PathBuf,
        /// Fewest characters.
        least: usize,
    },
    /// The backup is encrypted and no key was given.
    #[error(
        "the backup is encrypted: name the file of the key with --key, or of the passphrase with --passphrase-file"
    )]
    Sealed,
    /// The backup is encrypted with a passphrase and a key was given, or the other way round.
    #[error("the backup is locked by {} and not by what was given", if *.by_passphrase { "a passphrase (--passphrase-file)" } else { "a key (--key)" })]
    OtherLock {
        /// Whether a passphrase opens it.
        by_passphrase: bool,
    },
    /// The key does not fit.
    #[error("this key does not open the backup: it was encrypted for another one")]
    WrongKey,
    /// It is no backup of Reglament.
    #[error("this is no backup of Reglament")]
    Foreign,
    /// Written by a newer program.
    #[error(
        "the backup has the format {0}, which this program does not know: take the version that made it or a newer one"
    )]
    NewerFormat(u32),
    /// It is cut or was changed.
    #[error("the backup is damaged: {0}. Take another one; nothing was put in place")]
    Damaged(String),
    /// The system gave no random numbers.
    #[error("the system gave no random numbers; try again later")]
    NoRandomness,
}

impl BackupError {
    /// Stable code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "backup.file",
            Self::Full { .. } => "backup.full",
            Self::Exists { .. } => "backup.exists",
            Self::Changed { .. } => "backup.changed",
            Self::NoRecipient(_) => "backup.recipient",
            Self::NoKey { .. } => "backup.no_key",
            Self::ShortPassphrase { .. } => "backup.passphrase",
            Self::Sealed => "backup.sealed",
            Self::OtherLock { .. } => "backup.other_lock",
            Self::WrongKey => "backup.wrong_key",
            Self::Foreign => "backup.foreign",
            Self::NewerFormat(_) => "backup.newer",
            Self::Damaged(_) => "backup.damaged",
            Self::NoRandomness => "randomness",
        }
    }

    /// The sentence in Russian, without a full stop.
    pub fn ru(&self) -> String {
        match self {
            Self::File { place, error } => {
                format!("Файл «{}» использовать нельзя: {error}", place.display())
            }
            Self::Full { place } => {
                format!("Файл «{}» не записан: на диске нет места", place.display())
            }
            Self::Exists { place } => format!(
                "Файл «{}» уже есть, поверх него ничего не пишется",
                place.display()
            ),
            Self::Changed { place } => format!(
                "Файл «{}» изменился за время копирования: проверьте диск и начните снова",
                place.display()
            ),
            Self::NoRecipient(text) => format!(
                "«{text}» — не получатель: открытый ключ начинается с age1, его печатает reglament backup key"
            ),
            Self::NoKey { place } => format!(
                "В файле «{}» нет секретного ключа: нужна строка, которая начинается с AGE-SECRET-KEY-1; ключ, запертый \
                 паролем, сначала откройте",
                place.display()
            ),
            Self::ShortPassphrase { place, least } => format!(
                "Первой строкой файла «{}» должен быть пароль не короче {least} знаков",
                place.display()
            ),
            other => other.ru_of_contents(),
        }
    }

    /// What is wrong with the backup itself.
    fn ru_of_contents(&self) -> String {
        match self {
            Self::Sealed => {
                "Копия зашифрована: укажите файл ключа (--key) или пароля (--passphrase-file)"
                    .into()
            }
            Self::OtherLock {
                by_passphrase: true,
            } => "Копия заперта паролем (--passphrase-file), а не тем, что указано".into(),
            Self::OtherLock { .. } => "Копия заперта ключом (--key), а не тем, что указано".into(),
            Self::WrongKey => "Этот ключ не открывает копию: она зашифрована для другого".into(),
            Self::Foreign => "Это не резервная копия «Регламента»".into(),
            Self::NewerFormat(format) => format!(
                "Формат копии {format} этой программе неизвестен: возьмите версию, которая её сделала, или более новую"
            ),
            Self::Damaged(why) => {
                format!("Копия повреждена ({why}). Возьмите другую; на место ничего не поставлено")
            }
            Self::NoRandomness => "Система не дала случайных чисел; повторите позже".into(),
            other => other.to_string(),
        }
    }

    /// What a failure of a file means.
    pub(crate) fn of(place: impl Into<PathBuf>, error: io::Error) -> Self {
        let place = place.into();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { place },
            io::ErrorKind::AlreadyExists => Self::Exists { place },
            _ => Self::File { place, error },
        }
    }
}
