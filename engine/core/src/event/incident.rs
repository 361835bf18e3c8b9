//! Incidents: something that a person must look at holds a token.

use crate::{IncidentId, TokenId};

/// What happens to incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentEvent {
    /// The instance is stuck at a step until a person acts.
    Raised {
        /// Incident.
        incident: IncidentId,
        /// Token that is stuck, if one is.
        token: Option<TokenId>,
        /// Step.
        step: String,
        /// Stable code.
        code: String,
        /// What happened, in Russian.
        ru: String,
        /// The same in English.
        en: String,
    },
    /// The instance goes on without the step that was stuck; who decided so stands beside the event.
    Passed {
        /// Incident.
        incident: IncidentId,
        /// The step that was not done.
        step: String,
        /// Where it goes on; empty after a step that only undoes another.
        to: Vec<String>,
        /// Why.
        reason: String,
    },
    /// An incident was dealt with.
    Resolved {
        /// Incident.
        incident: IncidentId,
    },
}

impl From<IncidentEvent> for super::Event {
    fn from(event: IncidentEvent) -> Self {
        Self::Incident(event)
    }
}
