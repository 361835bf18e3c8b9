//! Who may see what.

use super::Viewer;
use super::{Service, ServiceError};
use reglament_core::InstanceId;

impl Service {
    /// Whether `person` may see the instance at all.
    pub(super) async fn must_see(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<(), ServiceError> {
        let _ = (person, instance);
        Err(ServiceError::NotFound)
    }

    /// The same for whoever looks.
    pub(super) async fn must_be_shown(
        &self,
        viewer: &Viewer,
        instance: &InstanceId,
    ) -> Result<(), ServiceError> {
        let _ = (viewer, instance);
        Err(ServiceError::NotFound)
    }
}
