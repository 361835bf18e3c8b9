//! Another edition of the calendar arrives in a world, as it does when the program starts with a newer one.
//!
//! What the instances make of it is the engine's business.

use reglament_calendar::Calendar;
use reglament_core::{Actor, Command, InstanceId, Rejection};

use super::{Gift, World};

impl World<'_> {
    /// Every running instance counts its open dates anew by `calendar`.
    ///
    /// # Errors
    /// The rejection of an instance.
    pub fn change_calendar(&mut self, calendar: &Calendar) -> Result<(), Rejection> {
        self.calendar = calendar.clone();
        self.note(Gift::Calendar(Box::new(calendar.clone())));
        let running = self.instances.values().filter(|found| found.is_running());
        let ids: Vec<InstanceId> = running.map(|found| found.id().clone()).collect();
        ids.iter()
            .try_for_each(|id| self.execute(id, Actor::System, Command::Recompute))
    }
}
