//! Letters as `.eml` files, for demonstrations and trial runs without a mail server. Any mail program opens them.
//!
//! A file appears whole or not at all (written aside, synced, renamed), and is named after the letter id, so that a
//! letter sent again replaces itself.

use crate::{
    compose::{Composed, escape_id},
    delivery::Delivery,
    letter::Letter,
    reason::{MailError, Reason},
    settings::Settings,
};
use std::{io, path::PathBuf};
use tokio::{fs, io::AsyncWriteExt};

/// The folder transport.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(settings: &Settings) -> Result<Self, MailError> {
        let path = settings.folder.clone().ok_or_else(|| {
            Reason::new(
                "M107",
                "Для `mail.transport = \"folder\"` не указана папка: добавьте `mail.folder`.",
                "`mail.transport = \"folder\"` names no folder: add `mail.folder`.",
            )
        })?;
        Ok(Self { path })
    }

    pub(crate) async fn deliver(&self, letter: &Letter, composed: &Composed) -> Delivery {
        let name = format!("{}.eml", escape_id(&letter.id));
        match self.write(&name, &composed.bytes).await {
            Ok(()) => Delivery::Accepted {
                message_id: composed.message_id.clone(),
                reply: name,
            },
            Err(error) => Delivery::Unreachable {
                code: None,
                reason: self.unwritable(&error),
            },
        }
    }

    /// Whether letters can be written now.
    pub(crate) async fn check(&self) -> Result<(), Reason> {
        fs::create_dir_all(&self.path)
            .await
            .map_err(|error| self.unwritable(&error))
    }

    async fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.path).await?;
        let aside = self.path.join(format!(".{name}"));
        let mut file = fs::File::create(&aside).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        drop(file);
        fs::rename(&aside, self.path.join(name)).await
    }

    fn unwritable(&self, error: &io::Error) -> Reason {
        let path = self.path.display();
        Reason::new(
            "M301",
            format!(
                "В папку писем «{path}» не удаётся записать ({error}): проверьте права и место на диске."
            ),
            format!(
                "The folder of letters «{path}» cannot be written ({error}): check its rights and the disk space."
            ),
        )
    }
}
