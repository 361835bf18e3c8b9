//! What the public may begin, and the forms for it.

use super::{Service, ServiceError};
use crate::view::{PublicService, StartForm};
use reglament_core::InstanceId;

impl Service {
    /// Public starts and registration windows.
    pub async fn public_services(&self) -> Result<Vec<PublicService>, ServiceError> {
        Err(ServiceError::NotFound)
    }

    /// The start form of a process: for the public, or for a person of an allowed role.
    pub async fn start_form(
        &self,
        person: Option<&str>,
        process: &str,
    ) -> Result<StartForm, ServiceError> {
        let _ = (person, process);
        Err(ServiceError::NotFound)
    }

    /// The form for joining a registration window.
    pub async fn join_form(
        &self,
        instance: &InstanceId,
        step: &str,
    ) -> Result<StartForm, ServiceError> {
        let _ = (instance, step);
        Err(ServiceError::NotFound)
    }

    /// Processes that `person` may start by hand.
    pub async fn startable(&self, person: &str) -> Result<Vec<StartForm>, ServiceError> {
        let _ = person;
        Err(ServiceError::NotFound)
    }
}
