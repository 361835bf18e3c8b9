//! Events of the whole process that happen to it while it runs. One with a button that interrupts is no part of the course
//! but a beginning of its own (`start`), and so is the catching of an error: a process that ends only so is not sound.

use reglament_definition::{ProcessEvent, ProcessTrigger, Trigger};
use reglament_expression::Shape;

use super::beside::times;
use super::{Builder, Op, assigned};

/// An event that may happen whenever something waits.
#[derive(Clone, Debug)]
pub(crate) struct Wide {
    /// Its place among the events of the process.
    pub(crate) place: usize,
    /// Holds when it may happen; absent: always.
    pub(crate) when: Option<Shape>,
    /// Happens at once when its condition is known to hold.
    pub(crate) urgent: bool,
    /// Everything open is cancelled; otherwise a side branch begins.
    pub(crate) interrupting: bool,
    /// How often in the life of an instance; none: as often as it comes.
    pub(crate) times: Option<u8>,
    pub(crate) ops: Vec<Op>,
    pub(crate) to: Vec<usize>,
}

/// Whether an event is a move of the running process.
pub(crate) fn is_wide(event: &ProcessEvent) -> bool {
    match &event.trigger {
        ProcessTrigger::Asked | ProcessTrigger::Of(Trigger::Error(_)) => !event.interrupting,
        ProcessTrigger::Of(_) => true,
    }
}

impl Builder<'_> {
    pub(super) fn wide(&self) -> Vec<Wide> {
        let events = self.definition.events.iter().enumerate();
        let wide = events.filter(|(_, event)| is_wide(event));
        wide.map(|(place, event)| self.wide_event(place, event))
            .collect()
    }

    fn wide_event(&self, place: usize, event: &ProcessEvent) -> Wide {
        let (condition, limit) = match &event.trigger {
            ProcessTrigger::Of(Trigger::When(when)) => (Some(when.shape()), Some(1)),
            // An interrupting term is not counted anew.
            ProcessTrigger::Of(Trigger::Term(_)) if event.interrupting => (None, Some(1)),
            ProcessTrigger::Of(trigger) => (None, times(trigger, event.repeat)),
            ProcessTrigger::Asked => (None, None),
        };
        let allowed = event.when.as_ref().map(|when| when.shape());
        Wide {
            place,
            urgent: condition.is_some(),
            when: condition.or(allowed),
            interrupting: event.interrupting,
            times: if event.once { Some(1) } else { limit },
            ops: assigned(&event.set),
            to: self.targets(std::slice::from_ref(&event.next)),
        }
    }
}
