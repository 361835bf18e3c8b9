//! Connections kept open between letters, so that a morning's queue does not shake hands for every letter.
//!
//! No background task: an aged connection is dropped when the next letter looks for one.

use crate::limits;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use std::sync::{Mutex, PoisonError};
use tokio::time::Instant;

/// The kept connections, newest last.
#[derive(Default)]
pub(super) struct Idle {
    kept: Mutex<Vec<(Instant, AsyncSmtpConnection)>>,
}

impl Idle {
    /// Takes the connection used last, if it is young enough.
    pub(super) fn take(&self) -> Option<AsyncSmtpConnection> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(since, _)| since.elapsed() < limits::IDLE_AGE_MAX);
        kept.pop().map(|(_, connection)| connection)
    }

    /// Keeps a connection whose last transaction is complete.
    pub(super) fn put(&self, connection: AsyncSmtpConnection) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < limits::IDLE_CONNECTIONS_MAX && !connection.has_broken() {
            kept.push((Instant::now(), connection));
        }
    }
}
