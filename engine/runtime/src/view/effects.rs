//! Whether what leaves the house waits, as administrators see it.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::PauseReason;

/// The state of the gate.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct EffectsView {
    /// Since when nothing leaves; none: everything leaves.
    pub paused_at: Option<DateTime<Utc>>,
    /// Why nothing leaves.
    pub why: Option<PauseReason>,
    /// Who has ordered it; none when nobody signed in has.
    pub by_name: Option<String>,
    /// Letters, documents and calls to subscribers that wait, counted up to 1000.
    pub waiting: u32,
}
