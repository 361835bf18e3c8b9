//! The names that an expression may use, with their kinds.
//!
//! Built by the definition from its declared data, steps and roles; holds no values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Kind, outside_name, outside_parts};

/// Top-level names and their kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Kind of each top-level name.
    pub root: BTreeMap<String, Kind>,
    /// Records from outside that are asked for by id, by the word that asks for them. A directory has thousands: they are
    /// kept once for all processes.
    records: BTreeMap<&'static str, Records>,
}

/// Records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Records {
    ids: Arc<BTreeSet<String>>,
    kind: Kind,
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

    /// The same names and the records `word('id')` of all these ids.
    #[must_use]
    pub fn with_records(
        mut self,
        word: &'static str,
        ids: Arc<BTreeSet<String>>,
        kind: Kind,
    ) -> Self {
        self.records.insert(word, Records { ids, kind });
        self
    }

    /// The kind of a top-level name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.root.get(name).or_else(|| {
            let (word, id) = outside_parts(name)?;
            let records = self.records.get(word)?;
            records.ids.contains(id).then_some(&records.kind)
        })
    }

    /// The names of the same sort as this one: the calls `word('id')` of the same word, or the names that are no calls.
    pub(crate) fn alike(&self, name: &str) -> Vec<String> {
        let Some((word, _)) = outside_parts(name) else {
            let plain = self.root.keys();
            return plain
                .filter(|known| outside_parts(known).is_none())
                .cloned()
                .collect();
        };
        let same = |known: &&String| outside_parts(known).is_some_and(|(other, _)| other == word);
        let mut names: Vec<String> = self.root.keys().filter(same).cloned().collect();
        let records = self.records.get(word).into_iter();
        let ids = records.flat_map(|records| records.ids.iter());
        names.extend(ids.map(|id| outside_name(word, id)));
        names
    }

    /// The kind at a dotted path, when every part of it is known.
    #[must_use]
    pub fn kind_at(&self, path: &str) -> Option<&Kind> {
        let mut parts = path.split('.');
        let mut kind = self.kind(parts.next()?)?;
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
            records: BTreeMap::new(),
        }
    }
}
