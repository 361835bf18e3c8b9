//! The machine's clock, running faster, so that waits of minutes end within a benchmark.
//!
//! Whoever measures uses `Instant`; this is only what the engine takes for the time.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use reglament_runtime::Clock;

pub(crate) struct FastClock {
    began: Instant,
    at: DateTime<Utc>,
    factor: u32,
}

impl FastClock {
    /// A clock that shows `at` now and `factor` virtual seconds in a real one.
    pub(crate) fn new(at: DateTime<Utc>, factor: u32) -> Self {
        Self {
            began: Instant::now(),
            at,
            factor,
        }
    }
}

#[async_trait]
impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = self.began.elapsed() * self.factor;
        let passed = TimeDelta::from_std(passed).expect("benchmarks take less than a century");
        (self.at + passed).trunc_subsecs(6)
    }

    async fn wait_until(&self, at: DateTime<Utc>) {
        while let Ok(left) = (at - self.now()).to_std() {
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left / self.factor + Duration::from_micros(1)).await;
        }
    }
}
