//! Letters and documents under way, and those that were given up.

use super::{Service, ServiceError};
use crate::{port::OutboxState, view::OutboxView};

impl Service {
    /// Deliveries in a state (or all), the newest first, for controllers and heads. `after`: the last row of the page before.
    pub async fn outbox(
        &self,
        person: &str,
        state: Option<OutboxState>,
        after: Option<&OutboxView>,
    ) -> Result<Vec<OutboxView>, ServiceError> {
        let _ = (person, state, after);
        Err(ServiceError::NotFound)
    }

    /// Queues a failed or refused delivery anew.
    pub async fn retry_outbox(&self, person: &str, key: &str) -> Result<(), ServiceError> {
        let _ = (person, key);
        Err(ServiceError::NotFound)
    }
}
