//! Files that come a part at a time: for a form that somebody fills in, by whoever began to send it.
//!
//! An upload is known by its secret alone, kept as a digest, and to its person only. What it becomes is a file like one sent
//! at once: the same kinds, sizes and looks at its contents. It is judged twice, by name and size before the first byte.

mod problem;

pub use problem::UploadProblem;

use chrono::{DateTime, Utc};
use reglament_core::{FileFact, InstanceId};
use reglament_definition::Definition;
use sha2::{Digest, Sha256};

use super::{Service, ServiceError, files::holds_files};
use crate::{
    limits::{
        MAX_PUBLIC_UPLOADS, MAX_UPLOADS, PUBLIC_UPLOAD_AGE, UNSENT_FORM_AGE, UPLOAD_PART_BYTES,
    },
    port::UploadRow,
    view::UploadView,
};

/// How keys of places begin that everybody shares.
const PUBLIC: &str = "public/";

/// The form that a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadPlace {
    /// A task of the person.
    Task(InstanceId),
    /// A public form that was begun, by the secret of its address.
    Unsent(String),
    /// A form with which a process begins, or which joins one.
    Process(String),
}

/// What somebody is about to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadWish {
    /// The form.
    pub place: UploadPlace,
    /// The field of the form: the name before the first dot counts.
    pub field: String,
    /// Name of the file.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
}

impl Service {
    /// Begins. `by`: the person; none: the public.
    ///
    /// # Errors
    /// Not found for a form that is not there or not for them, and for a field that takes no files; why the file will not be
    /// taken; too many that are not whole yet.
    pub async fn begin_upload(
        &self,
        by: Option<&str>,
        wish: &UploadWish,
    ) -> Result<UploadView, ServiceError> {
        let (place, most) = self.upload_place(by, wish).await?;
        let name = FileFact::expected(&wish.name, wish.size).map_err(ServiceError::File)?;
        let ids = &self.shared.ids;
        let secret = format!("{:016x}{:016x}", ids.random(), ids.random());
        let row = UploadRow {
            digest: digest(secret.as_bytes()),
            by: by.map(str::to_owned),
            expires_at: self.upload_end(&place),
            place,
            name,
            size: wish.size,
            received: 0,
            file: None,
        };
        self.shared.store.forget_uploads(self.now()).await?;
        match self.shared.store.begin_upload(&row, most).await? {
            true => Ok(view(secret, &row, None)),
            false => Err(UploadProblem::TooMany.into()),
        }
    }

    /// How far it has come.
    ///
    /// # Errors
    /// Not found when there is none, it has expired, or somebody else sends it.
    pub async fn upload_state(
        &self,
        by: Option<&str>,
        secret: &str,
    ) -> Result<UploadView, ServiceError> {
        let row = self.own_upload(by, secret).await?;
        let file = self.file_of(&row).await?;
        Ok(view(secret.to_owned(), &row, file))
    }

    /// Adds a part.
    ///
    /// # Errors
    /// As [`Self::upload_state`]; another offset than what has come; a part that is empty, too large, or goes beyond the size.
    pub async fn add_part(
        &self,
        by: Option<&str>,
        secret: &str,
        offset: u64,
        bytes: &[u8],
    ) -> Result<UploadView, ServiceError> {
        let row = self.own_upload(by, secret).await?;
        let fits = 1..=UPLOAD_PART_BYTES;
        if offset == row.received && (!fits.contains(&bytes.len()) || beyond(&row, bytes)) {
            return Err(UploadProblem::Part.into());
        }
        let until = self.upload_end(&row.place);
        let store = &self.shared.store;
        let added = store.add_part(&row.digest, offset, bytes, until).await?;
        let row = self.own_upload(by, secret).await?;
        match added {
            true => Ok(view(secret.to_owned(), &row, None)),
            false => Err(UploadProblem::Offset(row.received).into()),
        }
    }

