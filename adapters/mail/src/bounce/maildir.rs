//! The mailbox of reports: a folder in the Maildir form, into which a mail server or `reglament bounce` puts messages.
//!
//! A message appears whole or not at all, as Maildir has it: written in `tmp`, renamed into `new`. What was read goes to
//! `cur`, and stays there for whoever wants to look.

use std::{
    io,
    path::{Path, PathBuf},
};

use tokio::fs;

use crate::limits;

/// A folder of messages.
#[derive(Debug, Clone)]
pub struct Maildir {
    path: PathBuf,
}

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct MaildirError {
    path: PathBuf,
    source: io::Error,
}

impl Maildir {
    /// A folder that may have to be made yet.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Puts a message into the folder under a name that no other has.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub async fn put(&self, name: &str, message: &[u8]) -> Result<(), MaildirError> {
        let written = async {
            for part in ["tmp", "new", "cur"] {
                fs::create_dir_all(self.path.join(part)).await?;
            }
            let aside = self.path.join("tmp").join(name);
            fs::write(&aside, message).await?;
            fs::rename(aside, self.path.join("new").join(name)).await
        };
        written.await.map_err(|source| self.failed(source))
    }

    /// The messages that have come, at most a few; each is given once.
    ///
    /// # Errors
    /// The folder is there but cannot be read or changed.
    pub async fn take(&self) -> Result<Vec<Vec<u8>>, MaildirError> {
        self.read().await.map_err(|source| self.failed(source))
    }

    async fn read(&self) -> io::Result<Vec<Vec<u8>>> {
        let mut entries = match fs::read_dir(self.path.join("new")).await {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let seen = self.path.join("cur");
        fs::create_dir_all(&seen).await?;
        let mut messages = Vec::new();
        while messages.len() < limits::REPORTS_AT_ONCE_MAX
            && let Some(entry) = entries.next_entry().await?
        {
            if !entry.file_type().await?.is_file() {
                continue;
            }
            let size = entry.metadata().await?.len();
            if size <= limits::REPORT_BYTES_MAX as u64 {
                messages.push(fs::read(entry.path()).await?);
            }
            let mut name = entry.file_name();
            name.push(":2,S");
            fs::rename(entry.path(), seen.join(name)).await?;
        }
        Ok(messages)
    }

    fn failed(&self, source: io::Error) -> MaildirError {
        MaildirError {
            path: self.path.clone(),
            source,
        }
    }
}
