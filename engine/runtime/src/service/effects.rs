//! Whether what leaves the house waits: who may see it, order a pause and end it.

use super::{Service, ServiceError};
use crate::{
    port::{AuditAct, EffectsPause, OutboxState, PauseReason},
    view::EffectsView,
};

/// Most waiting deliveries that are counted for the page.
const COUNTED: u32 = 1_000;

impl Service {
    /// Whether letters and calls wait for an order. Asks no store.
    pub fn effects_wait(&self) -> bool {
        self.shared.effects.wait()
    }

    /// Whether letters and calls wait, since when and why.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn effects(&self, person: &str) -> Result<EffectsView, ServiceError> {
        self.must_administer(person)?;
        let store = &self.shared.store;
        let mut waiting = 0;
        for state in [OutboxState::Queued, OutboxState::Ambiguous] {
            waiting += store.count_outbox(state, COUNTED).await?;
        }
        let package = self.shared.library.current();
        let pause = self.shared.effects.pause();
        let by = pause.as_ref().and_then(|pause| pause.by.as_deref());
        Ok(EffectsView {
            by_name: by.map(|id| super::case::name(&package, id)),
            paused_at: pause.as_ref().map(|pause| pause.at),
            why: pause.map(|pause| pause.why),
            waiting: waiting.min(COUNTED),
        })
    }

    /// Lets nothing leave from now on; what is under way ends. False: it was so already.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn pause_effects(&self, person: &str) -> Result<bool, ServiceError> {
        self.must_administer(person)?;
        self.order_pause(Some(person)).await
    }

    /// Lets everything leave that has waited, and what comes. False: nothing was held back.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn resume_effects(&self, person: &str) -> Result<bool, ServiceError> {
        self.must_administer(person)?;
        self.order_resumption(Some(person)).await
    }

    /// As [`Self::effects`], for whoever runs the machine.
    pub fn effects_pause(&self) -> Option<EffectsPause> {
        self.shared.effects.pause()
    }

    /// As [`Self::pause_effects`]. `by`: none, whoever runs the machine.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn order_pause(&self, by: Option<&str>) -> Result<bool, ServiceError> {
        let pause = EffectsPause {
            at: self.now(),
            by: by.map(str::to_owned),
            why: PauseReason::Ordered,
        };
        let shared = &self.shared;
        if !shared.store.pause_effects(&pause).await? {
            return Ok(false);
        }
        shared.effects.set(Some(pause));
        tracing::warn!(by, "letters and calls wait from now on");
        self.note_act(by, AuditAct::EffectsPaused, "").await?;
        Ok(true)
    }

    /// As [`Self::resume_effects`]. `by`: none, whoever runs the machine.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn order_resumption(&self, by: Option<&str>) -> Result<bool, ServiceError> {
        let shared = &self.shared;
        if !shared.store.resume_effects().await? {
            return Ok(false);
        }
        shared.effects.set(None);
        tracing::warn!(by, "letters and calls leave again");
        shared.wake.outbox.notify_one();
        shared.wake.jobs.notify_waiters();
        self.note_act(by, AuditAct::EffectsResumed, "").await?;
        Ok(true)
    }
}
