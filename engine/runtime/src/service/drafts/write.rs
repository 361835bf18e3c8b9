//! Writing in a draft: begin it, put a text into it, add, rename and remove files, take changes back.

use reglament_definition::limits::FILE_BYTES;

use super::{DraftRefusal, under};
use crate::limits::{DRAFT_FILES, DRAFT_PATH_CHARS, DRAFT_TITLE_CHARS};
use crate::port::{DraftChange, DraftState};
use crate::service::{Service, ServiceError, case};
use crate::view::DraftTexts;

/// Endings of files that are texts of a package.
const ENDINGS: [&str; 4] = [".yaml", ".md", ".typ", ".csv"];
/// Deepest folder of a package.
const FOLDERS: usize = 3;

impl Service {
    /// Begins a draft over what is published now; gives its number.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; a title that is missing or too long; the store's failures.
    pub async fn begin_draft(&self, person: &str, title: &str) -> Result<u32, ServiceError> {
        self.must_administer(person)?;
        let title = title.trim();
        if title.is_empty() || title.chars().count() > DRAFT_TITLE_CHARS {
            return Err(DraftRefusal::Title.into());
        }
        let base = self.shared.library.current().digest.clone();
        let store = &self.shared.store;
        Ok(store.begin_draft(title, person, &base, self.now()).await?)
    }

    /// Puts a text into a file of a draft, whatever it is worth; gives the new revision. `seen`: the revision of the
    /// file that the writer had before him, 0 when the draft had not changed it.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; [`DraftRefusal::Conflict`] when somebody else was faster;
    /// a path or a length that cannot be; the store's failures.
    pub async fn write_draft(
        &self,
        person: &str,
        id: u32,
        (path, seen): (&str, u32),
        text: &str,
    ) -> Result<u32, ServiceError> {
        check_path(path)?;
        if text.len() > FILE_BYTES {
            return Err(DraftRefusal::TooLong(path.to_owned()).into());
        }
        let texts = self.texts_of_open(person, id).await?;
        let change = change(&texts, path, seen, Some(text.to_owned()));
        self.change_draft(person, id, &[change]).await
    }

    /// Adds an empty file, or one with a text, where there is none.
    ///
    /// # Errors
    /// As [`Self::write_draft`]; [`DraftRefusal::Taken`].
    pub async fn add_to_draft(
        &self,
        person: &str,
        id: u32,
        path: &str,
        text: &str,
    ) -> Result<u32, ServiceError> {
        check_path(path)?;
        let texts = self.texts_of_open(person, id).await?;
        if texts.texts.contains_key(path) {
            return Err(DraftRefusal::Taken(path.to_owned()).into());
        }
        let seen = self.revision_of(id, path).await?;
        let change = change(&texts, path, seen, Some(text.to_owned()));
        self.change_draft(person, id, &[change]).await
    }

    /// Gives a file another path.
    ///
    /// # Errors
    /// As [`Self::add_to_draft`]; not found when there is no such file.
    pub async fn rename_in_draft(
        &self,
        person: &str,
        id: u32,
        (from, seen): (&str, u32),
        to: &str,
    ) -> Result<u32, ServiceError> {
        check_path(from)?;
        check_path(to)?;
        let texts = self.texts_of_open(person, id).await?;
        let text = texts.texts.get(from).ok_or(ServiceError::NotFound)?.clone();
        if texts.texts.contains_key(to) {
            return Err(DraftRefusal::Taken(to.to_owned()).into());
        }
        let there = self.revision_of(id, to).await?;
        let changes = [
            change(&texts, from, seen, None),
            change(&texts, to, there, Some(text)),
        ];
        self.change_draft(person, id, &changes).await
    }

    /// Lets a file go.
    ///
    /// # Errors
    /// As [`Self::write_draft`]; not found when there is no such file.
    pub async fn remove_from_draft(
        &self,
        person: &str,
        id: u32,
        (path, seen): (&str, u32),
    ) -> Result<u32, ServiceError> {
        check_path(path)?;
        let texts = self.texts_of_open(person, id).await?;
        if !texts.texts.contains_key(path) {
            return Err(ServiceError::NotFound);
        }
        let change = change(&texts, path, seen, None);
        self.change_draft(person, id, &[change]).await
    }

