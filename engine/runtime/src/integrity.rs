//! What is known of the journal's integrity while the program runs; nothing of it is stored.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::view::{AnchorView, ChainsView, IntegrityView};

/// What was seen last.
#[derive(Debug)]
pub(crate) struct Integrity(Mutex<IntegrityView>);

impl Default for Integrity {
    fn default() -> Self {
        Self(Mutex::new(IntegrityView {
            anchor: None,
            chains: ChainsView::default(),
        }))
    }
}

impl Integrity {
    /// Everything.
    pub(crate) fn seen(&self) -> IntegrityView {
        self.now().clone()
    }

    /// How many differences are known.
    pub(crate) fn differences(&self) -> usize {
        self.now().findings().len()
    }

    /// Remembers how the last look at the anchors went.
    pub(crate) fn set_anchor(&self, view: AnchorView) {
        self.now().anchor = Some(view);
    }

    /// Remembers how far the chains were followed.
    pub(crate) fn set_chains(&self, view: ChainsView) {
        self.now().chains = view;
    }

    fn now(&self) -> MutexGuard<'_, IntegrityView> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
