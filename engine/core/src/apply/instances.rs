//! Applies what happens to the instance as a whole: its beginning, data, migration, cancellation and end.

use chrono::{DateTime, Utc};

use super::migration;
use crate::{Cancelling, Erasure, Instance, InstanceEvent, Status};

pub(super) fn apply(instance: &mut Instance, event: &InstanceEvent, at: DateTime<Utc>) {
    match event {
        InstanceEvent::Started {
            definition,
            receipt,
            origin: _,
            parent,
            data,
            links,
        } => {
            instance.definition = Some(definition.clone());
            instance.receipt.clone_from(receipt);
            instance.parent.clone_from(parent);
            instance.data.clone_from(data);
            instance.links.clone_from(links);
            instance.status = Status::Running;
            instance.started_at = at;
        }
        InstanceEvent::DataSet { values } => instance.data.extend(values.clone()),
        InstanceEvent::DataCorrected {
            values, changes, ..
        } => {
            instance.data.extend(values.clone());
            for change in changes {
                super::date(instance, change);
            }
        }
        InstanceEvent::Migrated {
            from: _,
            to,
            steps,
            roles,
            terms,
        } => {
            instance.definition = Some(to.clone());
            migration::rename(instance, steps);
            migration::hand_over(instance, roles);
            migration::terms(instance, terms);
        }
        InstanceEvent::CancellationBegun { reason, by } => {
            instance.cancelling = Some(Cancelling {
                reason: reason.clone(),
                by: by.clone(),
            });
        }
        InstanceEvent::Cancelled { reason, by: _ } => {
            instance.cancelling = None;
            instance.status = Status::Cancelled {
                reason: reason.clone(),
            };
        }
        InstanceEvent::Erased { act, on, scope, .. } => {
            // Contacts that go after everything went leave nothing less.
            let before = instance.erased.as_ref().map(|erasure| erasure.scope);
            instance.erased = Some(Erasure {
                act: act.clone(),
                on: *on,
                scope: before.map_or(*scope, |before| before.min(*scope)),
            });
        }
        InstanceEvent::Ended { step, error } => {
            instance.status = Status::Ended {
                step: step.clone(),
                error: error.clone(),
            };
        }
    }
}
