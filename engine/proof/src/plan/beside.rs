//! Events beside the course: the step goes on, and a side branch begins.

use reglament_definition::{Recurrence, Step, Trigger};

use super::Builder;
use crate::limits::MAX_COMINGS;

/// An event that does not interrupt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// Its place among the events of its step.
    pub(crate) place: usize,
    /// Its place among all such events of the process.
    pub(crate) event: usize,
    /// How often it may happen while the step waits.
    pub(crate) times: u8,
    /// It may happen more often than it is taken to.
    pub(crate) more: bool,
}

impl Builder<'_> {
    /// The event with this place among those of the step, if it does not interrupt.
    pub(super) fn beside(&self, step: &Step, place: usize) -> Option<Beside> {
        let event = step.on.get(place).filter(|event| !event.interrupting)?;
        let before = self.definition.steps.iter();
        let before = before.take_while(|other| other.id != step.id);
        let earlier = before
            .map(|other| beside(other, other.on.len()))
            .sum::<usize>();
        let times = times(&event.trigger, event.repeat);
        Some(Beside {
            place: beside(step, place),
            event: earlier + beside(step, place),
            times: times.unwrap_or(MAX_COMINGS).min(MAX_COMINGS),
            more: times.is_none_or(|times| times > MAX_COMINGS),
        })
    }
}

/// How many of the first so many events of a step do not interrupt it.
fn beside(step: &Step, count: usize) -> usize {
    let events = step.on.iter().take(count);
    events.filter(|event| !event.interrupting).count()
}

/// How often an event may happen at most; none: as often as it comes.
pub(super) fn times(trigger: &Trigger, repeat: Option<Recurrence>) -> Option<u8> {
    match (trigger, repeat) {
        (Trigger::When(_), _) | (Trigger::Term(_), None) => Some(1),
        (Trigger::Term(_), Some(repeat)) => repeat
            .times
            .map(|times| u8::try_from(times).unwrap_or(u8::MAX)),
        (Trigger::Message(_) | Trigger::Error(_), _) => None,
    }
}
