//! How a backup is locked: for public keys, so that nothing on the server opens it, by a passphrase, or not at all.

use std::{
    fmt,
    io::{self, Write},
    path::Path,
    str::FromStr as _,
};

use age::{Encryptor, secrecy::SecretString, stream::StreamWriter, x25519};

use crate::{BackupError, key, limits::PASSPHRASE_WORK};

/// A way to lock backups. Printed without its secret.
pub enum Seal {
    /// Anybody can read it.
    Plain,
    /// Whoever has one of the secret keys can read it.
    Recipients(Vec<x25519::Recipient>),
    /// Whoever knows the passphrase can read it.
    Passphrase(SecretString),
}

impl Seal {
    /// For public keys, at least one.
    ///
    /// # Errors
    /// A text that is no public key.
    pub fn recipients(texts: &[String]) -> Result<Self, BackupError> {
        let read = |text: &String| {
            x25519::Recipient::from_str(text.trim())
                .map_err(|_| BackupError::NoRecipient(text.clone()))
        };
        texts
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self::Recipients)
    }

    /// By the passphrase in the first line of a file.
    ///
    /// # Errors
    /// The file cannot be read, or the passphrase is too short.
    pub fn passphrase_of(place: &Path) -> Result<Self, BackupError> {
        key::passphrase(place).map(Self::Passphrase)
    }

    /// Whether anybody can read what is locked so.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Plain)
    }

    /// What locks whatever is written to it.
    pub(crate) fn over<W: Write>(&self, output: W) -> io::Result<Sealed<W>> {
        let encryptor = match self {
            Self::Plain => return Ok(Sealed::Plain(output)),
            Self::Recipients(all) => {
                Encryptor::with_recipients(all.iter().map(|one| one as &dyn age::Recipient))
            }
            Self::Passphrase(words) => {
                let mut one = age::scrypt::Recipient::new(words.clone());
                one.set_work_factor(PASSPHRASE_WORK);
                Encryptor::with_recipients(std::iter::once(&one as &dyn age::Recipient))
            }
        };
        let encryptor = encryptor.map_err(io::Error::other)?;
        encryptor
            .wrap_output(output)
            .map(|stream| Sealed::Locked(Box::new(stream)))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "Seal::Plain",
            Self::Recipients(_) => "Seal::Recipients",
            Self::Passphrase(_) => "Seal::Passphrase",
        })
    }
}

/// A writer that locks, or does not.
pub(crate) enum Sealed<W: Write> {
    Plain(W),
    Locked(Box<StreamWriter<W>>),
}

impl<W: Write> Sealed<W> {
    /// Ends the last piece; what was not ended so cannot be opened.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(output) => Ok(output),
            Self::Locked(stream) => stream.finish(),
        }
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(output) => output.write(bytes),
            Self::Locked(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(output) => output.flush(),
            Self::Locked(stream) => stream.flush(),
        }
    }
}
