//! Applies incidents: what holds a token, and that it is free again.

use chrono::{DateTime, Utc};

use crate::{Incident, IncidentEvent, Instance};

pub(super) fn apply(instance: &mut Instance, event: &IncidentEvent, at: DateTime<Utc>) {
    match event {
        IncidentEvent::Raised {
            incident,
            token,
            step,
            code,
            ru,
            en,
        } => {
            instance.last_incident = instance.last_incident.max(incident.0);
            let raised = Incident {
                token: *token,
                step: step.clone(),
                code: code.clone(),
                ru: ru.clone(),
                en: en.clone(),
                at,
            };
            instance.incidents.insert(*incident, raised);
        }
        IncidentEvent::Passed { incident, step, .. } => {
            instance.incidents.remove(incident);
            instance.steps.entry(step.clone()).or_default().passed = true;
        }
        IncidentEvent::Resolved { incident } => {
            instance.incidents.remove(incident);
        }
    }
}
