//! Drafts of processes: texts that differ from what is published, their way to publication, and the scenarios.
//!
//! Who may do what is decided by the service; the store keeps two people from writing over each other.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::StoreError;

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Being written.
    Open,
    /// Waiting for the approval of another administrator; its texts do not change meanwhile.
    Submitted,
    /// Approved and published.
    Published,
    /// Given up.
    Discarded,
}

impl DraftState {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Open,
            Self::Submitted,
            Self::Published,
            Self::Discarded,
        ]
        .into_iter()
        .find(|state| state.name() == name)
    }
}

/// A draft without its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Number, from 1.
    pub id: u32,
    /// What it is about, in its author's words.
    pub title: String,
    /// Who began it: a person's id.
    pub author: String,
    /// Digest of the package that was in force when it was begun.
    pub base: String,
    /// How far it has come.
    pub state: DraftState,
    /// Grows with every change.
    pub revision: u32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last changed or moved.
    pub changed_at: DateTime<Utc>,
}

/// A file of a draft that differs from what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFileRow {
    /// Path in the package.
    pub path: String,
    /// The text; none: the file is to go.
    pub text: Option<String>,
    /// Digest of the published text that the change was made over; empty: there was none.
    pub under: String,
    /// Revision of the draft in which the file was last changed.
    pub revision: u32,
    /// Who changed it last.
    pub changed_by: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// What becomes of one file of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftChange {
    /// Path in the package.
    pub path: String,
    /// Its revision as the writer saw it; 0: the draft had no change of it.
    pub seen: u32,
    /// The new text or its absence, with the digest of the published text; none: the file is as published again.
    pub put: Option<(Option<String>, String)>,
}

/// A step on the way of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftMoveRow {
    /// The state that it came into.
    pub state: DraftState,
    /// The revision that it had.
    pub revision: u32,
    /// Who moved it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, if that was said.
    pub remark: String,
}

/// Keeps drafts and scenarios.
#[async_trait]
pub trait DraftStore: Send + Sync {
    /// Drafts, those touched last first.
    async fn drafts(&self, limit: u32) -> Result<Vec<DraftRow>, StoreError>;
    /// One draft.
    async fn draft(&self, id: u32) -> Result<Option<DraftRow>, StoreError>;
    /// The files of a draft, by path.
    async fn draft_files(&self, id: u32) -> Result<Vec<DraftFileRow>, StoreError>;
    /// Everybody who ever changed a draft.
    async fn draft_hands(&self, id: u32) -> Result<Vec<String>, StoreError>;
    /// The way of a draft, the oldest first.
    async fn draft_moves(&self, id: u32) -> Result<Vec<DraftMoveRow>, StoreError>;
    /// Begins a draft; gives its number.
    async fn begin_draft(
        &self,
        title: &str,
        author: &str,
        base: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError>;
    /// Changes files of an open draft, all or none; gives the new revision. None: it is no longer open, or somebody
    /// changed one of the files in between.
    async fn change_draft(
        &self,
        id: u32,
        changes: &[DraftChange],
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, StoreError>;
    /// Moves a draft that is in state `from` at this revision. False: it is not.
    async fn move_draft(
        &self,
        id: u32,
        from: DraftState,
        step: &DraftMoveRow,
    ) -> Result<bool, StoreError>;
    /// The scenarios, by path.
    async fn scenarios(&self) -> Result<BTreeMap<String, String>, StoreError>;
    /// Writes scenarios; those without a text go.
    async fn keep_scenarios(
        &self,
        changes: &BTreeMap<String, Option<String>>,
    ) -> Result<(), StoreError>;
    /// How many instances run: process, version, number.
    async fn running_versions(&self) -> Result<Vec<(String, u32, u32)>, StoreError>;
}
