//! What the tables of a calendar say, merged by date, and the digest of it all.
//!
//! Tables are laid on in order: years, decrees, overlays; the later row wins. Whether a date works is decided by the
//! calendar, which also knows weekends.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::day::DayKind;
use crate::rows::{Row, RowKind};

/// Bytes of the digest that are shown: enough to tell calendars apart, short enough to read aloud.
const VERSION_BYTES: usize = 6;

/// Merges rows.
#[derive(Default)]
pub(super) struct Entries {
    by_date: BTreeMap<NaiveDate, Entry>,
    digest: Sha256,
}

/// Everything the tables say about one date.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) status: Option<(DayKind, Note)>,
    pub(super) short: bool,
    pub(super) decree: Option<Note>,
}

/// The texts of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    pub(super) text: Option<String>,
    pub(super) scope: Option<String>,
}

impl Entries {
    /// Starts a table; an empty table still changes the digest, because it publishes its year.
    pub(super) fn heading(&mut self, what: &str, name: &str) {
        self.digest.update(format!("{what} {name}\n"));
    }

    pub(super) fn extend(&mut self, rows: &[Row]) {
        for row in rows {
            self.record(row.date, row.kind, &row.note, &row.scope);
        }
    }

    pub(super) fn record(
        &mut self,
        date: NaiveDate,
        kind: RowKind,
        note: &Option<String>,
        scope: &Option<String>,
    ) {
        // Lengths keep two different rows from running into the same bytes.
        let [text, place] = [note, scope].map(|part| part.as_deref().unwrap_or_default());
        let lengths = (text.len(), place.len());
        let line = format!(
            "{date} {} {} {} {text} {place}\n",
            kind.name(),
            lengths.0,
            lengths.1
        );
        self.digest.update(line);
        let note = Note {
            text: note.clone(),
            scope: scope.clone(),
        };
        let entry = self.by_date.entry(date).or_default();
        match kind {
            RowKind::Holiday => entry.status = Some((DayKind::Holiday, note)),
            RowKind::MovedOff => entry.status = Some((DayKind::MovedOff, note)),
            RowKind::MovedWork => entry.status = Some((DayKind::MovedWork, note)),
            RowKind::DayOff => entry.status = Some((DayKind::LocalOff, note)),
            RowKind::Short => entry.short = true,
            RowKind::DecreeNonwork => entry.decree = Some(note),
        }
    }

    /// The merged days and the version: the first hexadecimal digits of the SHA-256 of every table.
    pub(super) fn finish(self) -> (BTreeMap<NaiveDate, Entry>, String) {
        let digest = self.digest.finalize();
        let shown = digest.iter().take(VERSION_BYTES);
        let version = shown.map(|byte| format!("{byte:02x}")).collect();
        (self.by_date, version)
    }
}
