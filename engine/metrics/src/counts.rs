//! Counts that only grow, one for each set of labels.
//!
//! A lock is held for one addition; nothing waits under it.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::{Kind, Labels, Text};

/// Counts under `N` labels.
#[derive(Debug)]
pub struct Counts<const N: usize> {
    rows: Mutex<BTreeMap<Labels<N>, u64>>,
}

impl<const N: usize> Counts<N> {
    /// Nought for each of these rows: a row that is there from the start has a rate from its first step on.
    pub fn from_nought(rows: impl IntoIterator<Item = Labels<N>>) -> Self {
        let rows = rows.into_iter().map(|labels| (labels, 0)).collect();
        Self {
            rows: Mutex::new(rows),
        }
    }

    /// Counts one more.
    pub fn one_more(&self, labels: Labels<N>) {
        self.more(labels, 1);
    }

    /// Counts so many more.
    pub fn more(&self, labels: Labels<N>, many: u64) {
        // A holder that panics leaves whole numbers behind.
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let count = rows.entry(labels).or_default();
        *count = count.saturating_add(many);
    }

    /// Writes the family: `names` are those of the labels, in their order.
    pub fn write(&self, text: &mut Text, name: &str, help: &str, names: [&str; N]) {
        text.family(name, Kind::Counter, help);
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        for (labels, count) in &*rows {
            let pairs: Vec<_> = names.into_iter().zip(*labels).collect();
            text.sample(name, &pairs, count);
        }
    }
}
