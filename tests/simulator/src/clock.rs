//! The virtual clock: it goes with the paused time of tokio, and can be put forward and back as clocks of servers are.
//!
//! Nobody waits in earnest: tokio moves its time on as soon as every task waits for it.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use reglament_runtime::Clock;
use tokio::{sync::Notify, time::Instant};

/// Longest sleep in one go; tokio does not take just any duration.
const LONGEST_SLEEP: Duration = Duration::from_secs(3_600 * 24 * 30);

/// One clock for the database and everybody who works on it.
#[derive(Debug)]
pub(crate) struct VirtualClock {
    base: DateTime<Utc>,
    origin: Instant,
    shift: Mutex<TimeDelta>,
    /// Rung when it is put. It wakes whoever waits in the order in which they came, which a watched value does not.
    put: Notify,
}

impl VirtualClock {
    /// A clock that shows `base` now.
    pub(crate) fn showing(base: DateTime<Utc>) -> Self {
        Self {
            base,
            origin: Instant::now(),
            shift: Mutex::new(TimeDelta::zero()),
            put: Notify::new(),
        }
    }

    /// Puts it forward (or back) and wakes whoever waits for it.
    pub(crate) fn put(&self, by: TimeDelta) {
        *self.shift.lock().unwrap_or_else(PoisonError::into_inner) += by;
        self.put.notify_waiters();
    }
}

#[async_trait]
impl Clock for VirtualClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = TimeDelta::from_std(self.origin.elapsed()).unwrap_or_default();
        let shift = *self.shift.lock().unwrap_or_else(PoisonError::into_inner);
        (self.base + passed + shift).trunc_subsecs(6)
    }

    async fn wait_until(&self, at: DateTime<Utc>) {
        loop {
            let mut put = std::pin::pin!(self.put.notified());
            put.as_mut().enable();
            let left = (at - self.now()).to_std().unwrap_or_default();
            if left.is_zero() {
                return;
            }
            tokio::select! {
                biased;
                () = &mut put => {}
                () = tokio::time::sleep(left.min(LONGEST_SLEEP)) => {}
            }
        }
    }
}
