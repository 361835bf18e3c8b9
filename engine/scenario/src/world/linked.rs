//! What a start reads of another instance that it is linked to.
//!
//! Only facts are handed over; which of them are used is the definition's business.

use reglament_core::LinkedInstance;

use super::World;

impl World<'_> {
    /// The linked instance under a receipt code, as a start reads it.
    pub fn linked(&self, receipt: &str) -> Option<LinkedInstance> {
        let found = self
            .instances
            .values()
            .find(|instance| instance.receipt() == receipt)?;
        Some(LinkedInstance {
            id: found.id().clone(),
            process: found.definition().as_ref()?.process.clone(),
            data: found.data().clone(),
            started_at: *found.started_at(),
        })
    }
}
