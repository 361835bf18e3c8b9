//! Refusals around programs of other systems: what they may not do, and why one is given no token.

use reglament_runtime::{ProgramProblem, Scope, ServiceError};

use super::Refusal;
use crate::web::Failure;

impl From<ProgramProblem> for Refusal {
    fn from(problem: ProgramProblem) -> Self {
        ServiceError::Program(problem).into()
    }
}

impl Refusal {
    pub(super) fn person_needed() -> Self {
        Failure::PersonNeeded.into()
    }

    pub(super) fn program_needed() -> Self {
        Failure::ProgramNeeded.into()
    }

    pub(super) fn no_scope(scope: Scope) -> Self {
        Failure::NoScope(scope).into()
    }
}
