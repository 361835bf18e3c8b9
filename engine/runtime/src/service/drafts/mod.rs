//! Drafts: changed texts over what is published, written by administrators in the browser.
//!
//! A draft holds only what differs, so a publication in between costs nobody their work: the changes lie over whatever is
//! published now, and a file that was published anew meanwhile must be looked at before the draft goes on.
//! Broken texts are kept like any others; only submitting asks for texts without errors.

mod cases;
mod publish;
mod refusal;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

pub use publish::Reviewed;
pub use refusal::DraftRefusal;

use super::{Service, ServiceError, case};
use crate::limits::MAX_DRAFTS;
use crate::port::{DraftFileRow, DraftRow};
use crate::view::{DraftFileKind, DraftFileView, DraftLine, DraftMoveView, DraftTexts, DraftView};

impl Service {
    /// The drafts, those touched last first.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn drafts(&self, person: &str) -> Result<Vec<DraftLine>, ServiceError> {
        self.must_administer(person)?;
        let package = self.shared.library.current();
        let rows = self.shared.store.drafts(MAX_DRAFTS).await?;
        let line = |row: DraftRow| DraftLine {
            id: row.id,
            title: row.title,
            author: case::name(&package, &row.author),
            state: row.state,
            changed_at: row.changed_at,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// A draft without its texts.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn draft(&self, person: &str, id: u32) -> Result<DraftView, ServiceError> {
        let row = self.draft_row(person, id).await?;
        let files = self.shared.store.draft_files(id).await?;
        let moves = self.shared.store.draft_moves(id).await?;
        let texts = self.laid_over(&files).await?;
        let package = self.shared.library.current();
        let named = |id: &str| case::name(&package, id);
        let file = |file: &DraftFileRow| {
            let published = texts.published.get(&file.path);
            Some(DraftFileView {
                path: file.path.clone(),
                kind: kind(published, file.text.as_ref())?,
                revision: file.revision,
                by: named(&file.changed_by),
                at: file.changed_at,
                stale: is_stale(file, published),
            })
        };
        let step = |step: &crate::port::DraftMoveRow| DraftMoveView {
            state: step.state,
            by: named(&step.by),
            at: step.at,
            remark: step.remark.clone(),
        };
        Ok(DraftView {
            id,
            own: self.hands(&row).await?.contains(person),
            author: named(&row.author),
            title: row.title,
            state: row.state,
            revision: row.revision,
            created_at: row.created_at,
            changed_at: row.changed_at,
            files: files.iter().filter_map(file).collect(),
            moves: moves.iter().map(step).collect(),
        })
    }

    /// What is published with the changes of a draft over it, the secret banks included: for checking, never for showing.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn draft_texts(&self, person: &str, id: u32) -> Result<DraftTexts, ServiceError> {
        self.draft_row(person, id).await?;
        let files = self.shared.store.draft_files(id).await?;
        self.laid_over(&files).await
    }

    pub(super) async fn draft_row(&self, person: &str, id: u32) -> Result<DraftRow, ServiceError> {
        self.must_administer(person)?;
        let row = self.shared.store.draft(id).await?;
        row.ok_or(ServiceError::NotFound)
    }

    /// Everybody who wrote in a draft, its author in any case.
    pub(super) async fn hands(&self, row: &DraftRow) -> Result<BTreeSet<String>, ServiceError> {
        let hands = self.shared.store.draft_hands(row.id).await?;
        Ok(hands.into_iter().chain([row.author.clone()]).collect())
    }

    pub(super) async fn laid_over(
        &self,
        files: &[DraftFileRow],
    ) -> Result<DraftTexts, ServiceError> {
        let (over, published) = self.published_texts().await?;
        let mut texts = published.clone();
        for file in files {
            match &file.text {
                Some(text) => texts.insert(file.path.clone(), text.clone()),
                None => texts.remove(&file.path),
            };
        }
        Ok(DraftTexts {
            over,
            published,
            texts,
        })
    }

    /// The digest of the present package, and its files with the scenarios.
    pub(super) async fn published_texts(
        &self,
    ) -> Result<(String, BTreeMap<String, String>), ServiceError> {
        // Another node may have published.
        self.shared.library.refresh().await?;
        let current = self.shared.library.current();
        let mut published = BTreeMap::clone(&current.files);
        published.extend(self.shared.store.scenarios().await?);
        Ok((current.digest.clone(), published))
    }
}

/// What a change does; none: nothing, because the same is published now.
fn kind(published: Option<&String>, text: Option<&String>) -> Option<DraftFileKind> {
    match (published, text) {
        (None, Some(_)) => Some(DraftFileKind::Added),
        (Some(_), None) => Some(DraftFileKind::Removed),
        (Some(old), Some(new)) if old != new => Some(DraftFileKind::Changed),
        _ => None,
    }
}

/// Whether the file was published anew after the change, and not as the change has it.
fn is_stale(file: &DraftFileRow, published: Option<&String>) -> bool {
    file.under != under(published) && published != file.text.as_ref()
}

/// The digest of what lies under a change; empty for nothing.
fn under(published: Option<&String>) -> String {
    published.map_or_else(String::new, |text| {
        let digest = Sha256::digest(text.as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    })
}
