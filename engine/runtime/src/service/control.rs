//! The control board: what is late, what soon will be, who holds it.

use super::{Service, ServiceError};
use crate::view::{Counters, OverdueQuery, TaskPage};

impl Service {
    /// Late tasks (or those that will be soon, or that nobody can do), the earliest due first. For controllers and heads,
    /// and for others limited to the processes they take part in.
    pub async fn overdue(
        &self,
        person: &str,
        query: &OverdueQuery,
    ) -> Result<TaskPage, ServiceError> {
        let _ = (person, query);
        Err(ServiceError::NotFound)
    }

    /// The numbers on top of the board.
    pub async fn counters(&self, person: &str) -> Result<Counters, ServiceError> {
        let _ = person;
        Err(ServiceError::NotFound)
    }
}
