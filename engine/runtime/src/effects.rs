//! The gate through which everything passes that leaves the house: letters, calls of webhooks and subscribers, jobs of
//! workers, reports fetched from a mailbox that others may read too.
//!
//! Shut, it holds back nothing else: forms, tasks, terms and documents go on. It opens by order only, never by itself.
//! Where several servers share the store each looks once in a while whether another one was ordered.

use tokio::sync::watch;

use crate::port::EffectsPause;

/// The gate.
#[derive(Debug)]
pub(crate) struct Effects(watch::Sender<Option<EffectsPause>>);

impl Effects {
    /// As the store remembers it.
    pub(crate) fn as_stored(pause: Option<EffectsPause>) -> Self {
        if pause.is_some() {
            tracing::warn!(
                "letters and calls wait: an administrator lets them leave on the page /admin/effects or by `reglament effects resume`"
            );
        }
        Self(watch::Sender::new(pause))
    }

    /// The pause, if there is one.
    pub(crate) fn pause(&self) -> Option<EffectsPause> {
        self.0.borrow().clone()
    }

    /// Whether the gate is shut.
    pub(crate) fn wait(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Shuts or opens it.
    pub(crate) fn set(&self, pause: Option<EffectsPause>) {
        self.0.send_replace(pause);
    }

    /// Comes back as soon as the gate is open.
    pub(crate) async fn free(&self) {
        let mut gate = self.0.subscribe();
        // The sender lives as long as `self`.
        let _ = gate.wait_for(Option::is_none).await;
    }
}
