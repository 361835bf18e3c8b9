//! What became of the spans.

use std::sync::atomic::{AtomicU64, Ordering};

use reglament_metrics::{Kind, Text};

const NAME: &str = "reglament_trace_spans_total";

/// Counts since the start.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    /// Taken by the collector.
    pub(crate) sent: AtomicU64,
    /// No room in the queue.
    pub(crate) dropped: AtomicU64,
    /// The collector did not take them.
    pub(crate) failed: AtomicU64,
}

impl Fates {
    /// Writes the family.
    pub(crate) fn write(&self, text: &mut Text) {
        text.family(
            NAME,
            Kind::Counter,
            "Spans of traces; dropped: the queue was full, failed: the collector did not take them.",
        );
        for (result, count) in [
            ("dropped", &self.dropped),
            ("failed", &self.failed),
            ("sent", &self.sent),
        ] {
            let count = count.load(Ordering::Relaxed);
            text.sample(NAME, &[("result", result)], count);
        }
    }
}

/// Adds to a count.
pub(crate) fn add(count: &AtomicU64, more: usize) {
    count.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
}
