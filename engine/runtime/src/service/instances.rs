//! Lists of instances.

use super::{Service, ServiceError};
use crate::view::{InstancePage, InstanceQuery};

impl Service {
    /// Instances that `person` may see, the newest first.
    pub async fn instances(
        &self,
        person: &str,
        query: &InstanceQuery,
    ) -> Result<InstancePage, ServiceError> {
        let _ = (person, query);
        Err(ServiceError::NotFound)
    }
}
