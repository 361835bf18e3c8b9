//! One task with everything needed to do it.

use super::{Service, ServiceError};
use crate::view::TaskView;
use reglament_core::{InstanceId, TaskId};

impl Service {
    /// A task as `person` sees it.
    pub async fn task(
        &self,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
    ) -> Result<TaskView, ServiceError> {
        let _ = (person, instance, task);
        Err(ServiceError::NotFound)
    }
}
