//! Registers and their entries.

use super::{Service, ServiceError};
use crate::view::{RegisterView, RegisterYear};

impl Service {
    /// Registers with the years that have entries.
    pub async fn registers(&self, person: &str) -> Result<Vec<RegisterView>, ServiceError> {
        let _ = person;
        Err(ServiceError::NotFound)
    }

    /// Entries of a register in a year, by number after `after`.
    pub async fn register(
        &self,
        person: &str,
        register: &str,
        year: i32,
        after: Option<u32>,
    ) -> Result<RegisterYear, ServiceError> {
        let _ = (person, register, year, after);
        Err(ServiceError::NotFound)
    }
}
