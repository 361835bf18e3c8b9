//! `[archive]`: when journals of closed cases go to the archive.

use chrono::TimeDelta;
use serde::Deserialize;

/// Days after its end unless the settings say otherwise: terms of appeal are over by then, and few ask any more.
const AFTER_DAYS: u16 = 180;

/// `[archive]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ArchiveSettings {
    /// Days after the end of a case; 0: nothing is archived.
    pub(crate) after_days: u16,
}

impl ArchiveSettings {
    /// How long a case rests before; none: for ever.
    pub(crate) fn after(&self) -> Option<TimeDelta> {
        let days = i64::from(self.after_days);
        (days > 0).then(|| TimeDelta::days(days))
    }
}

impl Default for ArchiveSettings {
    fn default() -> Self {
        Self {
            after_days: AFTER_DAYS,
        }
    }
}
