//! Tells the other servers of a shared store that this one is there, and notices when the store confirms nothing any more: it
//! may answer questions and still be unable to commit, as when a synchronous standby is gone.
//!
//! What is noticed is told by `answers` to whoever sends visitors here. Nothing else depends on it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::{port::StoreError, service::Shared};

/// How often a server tells of itself.
const BEAT: Duration = Duration::from_secs(1);
/// How long it counts as being there without.
const THERE: Duration = Duration::from_secs(10);
/// How long the store may confirm nothing before visitors are better sent elsewhere.
const SILENCE: Duration = Duration::from_secs(4);

/// When the store confirmed something last.
#[derive(Debug, Default)]
pub(crate) struct Pulse {
    /// None: nobody has begun to ask.
    confirmed: Mutex<Option<Instant>>,
}

impl Pulse {
    /// Whether the store confirms what is written, as far as is known.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let confirmed = *self.lock();
        match confirmed.map(|at| at.elapsed()) {
            Some(silence) if silence > SILENCE => Err(StoreError::Unavailable(format!(
                "the database has confirmed nothing for {} seconds",
                silence.as_secs()
            ))),
            _ => Ok(()),
        }
    }

    fn beat(&self) {
        *self.lock() = Some(Instant::now());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        // A moment is whole whoever panicked.
        self.confirmed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells of this server until `stop` is done. A store that nobody shares is told nothing.
pub(crate) async fn run(shared: Arc<Shared>, owner: String, stop: impl Future<Output = ()>) {
    if !shared.store.is_shared() {
        return stop.await;
    }
    shared.pulse.beat();
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            _ = beat.tick() => match shared.store.appear(&owner, THERE).await {
                Ok(()) => shared.pulse.beat(),
                Err(error) => tracing::warn!(%error, "this server could not tell that it is there"),
            }
        }
    }
    if let Err(error) = shared.store.disappear(&owner).await {
        tracing::debug!(%error, "this server could not take its leave; it is forgotten by itself");
    }
}

#[cfg(test)]
mod tests {
    use super::{Pulse, SILENCE};

    #[tokio::test(start_paused = true)]
    async fn a_store_that_confirms_nothing_is_told_after_a_while() {
        let pulse = Pulse::default();
        tokio::time::advance(2 * SILENCE).await;
        assert!(pulse.check().is_ok(), "nobody asks");
        pulse.beat();
        tokio::time::advance(SILENCE).await;
        assert!(pulse.check().is_ok());
        tokio::time::advance(SILENCE).await;
        assert!(pulse.check().is_err());
        pulse.beat();
        assert!(pulse.check().is_ok());
    }
}
