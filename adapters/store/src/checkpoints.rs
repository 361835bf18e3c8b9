//! When SQLite copies its log into the file: soon, so that no commit waits long for it, or seldom, while commits are large.
//!
//! Copying costs by pages, and a page that many commits touch is copied once however often it stands in the log: with two hundred
//! commands in a commit a long log doubles what can be written. With one command in a commit it brings nothing, and the copying
//! then takes longer, so that people wait. It is done by the connection that writes; a thread of its own never got the log to its end.

use std::sync::atomic::{AtomicU32, Ordering};

/// Rows of one table from which a commit is large.
const MANY: u64 = 16;
/// Small commits in a row after which the log is kept short again.
const PATIENCE: u32 = 64;
/// Pages after which the log is copied: four megabytes, and the sixty-four that the connection keeps in memory.
const SHORT: &str = "PRAGMA wal_autocheckpoint = 1000";
const LONG: &str = "PRAGMA wal_autocheckpoint = 16384";

/// How long the log may be now.
#[derive(Debug, Default)]
pub(crate) struct Checkpoints {
    /// Small commits that may still come before it is kept short; 0: it is.
    left: AtomicU32,
}

impl Checkpoints {
    /// What the connection must be told before a commit that writes so many rows of one table, if anything.
    pub(crate) fn before(&self, rows: u64) -> Option<&'static str> {
        // Only one commit at a time is written.
        let left = self.left.load(Ordering::Relaxed);
        if rows >= MANY {
            self.left.store(PATIENCE, Ordering::Relaxed);
            return (left == 0).then_some(LONG);
        }
        self.left.store(left.saturating_sub(1), Ordering::Relaxed);
        (left == 1).then_some(SHORT)
    }
}

#[cfg(test)]
mod tests {
    use super::{Checkpoints, LONG, MANY, PATIENCE, SHORT};

    #[test]
    fn the_log_is_long_while_commits_are_large_and_for_a_while_after() {
        let checkpoints = Checkpoints::default();
        assert_eq!(checkpoints.before(MANY - 1), None);
        assert_eq!(checkpoints.before(MANY), Some(LONG));
        assert_eq!(checkpoints.before(10 * MANY), None);
        for n in 1..PATIENCE {
            assert_eq!(checkpoints.before(1), None, "{n}");
        }
        assert_eq!(checkpoints.before(1), Some(SHORT));
        assert_eq!(checkpoints.before(1), None);
        assert_eq!(checkpoints.before(MANY), Some(LONG));
    }
}
