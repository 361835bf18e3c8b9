//! A segment of the journal: its links in their order made into one digest, and where each instance stood at its end.

use std::collections::BTreeMap;

use reglament_core::InstanceId;
use sha2::{Digest as _, Sha256};

use crate::{
    limits::{ANCHOR_PAGE, MAX_ANCHOR_ROWS},
    port::{JournalLink, Store, StoreError},
};

/// Where an instance stands in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// First event of it here.
    pub(super) first: u64,
    /// Last event of it here.
    pub(super) last: u64,
    /// Digest of the last row.
    pub(super) hash: String,
    /// An event that should stand between its rows and does not.
    pub(super) gap: Option<u64>,
}

/// Rows of the journal up to a position.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    links: Sha256,
    /// Instances with rows here.
    pub(super) heads: BTreeMap<InstanceId, Head>,
    /// How many rows.
    pub(super) rows: u64,
    /// Instances that begin here.
    pub(super) begun: u64,
    /// The position up to which everything is here.
    pub(super) until: u64,
}

impl Segment {
    /// Reads the rows after `after` until `until`, or the first [`MAX_ANCHOR_ROWS`] of them.
    pub(super) async fn read(
        store: &dyn Store,
        after: u64,
        until: u64,
    ) -> Result<Self, StoreError> {
        let mut segment = Self {
            until: after,
            ..Self::default()
        };
        while segment.rows < MAX_ANCHOR_ROWS {
            let links = store
                .journal_links(segment.until, until, ANCHOR_PAGE)
                .await?;
            if links.is_empty() {
                segment.until = until;
                break;
            }
            links.into_iter().for_each(|link| segment.take(link));
        }
        Ok(segment)
    }

    fn take(&mut self, link: JournalLink) {
        let InstanceId(id) = &link.instance;
        let line = format!(
            "{} {id} {} {} {}\n",
            link.position, link.first_seq, link.last_seq, link.hash
        );
        self.links.update(line);
        self.rows += 1;
        self.until = link.position;
        if link.first_seq == 1 {
            self.begun += 1;
        }
        let head = self.heads.entry(link.instance).or_insert(Head {
            first: link.first_seq,
            last: link.first_seq.saturating_sub(1),
            hash: String::new(),
            gap: None,
        });
        if link.first_seq != head.last + 1 && head.gap.is_none() {
            head.gap = Some(head.last + 1);
        }
        head.last = link.last_seq;
        head.hash = link.hash;
    }

    /// SHA-256 over its links.
    pub(super) fn digest(&self) -> String {
        hex::encode(self.links.clone().finalize())
    }

    /// Instance, last event and its digest.
    pub(super) fn into_heads(self) -> Vec<(InstanceId, u64, String)> {
        let heads = self.heads.into_iter();
        heads.map(|(id, head)| (id, head.last, head.hash)).collect()
    }
}
