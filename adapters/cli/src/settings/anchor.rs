//! `[anchor]`: the second place where the end of the journal is written down, how often, and who gets it by letter.

use std::num::NonZeroU16;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

/// Minutes between two anchors unless the settings say otherwise.
const EVERY: NonZeroU16 = NonZeroU16::new(60).expect("sixty is not nought");

/// `[anchor]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AnchorSettings {
    /// The file, best on another disk; without it no anchors are kept.
    pub(crate) file: Option<PathBuf>,
    /// Minutes between two anchors, 1 to 65535.
    pub(crate) every_minutes: NonZeroU16,
    /// Addresses that get the first anchor of a day.
    pub(crate) letters_to: Vec<String>,
}

impl AnchorSettings {
    /// Between two anchors.
    pub(crate) fn every(&self) -> Duration {
        Duration::from_secs(u64::from(self.every_minutes.get()) * 60)
    }
}

impl Default for AnchorSettings {
    fn default() -> Self {
        Self {
            file: None,
            every_minutes: EVERY,
            letters_to: Vec::new(),
        }
    }
}
