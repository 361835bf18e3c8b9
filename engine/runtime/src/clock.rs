//! The clock: the one place of the engine that knows what time it is.
//!
//! Everything is truncated to microseconds, because that is what the stores keep. A manual clock drives demonstrations
//! and tests; it wakes sleepers when it is set.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::sync::watch;

/// Longest sleep in one go, so that a clock that was put forward is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// What time it is.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now, to the microsecond.
    fn now(&self) -> DateTime<Utc>;
    /// Returns once `now()` is not before `at`.
    async fn wait_until(&self, at: DateTime<Utc>);
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one clock of the engine; everything else is told the time"
    )]
    fn now(&self) -> DateTime<Utc> {
        DateTime::<Utc>::from(std::time::SystemTime::now()).trunc_subsecs(6)
    }

    async fn wait_until(&self, at: DateTime<Utc>) {
        while let Ok(left) = (at - self.now()).to_std() {
            if left.is_zero() {
                return;
            }
            let pause = left.min(LONGEST_SLEEP) + Duration::from_micros(1);
            tokio::time::sleep(pause).await;
        }
    }
}

/// The clock of the machine, put forward or back: a demonstration of another day runs by it.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock {
    shift: TimeDelta,
}

impl ShiftedClock {
    /// A clock that shows `moment` now and goes on at its ordinary pace.
    pub fn showing(moment: DateTime<Utc>) -> Self {
        Self {
            shift: moment - SystemClock.now(),
        }
    }
}

#[async_trait]
impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.shift
    }

    async fn wait_until(&self, at: DateTime<Utc>) {
        SystemClock.wait_until(at - self.shift).await;
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<DateTime<Utc>>,
}

impl ManualClock {
    /// A clock standing at `now`.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            now: watch::Sender::new(now.trunc_subsecs(6)),
        }
    }

    /// Puts the clock, forward or back, and wakes whoever waits.
    pub fn set(&self, now: DateTime<Utc>) {
        self.now.send_replace(now.trunc_subsecs(6));
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    async fn wait_until(&self, at: DateTime<Utc>) {
        let mut changes = self.now.subscribe();
        // The sender lives in `self`, so waiting cannot end by its loss.
        let _ = changes.wait_for(|now| *now >= at).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_shifted_clock_goes_on_from_its_moment() {
        let moment = "2021-10-12T03:00:00Z".parse().expect("a moment");
        let clock = ShiftedClock::showing(moment);
        let passed = clock.now() - moment;
        assert!(TimeDelta::zero() <= passed && passed < TimeDelta::minutes(10));
        clock.wait_until(moment).await;
        clock
            .wait_until(clock.now() + TimeDelta::milliseconds(2))
            .await;
        assert!(clock.now() >= moment + TimeDelta::milliseconds(2));
    }
}
