//! What an applicant sees who shows the receipt code.

use super::{Service, ServiceError};
use crate::view::StatusView;

impl Service {
    /// The state of the application with this receipt code.
    pub async fn status_by_receipt(&self, code: &str) -> Result<StatusView, ServiceError> {
        let _ = code;
        Err(ServiceError::NotFound)
    }
}