    /// Takes the change of a file back: it is as published again.
    ///
    /// # Errors
    /// As [`Self::write_draft`].
    pub async fn restore_in_draft(
        &self,
        person: &str,
        id: u32,
        (path, seen): (&str, u32),
    ) -> Result<u32, ServiceError> {
        self.texts_of_open(person, id).await?;
        let change = DraftChange {
            path: path.to_owned(),
            seen,
            put: None,
        };
        self.change_draft(person, id, &[change]).await
    }

    async fn texts_of_open(&self, person: &str, id: u32) -> Result<DraftTexts, ServiceError> {
        let row = self.draft_row(person, id).await?;
        if row.state != DraftState::Open {
            return Err(DraftRefusal::NotOpen.into());
        }
        let files = self.shared.store.draft_files(id).await?;
        self.laid_over(&files).await
    }

    async fn revision_of(&self, id: u32, path: &str) -> Result<u32, ServiceError> {
        let files = self.shared.store.draft_files(id).await?;
        let found = files.iter().find(|file| file.path == path);
        Ok(found.map_or(0, |file| file.revision))
    }

    async fn change_draft(
        &self,
        person: &str,
        id: u32,
        changes: &[DraftChange],
    ) -> Result<u32, ServiceError> {
        let store = &self.shared.store;
        let known = store.draft_files(id).await?;
        let is_new = |change: &&DraftChange| {
            change.put.is_some() && known.iter().all(|file| file.path != change.path)
        };
        let more = changes.iter().filter(is_new).count();
        if more > 0 && known.len() + more > DRAFT_FILES {
            return Err(DraftRefusal::TooMany.into());
        }
        let done = store.change_draft(id, changes, person, self.now()).await?;
        match done {
            Some(revision) => Ok(revision),
            None => Err(self.why_not(id, changes).await?.into()),
        }
    }

    /// Nothing was written: the draft is closed, or somebody was faster.
    async fn why_not(
        &self,
        id: u32,
        changes: &[DraftChange],
    ) -> Result<DraftRefusal, ServiceError> {
        let row = self.shared.store.draft(id).await?;
        if row.is_none_or(|row| row.state != DraftState::Open) {
            return Ok(DraftRefusal::NotOpen);
        }
        let package = self.shared.library.current();
        let files = self.shared.store.draft_files(id).await?;
        let found = changes.iter().find_map(|change| {
            let there = files.iter().find(|file| file.path == change.path);
            let now = there.map_or(0, |file| file.revision);
            (now != change.seen).then(|| DraftRefusal::Conflict {
                path: change.path.clone(),
                by: there.map_or_else(String::new, |file| case::name(&package, &file.changed_by)),
            })
        });
        Ok(found.unwrap_or(DraftRefusal::Moved))
    }
}

/// The change of a file: none is kept when the text is the published one.
fn change(texts: &DraftTexts, path: &str, seen: u32, text: Option<String>) -> DraftChange {
    let published = texts.published.get(path);
    DraftChange {
        path: path.to_owned(),
        seen,
        put: (published != text.as_ref()).then(|| (text, under(published))),
    }
}

/// Whether a package can have a file there, and people may see it.
fn check_path(path: &str) -> Result<(), DraftRefusal> {
    let folders = path.split('/').count() - 1;
    let plain = |part: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        !part.is_empty() && !part.starts_with('.') && part.chars().all(allowed)
    };
    let fits = path.len() <= DRAFT_PATH_CHARS
        && folders <= FOLDERS
        && path.split('/').all(plain)
        && ENDINGS.iter().any(|ending| path.ends_with(ending));
    if !fits {
        return Err(DraftRefusal::Path(path.to_owned()));
    }
    if DraftTexts::is_secret(path) {
        return Err(DraftRefusal::Secret(path.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_path;

    #[test]
    fn paths_stay_inside_the_package() {
        let good = [
            "registers.yaml",
            "certification/letters/refusal.md",
            "a/documents/b-2.typ",
            "calendars/ru-2028.csv",
        ];
        for path in good {
            assert!(check_path(path).is_ok(), "{path}");
        }
        let bad = [
            "",
            "a",
            ".yaml",
            "../a.yaml",
            "a/../b.yaml",
            "/a.yaml",
            "a//b.yaml",
            "a/.b.yaml",
            "a\\b.yaml",
            "процесс.yaml",
            "a/b/c/d/e.yaml",
            "a.exe",
            "a/banks/b.yaml",
        ];
        for path in bad {
            assert!(check_path(path).is_err(), "{path}");
        }
        assert!(check_path(&format!("{}.yaml", "a".repeat(500))).is_err());
    }
}
