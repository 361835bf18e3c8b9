//! The tasks of a person.

use super::{Service, ServiceError};
use crate::view::TaskPage;

impl Service {
    /// Tasks that `person` may do, the earliest due first.
    pub async fn my_tasks(
        &self,
        person: &str,
        cursor: Option<&str>,
    ) -> Result<TaskPage, ServiceError> {
        let _ = (person, cursor);
        Err(ServiceError::NotFound)
    }
}
