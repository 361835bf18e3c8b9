//! Which calendar a date was computed from.
//!
//! Stored beside every due date, so that a changed calendar can find the dates to recompute.

use serde::{Deserialize, Serialize};

/// Identity of a calendar: its name and a digest of all its data, overlays included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarRef {
    /// `ru`, or `ru+overlay+overlay` with the identifiers of the overlays in order.
    pub id: String,
    /// First 12 hexadecimal digits of the SHA-256 of the data: equal versions give equal dates.
    pub version: String,
}
