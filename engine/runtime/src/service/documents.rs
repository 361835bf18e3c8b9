//! Documents of an instance as bytes.

use super::Viewer;
use super::{Service, ServiceError};
use reglament_core::InstanceId;

impl Service {
    /// A rendered document. Not found while it is not ready or the viewer may not see it.
    pub async fn document_pdf(
        &self,
        viewer: &Viewer,
        instance: &InstanceId,
        document: u32,
    ) -> Result<Vec<u8>, ServiceError> {
        let _ = (viewer, instance, document);
        Err(ServiceError::NotFound)
    }
}
