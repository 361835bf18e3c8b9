//! Brings what is left of an instance under work before its erasure is decided. What is left was found out by whoever gave the
//! order; here it is only compared with where the instance stands.

use std::sync::Arc;

use reglament_core::{Instance, InstanceId};
use reglament_definition::Definition;

use super::{Order, Target, batch::Batch};
use crate::{port::ChangeSet, service::ServiceError};

impl Batch {
    /// An erasure is decided on what is left of the instance. Gives the instance as it was.
    pub(super) fn lay_bare(
        &mut self,
        order: &Order,
        id: &InstanceId,
    ) -> Result<Option<Instance>, ServiceError> {
        let Target::Erased(left) = &order.target else {
            return Ok(None);
        };
        let work = self.work.get_mut(id).ok_or(ServiceError::NotFound)?;
        if work.hash != left.hash || work.now.seq() != left.instance.seq() {
            let why = "the instance moved on while it was being erased";
            return Err(ServiceError::Unavailable(why.into()));
        }
        Ok(Some(std::mem::replace(
            &mut work.now,
            left.instance.clone(),
        )))
    }

    /// A refused order leaves the instance as it was: on its definition, and whole.
    pub(super) fn put_back(
        &mut self,
        id: &InstanceId,
        former: Option<Arc<Definition>>,
        whole: Option<Instance>,
    ) {
        let Some(work) = self.work.get_mut(id) else {
            return;
        };
        if let Some(former) = former {
            work.definition = former;
        }
        if let Some(whole) = whole {
            work.now = whole;
        }
    }
}

/// Puts what is left beside the events of an erasure. False: the order is none.
pub(super) fn noted(changes: &mut ChangeSet, order: &Order) -> bool {
    let Target::Erased(left) = &order.target else {
        return false;
    };
    changes.erasures.push(left.change.clone());
    true
}