    /// Makes a file of it, to be named by the form. Said again it names the same file.
    ///
    /// # Errors
    /// As [`Self::upload_state`]; not whole yet; another SHA-256 (hexadecimal) than `hash`, and everything has to be sent
    /// again; why the file is not taken.
    pub async fn finish_upload(
        &self,
        by: Option<&str>,
        secret: &str,
        hash: Option<&str>,
    ) -> Result<FileFact, ServiceError> {
        let row = self.own_upload(by, secret).await?;
        if let Some(file) = self.file_of(&row).await? {
            return Ok(file);
        }
        if row.received != row.size {
            return Err(UploadProblem::Offset(row.received).into());
        }
        let store = &self.shared.store;
        let bytes = store.upload_bytes(&row.digest).await?;
        if hash.is_some_and(|hash| !hash.eq_ignore_ascii_case(&digest(&bytes))) {
            store.drop_upload(&row.digest).await?;
            return Err(UploadProblem::Hash.into());
        }
        let file = match self.upload(by, &row.name, &bytes).await {
            Ok(file) => file,
            Err(error) => {
                if matches!(error, ServiceError::File(_)) {
                    store.drop_upload(&row.digest).await?;
                }
                return Err(error);
            }
        };
        store.finish_upload(&row.digest, &file.id).await?;
        Ok(file)
    }

    /// Forgets it at the wish of whoever sends it. A file that it has become stays for its time.
    ///
    /// # Errors
    /// As [`Self::upload_state`].
    pub async fn drop_upload(&self, by: Option<&str>, secret: &str) -> Result<(), ServiceError> {
        let row = self.own_upload(by, secret).await?;
        Ok(self.shared.store.drop_upload(&row.digest).await?)
    }

    fn upload_end(&self, place: &str) -> DateTime<Utc> {
        match place.starts_with(PUBLIC) {
            true => self.now() + PUBLIC_UPLOAD_AGE,
            false => self.now() + UNSENT_FORM_AGE,
        }
    }

    async fn own_upload(&self, by: Option<&str>, secret: &str) -> Result<UploadRow, ServiceError> {
        let digest = digest(secret.as_bytes());
        let found = self.shared.store.upload(&digest, self.now()).await?;
        found
            .filter(|row| row.by.as_deref() == by)
            .ok_or(ServiceError::NotFound)
    }

    async fn file_of(&self, row: &UploadRow) -> Result<Option<FileFact>, ServiceError> {
        let Some(id) = &row.file else {
            return Ok(None);
        };
        let ids = std::slice::from_ref(id);
        let found = self.uploaded(row.by.as_deref(), ids).await?;
        Ok(found.into_iter().next())
    }

    /// The key of the place, and how many it may have at once.
    async fn upload_place(
        &self,
        by: Option<&str>,
        wish: &UploadWish,
    ) -> Result<(String, u32), ServiceError> {
        let package = self.shared.library.package_in_force(self.now()).await?;
        let process = |id: &str| package.definitions.get(id).cloned();
        let (definition, place, most) = match (&wish.place, by) {
            (UploadPlace::Task(instance), Some(person)) => {
                if !self.has_task(person, instance).await? {
                    return Err(ServiceError::NotFound);
                }
                let row = self.must_see(person, instance).await?;
                let definition = self.shared.library.definition(&row.definition).await?;
                let place = format!("task/{instance}/{person}");
                (Some(definition), place, MAX_UPLOADS)
            }
            (UploadPlace::Task(_), None) => return Err(ServiceError::NotFound),
            (UploadPlace::Unsent(secret), _) => {
                let form = self.unsent_form(secret).await?;
                let place = format!("form/{}", form.digest);
                (process(&form.process), place, MAX_UPLOADS)
            }
            (UploadPlace::Process(id), Some(person)) => {
                (process(id), format!("start/{id}/{person}"), MAX_UPLOADS)
            }
            (UploadPlace::Process(id), None) => {
                (process(id), format!("{PUBLIC}{id}"), MAX_PUBLIC_UPLOADS)
            }
        };
        let definition = definition.ok_or(ServiceError::NotFound)?;
        match takes_files(&definition, &wish.field) {
            true => Ok((place, most)),
            false => Err(ServiceError::NotFound),
        }
    }
}

fn takes_files(definition: &Definition, path: &str) -> bool {
    let name = path.split('.').next().unwrap_or_default();
    let field = definition.field(name);
    field.is_some_and(|field| holds_files(&field.kind))
}

fn beyond(row: &UploadRow, bytes: &[u8]) -> bool {
    row.received + bytes.len() as u64 > row.size
}

fn view(id: String, row: &UploadRow, file: Option<FileFact>) -> UploadView {
    UploadView {
        id,
        size: row.size,
        offset: row.received,
        part: UPLOAD_PART_BYTES as u64,
        expires_at: row.expires_at,
        file,
    }
}

/// SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let bytes = Sha256::digest(bytes);
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
