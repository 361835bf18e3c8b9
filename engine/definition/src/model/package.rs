//! Everything compiled from one processes folder.

use std::collections::BTreeMap;

use super::{Calendars, Definition, IndicatorSet, Organisation};

/// The definitions of a processes folder together with the organisation that runs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// Definitions by process id.
    pub definitions: BTreeMap<String, Definition>,
    /// People and roles.
    pub organisation: Organisation,
    /// Sets of indicators by id.
    pub indicators: BTreeMap<String, IndicatorSet>,
    /// Tables of days added to the production calendar.
    pub calendars: Calendars,
    /// The files it was compiled from: path with `/` -> text. Documents are rendered from here.
    pub files: BTreeMap<String, String>,
    /// Digest of all files.
    pub digest: String,
}
