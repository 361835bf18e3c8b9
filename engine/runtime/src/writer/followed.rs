//! Follows the chain of one journal. A row whose hash is not what its contents give is accepted only when a later row, itself in
//! its place, says that it was erased: with exactly this hash, and exactly this left of it.

use reglament_core::{ErasedRow, Event, InstanceEvent, read_event};

use super::chain::{contents, link};
use crate::port::JournalRow;

/// How far a chain was followed.
#[derive(Debug, Default)]
pub struct FollowedChain {
    hash: String,
    next: u64,
    odd: Vec<ErasedRow>,
}

impl FollowedChain {
    /// Takes the next row. False: it does not follow the last one.
    pub fn follow(&mut self, row: &JournalRow) -> bool {
        let follows = row.first_seq == self.next.max(1);
        if link(&self.hash, row) == row.hash {
            self.erased(row);
        } else {
            self.odd.push(ErasedRow {
                first_seq: row.first_seq,
                hash: row.hash.clone(),
                digest: contents(row),
            });
        }
        self.hash.clone_from(&row.hash);
        self.next = row.last_seq + 1;
        follows
    }

    /// Positions of rows that were changed without an act.
    pub fn breaks(self) -> Vec<u64> {
        self.odd.into_iter().map(|row| row.first_seq).collect()
    }

    fn erased(&mut self, row: &JournalRow) {
        if self.odd.is_empty() {
            return;
        }
        for event in row.events.iter().filter_map(|event| read_event(event).ok()) {
            if let Event::Instance(InstanceEvent::Erased { rows, .. }) = event {
                self.odd.retain(|odd| !rows.contains(odd));
            }
        }
    }
}
