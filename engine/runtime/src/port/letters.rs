//! What is kept about letters besides the letters themselves: digests written, what people want, calendars, bounces.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::{OutboxRow, StoreError};

/// A digest of a day, written once whatever restarts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRun {
    /// The digest.
    pub digest: String,
    /// The local day.
    pub on: NaiveDate,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Figures of a process for a digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProcessFigures {
    /// Instances that run.
    pub running: u32,
    /// Instances begun since then.
    pub started: u32,
    /// Instances ended since then.
    pub ended: u32,
    /// Open tasks that are late.
    pub late: u32,
    /// Open tasks that will be due soon.
    pub soon: u32,
    /// Open incidents.
    pub incidents: u32,
}

/// Of when the figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureTimes {
    /// Begun and ended since.
    pub since: DateTime<Utc>,
    /// Late now.
    pub now: DateTime<Utc>,
    /// Soon until.
    pub soon: DateTime<Utc>,
}

/// A report that a letter did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct BounceRow {
    /// Digest of the report: the same report never counts twice.
    pub report: String,
    /// Key of the letter.
    pub key: String,
    /// The person it was for, if the directory knew them.
    pub person: Option<String>,
    /// The address that did not take it.
    pub address: String,
    /// The address itself is at fault, for good.
    pub hard: bool,
    /// The letter will not arrive; otherwise the server still tries.
    pub failed: bool,
    /// The enhanced status code: `5.1.1`.
    pub status: String,
    /// What the server said.
    pub reason: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// Keeps them.
#[async_trait]
pub trait LetterStore: Send + Sync {
    /// Writes the letters of a digest of a day. False: that day's was written already, and nothing was.
    async fn write_digest(
        &self,
        run: &DigestRun,
        letters: &[OutboxRow],
    ) -> Result<bool, StoreError>;
    /// Whether the digest of that day was written.
    async fn digest_written(&self, digest: &str, on: NaiveDate) -> Result<bool, StoreError>;
    /// The figures of a process.
    async fn figures(
        &self,
        process: &str,
        times: FigureTimes,
    ) -> Result<ProcessFigures, StoreError>;
    /// Puts a letter into the outbox unless there is one of this key. False: there is.
    async fn queue_letter(&self, letter: &OutboxRow) -> Result<bool, StoreError>;
    /// What a person wants: kind of letter and wish, as saved.
    async fn wishes(&self, person: &str) -> Result<Vec<(String, String)>, StoreError>;
    /// Saves a wish; none takes it back.
    async fn save_wish(
        &self,
        person: &str,
        kind: &str,
        wish: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError>;
    /// A secret of this installation: the one that is kept, or `fresh`, which is kept from now on.
    async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError>;
    /// Since when a person has a calendar that others can subscribe to.
    async fn calendar_since(&self, person: &str) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Gives a person a calendar under this digest of a token; none ends it.
    async fn save_calendar(
        &self,
        person: &str,
        token: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError>;
    /// Whose calendar a digest of a token opens.
    async fn calendar_of(&self, token: &str) -> Result<Option<String>, StoreError>;
    /// Records a bounce; a letter that failed counts as refused from now on. False: this report was recorded before.
    async fn record_bounce(&self, bounce: &BounceRow) -> Result<bool, StoreError>;
    /// The bounces recorded last, the newest first; of one address or of all.
    async fn bounces(
        &self,
        address: Option<&str>,
        limit: u32,
    ) -> Result<Vec<BounceRow>, StoreError>;
    /// Hard bounces of an address since it was last freed.
    async fn hard_bounces(&self, address: &str) -> Result<u32, StoreError>;
    /// Marks an address as one that takes no letters. False: it is marked already.
    async fn mark_address(&self, address: &str, at: DateTime<Utc>) -> Result<bool, StoreError>;
    /// Frees a marked address: letters leave again and its bounces count anew. False: it is not marked.
    async fn free_address(
        &self,
        address: &str,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
    /// Since when an address is marked.
    async fn marked_since(&self, address: &str) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Marked addresses, the newest first.
    async fn marked_addresses(
        &self,
        limit: u32,
    ) -> Result<Vec<(String, DateTime<Utc>)>, StoreError>;
}
