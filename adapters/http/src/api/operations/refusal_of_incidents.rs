//! Refusals around incidents, and around files: why a step is not skipped, why a file is not taken.

use reglament_core::{FileProblem, PassingRefusal, Rejection};
use reglament_runtime::ServiceError;

use super::Refusal;

impl Refusal {
    /// What going on without a step may meet.
    pub(super) fn of_passing() -> [Self; 4] {
        [
            PassingRefusal::NotYours,
            PassingRefusal::ReasonNeeded,
            PassingRefusal::NoWayOn,
            PassingRefusal::UnknownWay,
        ]
        .map(|refusal| Rejection::Passing(refusal).into())
    }

    pub(super) fn incident_closed() -> Self {
        Rejection::IncidentClosed.into()
    }

    /// What an upload may meet.
    pub(super) fn of_uploads() -> [Self; 5] {
        [
            FileProblem::Name,
            FileProblem::Empty,
            FileProblem::TooLarge,
            FileProblem::Kind,
            FileProblem::Contents,
        ]
        .map(|problem| ServiceError::File(problem).into())
    }
}
