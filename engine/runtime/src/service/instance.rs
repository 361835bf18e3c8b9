//! One instance in full.

use super::{Service, ServiceError};
use crate::view::InstanceView;
use reglament_core::InstanceId;

impl Service {
    /// An instance as `person` may see it.
    pub async fn instance(
        &self,
        person: &str,
        id: &InstanceId,
    ) -> Result<InstanceView, ServiceError> {
        let _ = (person, id);
        Err(ServiceError::NotFound)
    }
}
