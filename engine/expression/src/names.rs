//! The names that an expression may use, with their kinds.
//!
//! Built by the definition from its declared data, steps and roles; holds no values.

use crate::Kind;
use std::collections::BTreeMap;

/// Top-level names and their kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Kind of each top-level name.
    pub root: BTreeMap<String, Kind>,
}

impl Names {
    /// No names at all: only literals and functions can be used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same names and one more.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, kind: Kind) -> Self {
        self.root.insert(name.into(), kind);
        self
    }

    /// The kind at a dotted path, when every part of it is known.
    #[must_use]
    pub fn kind_at(&self, path: &str) -> Option<&Kind> {
        let mut parts = path.split('.');
        let mut kind = self.root.get(parts.next()?)?;
        for part in parts {
            kind = match kind {
                Kind::Record(fields) => fields.get(part)?,
                Kind::PersonName if crate::person::FIELDS.contains(&part) => &Kind::Text,
                _ => return None,
            };
        }
        Some(kind)
    }
}

impl<N: Into<String>> FromIterator<(N, Kind)> for Names {
    fn from_iter<I: IntoIterator<Item = (N, Kind)>>(names: I) -> Self {
        Self {
            root: names.into_iter().map(|(n, k)| (n.into(), k)).collect(),
        }
    }
}
