//! The clock: the one place of the engine that knows what time it is.
//!
//! Everything is truncated to microseconds, because that is what the stores keep. A manual clock drives demonstrations
//! and tests; it wakes sleepers when it is set.

use std::{
    sync::{PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::{sync::watch, time::Instant};

use crate::port::{NodeStore, StoreError};

/// Longest sleep in one go, so that a clock that was put forward is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// How often the clock of the database is asked.
const CLOCK_PULSE: Duration = Duration::from_secs(10);

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

/// The clock of the database, as several servers share it: what each machine shows does not matter. It is asked once in a
/// while; between, it goes by the steady clock of the machine, which nobody puts forward or back.
#[derive(Debug)]
pub struct StoreClock {
    /// A moment of the database, and when it was that by the steady clock.
    known: RwLock<(DateTime<Utc>, Instant)>,
}

impl StoreClock {
    /// Asks the store what time it is.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn of(store: &dyn NodeStore) -> Result<Self, StoreError> {
        let known = asked(store).await?;
        Ok(Self {
            known: RwLock::new(known),
        })
    }

    /// Asks again and again, for ever. While the store is away the steady clock goes on.
    pub async fn keep(&self, store: &dyn NodeStore) {
        loop {
            tokio::time::sleep(CLOCK_PULSE).await;
            match asked(store).await {
                // Two values that belong together are put together.
                Ok(known) => {
                    *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
                }
                Err(error) => tracing::warn!(%error, "the clock of the database was not read"),
            }
        }
    }
}

/// The moment of the database as of its answer: the clock may be late by the time of a question, but never ahead, so that
/// nothing fires early where the network is slow.
async fn asked(store: &dyn NodeStore) -> Result<(DateTime<Utc>, Instant), StoreError> {
    let moment = store.database_now().await?;
    Ok((moment, Instant::now()))
}

#[async_trait]
impl Clock for StoreClock {
    fn now(&self) -> DateTime<Utc> {
        let (moment, at) = *self.known.read().unwrap_or_else(PoisonError::into_inner);
        let passed = TimeDelta::from_std(at.elapsed()).unwrap_or_default();
        (moment + passed).trunc_subsecs(6)
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
    use crate::port::{Hearing, Lease, Servers};

    /// A database whose clock shows what it is told.
    struct Told(std::sync::Mutex<DateTime<Utc>>);

    #[async_trait]
    impl NodeStore for Told {
        fn is_shared(&self) -> bool {
            true
        }

        async fn database_now(&self) -> Result<DateTime<Utc>, StoreError> {
            Ok(*self.0.lock().unwrap())
        }

        async fn lease(&self, _: &str, _: &str, _: Duration) -> Result<Option<Lease>, StoreError> {
            Ok(None)
        }

        async fn release(&self, _: &str, _: &str) -> Result<(), StoreError> {
            Ok(())
        }

        async fn appear(&self, _: &str, _: Duration) -> Result<(), StoreError> {
            Ok(())
        }

        async fn disappear(&self, _: &str) -> Result<(), StoreError> {
            Ok(())
        }

        async fn servers(&self, _: &str) -> Result<Servers, StoreError> {
            Ok(Servers::default())
        }

        async fn tell(&self, _: &str) -> Result<(), StoreError> {
            Ok(())
        }

        async fn hear(&self) -> Result<Box<dyn Hearing>, StoreError> {
            Err(StoreError::Unavailable("nobody speaks".into()))
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_clock_of_the_database_goes_on_between_two_questions() {
        let moment: DateTime<Utc> = "2021-10-12T03:00:00Z".parse().expect("a moment");
        let store = Told(moment.into());
        let clock = StoreClock::of(&store).await.unwrap();
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now(), moment + TimeDelta::seconds(5));
        // The database has been moved to a server whose clock is an hour ahead.
        let ahead = moment + TimeDelta::hours(1);
        *store.0.lock().unwrap() = ahead;
        let asked_again = tokio::time::timeout(CLOCK_PULSE * 2, clock.keep(&store)).await;
        assert!(asked_again.is_err(), "it is kept for ever");
        assert!(clock.now() >= ahead && clock.now() < ahead + TimeDelta::minutes(1));
        clock.wait_until(ahead + TimeDelta::minutes(2)).await;
        let waited = clock.now() - ahead - TimeDelta::minutes(2);
        assert!(TimeDelta::zero() <= waited && waited < TimeDelta::seconds(1));
    }

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
