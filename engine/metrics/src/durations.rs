//! Durations, sorted into buckets, one histogram for each set of labels. Seconds outside, microseconds inside.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{Kind, Labels, Text};

/// Upper bounds of the buckets, in seconds, with the words in which they are written; above the last is `+Inf`.
pub const BOUNDS: [(f64, &str); 12] = [
    (0.001, "0.001"),
    (0.0025, "0.0025"),
    (0.005, "0.005"),
    (0.01, "0.01"),
    (0.025, "0.025"),
    (0.05, "0.05"),
    (0.1, "0.1"),
    (0.25, "0.25"),
    (0.5, "0.5"),
    (1.0, "1"),
    (5.0, "5"),
    (25.0, "25"),
];

/// How many durations were at most as long as each bound and longer than the one before, and how long all took together.
#[derive(Clone, Copy, Debug, Default)]
struct Histogram {
    buckets: [u64; BOUNDS.len()],
    longer: u64,
    micros: u64,
}

/// Durations under `N` labels.
#[derive(Debug)]
pub struct Durations<const N: usize> {
    rows: Mutex<BTreeMap<Labels<N>, Histogram>>,
}

impl<const N: usize> Durations<N> {
    /// Empty histograms for these rows.
    pub fn from_nought(rows: impl IntoIterator<Item = Labels<N>>) -> Self {
        let rows = rows.into_iter().map(|row| (row, Histogram::default()));
        Self {
            rows: Mutex::new(rows.collect()),
        }
    }

    /// Counts one that took so long.
    pub fn took(&self, labels: Labels<N>, duration: Duration) {
        let seconds = duration.as_secs_f64();
        let micros = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.entry(labels).or_default();
        row.micros = row.micros.saturating_add(micros);
        let place = BOUNDS.iter().position(|(bound, _)| seconds <= *bound);
        match place.and_then(|place| row.buckets.get_mut(place)) {
            Some(bucket) => *bucket += 1,
            None => row.longer += 1,
        }
    }

    /// Writes the family: `names` are those of the labels, in their order.
    pub fn write(&self, text: &mut Text, name: &str, help: &str, names: [&str; N]) {
        text.family(name, Kind::Histogram, help);
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        for (labels, row) in &*rows {
            let mut pairs: Vec<_> = names.into_iter().zip(*labels).collect();
            let mut below = 0;
            for ((_, bound), count) in BOUNDS.iter().zip(row.buckets) {
                below += count;
                pairs.push(("le", bound));
                text.sample(&format!("{name}_bucket"), &pairs, below);
                pairs.pop();
            }
            let all = below + row.longer;
            pairs.push(("le", "+Inf"));
            text.sample(&format!("{name}_bucket"), &pairs, all);
            pairs.pop();
            let seconds = Duration::from_micros(row.micros).as_secs_f64();
            text.sample(&format!("{name}_sum"), &pairs, seconds);
            text.sample(&format!("{name}_count"), &pairs, all);
        }
    }
}
