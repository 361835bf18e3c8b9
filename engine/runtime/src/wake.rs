//! Wakes the sleepers of the runtime after a commit, so that none of them ever polls.
//!
//! It carries hints only: whoever is woken asks the store what there is to do.

use chrono::{DateTime, Utc};
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

use crate::hints::Bells;

/// Bells of the background loops.
#[derive(Debug, Default)]
pub(crate) struct Wake {
    /// Earliest timer written since the timers last looked.
    earliest: Mutex<Option<DateTime<Utc>>>,
    pub(crate) timers: Notify,
    pub(crate) outbox: Notify,
    pub(crate) jobs: Notify,
    pub(crate) webhooks: Notify,
    /// A message was sent, or an instance has a new key.
    pub(crate) messages: Notify,
    pub(crate) schedules: Notify,
    pub(crate) digests: Notify,
}

impl Wake {
    /// A timer for `at` was written.
    pub(crate) fn timer_written(&self, at: DateTime<Utc>) {
        let mut earliest = self.earliest.lock().unwrap_or_else(PoisonError::into_inner);
        *earliest = Some(earliest.map_or(at, |known| known.min(at)));
        drop(earliest);
        self.timers.notify_one();
    }

    /// Something was committed, here or by another server.
    pub(crate) fn ring(&self, bells: &Bells) {
        if let Some(at) = bells.timer {
            self.timer_written(at);
        }
        if bells.jobs {
            self.jobs.notify_waiters();
            self.webhooks.notify_one();
        }
        if bells.messages {
            self.messages.notify_one();
        }
        if bells.outbox {
            self.outbox.notify_one();
        }
    }

    /// The earliest timer written since the last call.
    pub(crate) fn take_earliest(&self) -> Option<DateTime<Utc>> {
        let mut earliest = self.earliest.lock().unwrap_or_else(PoisonError::into_inner);
        earliest.take()
    }
}
