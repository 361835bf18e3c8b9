//! Replays every journal and compares.

use super::{Service, ServiceError};
use crate::view::Difference;

impl Service {
    /// Checks everything that is stored against the journals: gaps, hash chain, snapshots, tasks, timers, definitions.
    pub async fn verify(&self) -> Result<Vec<Difference>, ServiceError> {
        Err(ServiceError::NotFound)
    }
}
