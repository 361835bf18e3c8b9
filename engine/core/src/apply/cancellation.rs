//! Applies the cancellation of an instance.

use crate::{Cancelling, Event, Instance, Status};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::CancellationBegun { reason, by } = event {
        instance.cancelling = Some(Cancelling {
            reason: reason.clone(),
            by: by.clone(),
        });
    }
    if let Event::InstanceCancelled { reason, .. } = event {
        instance.cancelling = None;
        instance.status = Status::Cancelled {
            reason: reason.clone(),
        };
    }
}
