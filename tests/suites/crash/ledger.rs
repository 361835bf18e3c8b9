//! What the clients were told: the book against which the database is checked.
//!
//! It lives in the test and survives every kill.

use serde_json::Value;

/// An acknowledged command.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where it was sent, under which key, with what.
    pub(super) path: String,
    pub(super) key: String,
    pub(super) body: Value,
    /// What was answered.
    pub(super) reply: Value,
    /// Requests that were sent until an answer came.
    pub(super) attempts: u32,
    /// The instance.
    pub(super) instance: String,
    /// The subject, for starts.
    pub(super) topic: Option<String>,
}

/// All acknowledged commands.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) entries: Vec<Entry>,
}

impl Ledger {
    /// Acknowledged starts.
    pub(super) fn starts(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.topic.is_some())
    }

    /// Acknowledged answers to requests.
    pub(super) fn completions(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.topic.is_none())
    }

    /// Commands whose outcome was unknown at least once.
    pub(super) fn repeated(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.attempts > 1)
            .count()
    }
}
