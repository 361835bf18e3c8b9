//! What anchors need: the links of the journal in the order in which they were written, and a second place that keeps lines.
//!
//! The store and the second place know nothing of each other; what a line means is the runtime's business.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;

use super::StoreError;

/// A row of the journal without what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLink {
    /// Where it stands among all rows, from 1; later commits stand later, numbers may be missing.
    pub position: u64,
    /// Instance.
    pub instance: InstanceId,
    /// Position of its first event in the instance, from 1.
    pub first_seq: u64,
    /// Position of its last event.
    pub last_seq: u64,
    /// Its digest, which includes that of the row before it.
    pub hash: String,
}

/// The installation that a database belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Its own name.
    pub id: String,
    /// The installation whose backup it came from, and the last row of the journal in that backup.
    pub restored: Option<(String, u64)>,
}

/// What the store remembers of a file of anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorNote {
    /// The file's own name, whatever it is called.
    pub keeper: String,
    /// Where it is.
    pub place: String,
    /// Number of its last anchor.
    pub number: u64,
    /// The last row of the journal that the anchor covers.
    pub position: u64,
    /// Digest of its line.
    pub digest: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the line is in the file; otherwise it was about to be written.
    pub is_written: bool,
}

/// Links of the journal, and notes about files of anchors.
#[async_trait]
pub trait AnchorStore: Send + Sync {
    /// The installation.
    async fn installation(&self) -> Result<Installation, StoreError>;
    /// The last row of the journal at a moment at which no commit was under way: no row with this number or a lower one comes
    /// any more. 0 for an empty journal.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] also when commits could not be waited for in time.
    async fn journal_end(&self) -> Result<u64, StoreError>;
    /// Links after `after` and not after `until`, in their order.
    async fn journal_links(
        &self,
        after: u64,
        until: u64,
        limit: u32,
    ) -> Result<Vec<JournalLink>, StoreError>;
    /// Everything remembered of files of anchors.
    async fn anchor_notes(&self) -> Result<Vec<AnchorNote>, StoreError>;
    /// Remembers the last anchor of a file; nothing when a later one is remembered.
    async fn note_anchor(&self, note: &AnchorNote) -> Result<(), StoreError>;
    /// Forgets the files that were at a place.
    async fn forget_anchors(&self, place: &str) -> Result<(), StoreError>;
}

/// Whole lines from a second place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnchorLines {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// Where the next one begins.
    pub next: u64,
}

/// A second place: lines that are only ever added. Failures are texts for the log and the operator.
#[async_trait]
pub trait AnchorKeeper: Send + Sync {
    /// Where it is, for people.
    fn place(&self) -> String;
    /// Whether there is anything at all, be it empty.
    async fn is_there(&self) -> Result<bool, String>;
    /// Some whole lines from the byte `from`, at which one begins; none at the end. A line without its end is no line.
    async fn read(&self, from: u64) -> Result<AnchorLines, String>;
    /// Where the first of those whole lines begins that end within the last `bytes`; the beginning when there are fewer.
    async fn near_end(&self, bytes: u64) -> Result<u64, String>;
    /// Adds a line at the byte `at`, where the whole lines end; it is on disk afterwards. What was left of a line that could
    /// not be written goes. A failure also when somebody else has added a line meanwhile.
    async fn add(&self, at: u64, line: &str) -> Result<(), String>;
    /// Gives what is there another name, which is returned; the next line begins anew.
    async fn set_aside(&self, at: DateTime<Utc>) -> Result<String, String>;
}
