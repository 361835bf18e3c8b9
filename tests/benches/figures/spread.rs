//! Times of many alike: the middle one, and the one that only one in a hundred exceeds.

use std::time::Duration;

/// Times, the shortest first.
pub(crate) struct Spread(Vec<Duration>);

impl Spread {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that so many of a hundred do not exceed, milliseconds.
    pub(crate) fn ms(&self, percent: usize) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let time = self.0.get(last * percent / 100);
        time.map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }

    /// «p50 / p99».
    pub(crate) fn told(&self) -> String {
        format!("p50 {:.2} ms, p99 {:.2} ms", self.ms(50), self.ms(99))
    }
}
