//! The way of a draft: submitted by one administrator, published or returned by another one.

use std::collections::BTreeMap;

use super::{DraftRefusal, is_stale, kind};
use crate::library::{PublishError, Published};
use crate::limits::DRAFT_REMARK_CHARS;
use crate::port::{AuditAct, DraftFileRow, DraftMoveRow, DraftRow, DraftState};
use crate::service::{Service, ServiceError};
use crate::view::DraftTexts;

/// What an approving administrator had before him.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed<'a> {
    /// The revision of the draft.
    pub revision: u32,
    /// Digest of the package over which the changes lay.
    pub over: &'a str,
    /// Whether the office has one administrator only, who may publish what is his own.
    pub alone: bool,
}

impl Service {
    /// Hands a draft over for approval. Its texts must be free of errors.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; what is wrong with the texts; the store's failures.
    pub async fn submit_draft(
        &self,
        person: &str,
        id: u32,
        revision: u32,
    ) -> Result<(), ServiceError> {
        let row = self.draft_row(person, id).await?;
        if row.state != DraftState::Open {
            return Err(DraftRefusal::NotOpen.into());
        }
        let files = self.shared.store.draft_files(id).await?;
        let texts = self.fit_to_publish(&files).await?;
        if !files.iter().any(|file| differs(file, &texts)) {
            return Err(DraftRefusal::Unchanged.into());
        }
        let problems = self.shared.library.check(texts.package()).await?;
        if !problems.is_empty() {
            return Err(DraftRefusal::Invalid(problems).into());
        }
        self.move_draft(&row, DraftState::Submitted, (person, revision), "")
            .await
    }

    /// Returns a submitted draft to be mended, with what has to be mended; those who wrote it may take it back without a word.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; no remark; the store's failures.
    pub async fn return_draft(
        &self,
        person: &str,
        id: u32,
        revision: u32,
        remark: &str,
    ) -> Result<(), ServiceError> {
        let row = self.draft_row(person, id).await?;
        if row.state != DraftState::Submitted {
            return Err(DraftRefusal::NotSubmitted.into());
        }
        let remark: String = remark.trim().chars().take(DRAFT_REMARK_CHARS).collect();
        if remark.is_empty() && !self.hands(&row).await?.contains(person) {
            return Err(DraftRefusal::NoRemark.into());
        }
        self.move_draft(&row, DraftState::Open, (person, revision), &remark)
            .await
    }

    /// Gives a draft up. Its texts stay readable.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn discard_draft(
        &self,
        person: &str,
        id: u32,
        revision: u32,
    ) -> Result<(), ServiceError> {
        let row = self.draft_row(person, id).await?;
        if row.state != DraftState::Open {
            return Err(DraftRefusal::NotOpen.into());
        }
        self.move_draft(&row, DraftState::Discarded, (person, revision), "")
            .await
    }

    /// Publishes a submitted draft exactly as it was reviewed. Nobody who wrote in it may, unless he is alone.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; why it cannot be published; the store's failures.
    pub async fn publish_draft(
        &self,
        person: &str,
        id: u32,
        reviewed: Reviewed<'_>,
    ) -> Result<Published, ServiceError> {
        let row = self.draft_row(person, id).await?;
        if row.state != DraftState::Submitted {
            return Err(DraftRefusal::NotSubmitted.into());
        }
        if !reviewed.alone && self.hands(&row).await?.contains(person) {
            return Err(DraftRefusal::Own.into());
        }
        let files = self.shared.store.draft_files(id).await?;
        let texts = self.fit_to_publish(&files).await?;
        if row.revision != reviewed.revision || texts.over != reviewed.over {
            return Err(DraftRefusal::Moved.into());
        }
        let published = self
            .publish_over(texts.package(), person, Some(reviewed.over))
            .await?;
        let scenarios: BTreeMap<String, Option<String>> = files
            .into_iter()
            .filter(|file| DraftTexts::is_scenario(&file.path))
            .map(|file| (file.path, file.text))
            .collect();
        self.shared.store.keep_scenarios(&scenarios).await?;
        let step = (person, reviewed.revision);
        self.move_draft(&row, DraftState::Published, step, "")
            .await?;
        Ok(published)
    }

    /// The texts, unless something under them was published anew.
    async fn fit_to_publish(&self, files: &[DraftFileRow]) -> Result<DraftTexts, ServiceError> {
        let texts = self.laid_over(files).await?;
        let stale = files
            .iter()
            .filter(|file| is_stale(file, texts.published.get(&file.path)));
        let stale: Vec<String> = stale.map(|file| file.path.clone()).collect();
        if !stale.is_empty() {
            return Err(DraftRefusal::Stale(stale).into());
        }
        Ok(texts)
    }

    async fn move_draft(
        &self,
        row: &DraftRow,
        state: DraftState,
        (by, revision): (&str, u32),
        remark: &str,
    ) -> Result<(), ServiceError> {
        let step = DraftMoveRow {
            state,
            revision,
            by: by.to_owned(),
            at: self.now(),
            remark: remark.to_owned(),
        };
        match self
            .shared
            .store
            .move_draft(row.id, row.state, &step)
            .await?
        {
            true => self.note_move(row, state, by).await,
            false => Err(DraftRefusal::Moved.into()),
        }
    }
}

impl Service {
    /// Publishing is noted where packages are published.
    async fn note_move(
        &self,
        row: &DraftRow,
        to: DraftState,
        by: &str,
    ) -> Result<(), ServiceError> {
        let act = match to {
            DraftState::Submitted => AuditAct::DraftSubmitted,
            DraftState::Open => AuditAct::DraftReturned,
            DraftState::Discarded => AuditAct::DraftDiscarded,
            DraftState::Published => return Ok(()),
        };
        Ok(self.note_act(Some(by), act, &row.title).await?)
    }
}

fn differs(file: &DraftFileRow, texts: &DraftTexts) -> bool {
    kind(texts.published.get(&file.path), file.text.as_ref()).is_some()
}

impl From<PublishError> for ServiceError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Invalid(problems) => DraftRefusal::Invalid(problems).into(),
            PublishError::Outdated => DraftRefusal::Moved.into(),
            PublishError::Store(error) => error.into(),
        }
    }
}
