//! One anchor: a line of JSON that says where the journal ended, and includes the line before it.
//!
//! The digest of a line is the SHA-256 of its bytes, so that anybody can count it with `sha256sum`. What a line says of the
//! past is one segment of the journal: the rows written since the anchor before.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::segment::Segment;

/// The only format there is.
pub(super) const FORMAT: u32 = 1;

/// An anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorBlock {
    /// Its number in the file, from 1.
    pub anchor: u64,
    /// Format of the line.
    pub format: u32,
    /// The file's own name.
    pub keeper: String,
    /// The installation.
    pub installation: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Last row of the journal of the anchor before.
    pub from: u64,
    /// Last row of the journal.
    pub to: u64,
    /// Rows of the journal so far.
    pub rows: u64,
    /// Instances so far.
    pub instances: u64,
    /// SHA-256 over the links of the rows after `from` until `to`.
    pub links: String,
    /// Instances with rows in this segment: the last event there, and its digest.
    pub heads: Vec<(InstanceId, u64, String)>,
    /// Digest of the line before; empty for the first.
    pub before: String,
}

/// What comes before an anchor.
#[derive(Clone, Debug)]
pub(super) struct Before {
    /// The anchor.
    pub(super) block: AnchorBlock,
    /// Digest of its line.
    pub(super) digest: String,
}

impl AnchorBlock {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let block: Self = serde_json::from_str(line).ok()?;
        (block.format == FORMAT).then_some(block)
    }

    /// Its line.
    pub(super) fn line(&self) -> String {
        serde_json::to_string(self).expect("anchors have text keys and whole numbers")
    }

    /// The next anchor of a file, or its first one.
    pub(super) fn after(
        before: Option<&Before>,
        (installation, keeper): (&str, &str),
        at: DateTime<Utc>,
        segment: Segment,
    ) -> Self {
        let (rows, instances) = before.map_or((0, 0), |one| (one.block.rows, one.block.instances));
        Self {
            anchor: before.map_or(1, |one| one.block.anchor + 1),
            format: FORMAT,
            keeper: before.map_or(keeper, |one| &one.block.keeper).to_owned(),
            installation: installation.to_owned(),
            at,
            from: before.map_or(0, |one| one.block.to),
            to: segment.until,
            rows: rows + segment.rows,
            instances: instances + segment.begun,
            before: before.map_or_else(String::new, |one| one.digest.clone()),
            links: segment.digest(),
            heads: segment.into_heads(),
        }
    }

    /// Whether it goes on where the anchor before it ended.
    pub(super) fn follows(&self, before: Option<&Before>) -> bool {
        match before {
            None => self.anchor == 1 && self.from == 0 && self.before.is_empty(),
            Some(one) => {
                let last = &one.block;
                self.anchor == last.anchor + 1
                    && self.from == last.to
                    && self.to >= self.from
                    && self.before == one.digest
                    && self.keeper == last.keeper
                    && self.installation == last.installation
            }
        }
    }
}

/// The digest of a line.
pub(super) fn digest(line: &str) -> String {
    hex::encode(Sha256::digest(line.as_bytes()))
}
