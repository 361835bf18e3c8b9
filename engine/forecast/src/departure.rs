//! How a step was left: by a way of its own, by an event on it, or because something else took its token away.
//!
//! The journal says only when a step was left. What tells the three apart is which steps began at that instant; only what
//! was left by a way of its own or by an event says how long it usually takes.

use chrono::{DateTime, Utc};
use reglament_core::{Instance, StepRecord};
use reglament_definition::{Definition, Step, StepKind, ways_out};

/// How a step was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Departure {
    /// It was done.
    Done,
    /// This event of the step interrupted it.
    Event(u32),
    /// A join, an event of the process or the end of the instance made it superfluous.
    TakenAway,
}

/// How the last run of a step was left at `at`.
pub(crate) fn departure(
    definition: &Definition,
    instance: &Instance,
    (step, record): (&Step, &StepRecord),
    at: DateTime<Utc>,
) -> Departure {
    let next = Next {
        definition,
        instance,
        at,
    };
    let ways = own_ways(step);
    let is_done = match &step.kind {
        StepKind::UserTask(task) => {
            let asked = task.signed_by.len().max(1);
            // Silence gives an outcome without a signature.
            let silent = task.silence.is_some() && record.outcome.is_some();
            let is_closed = record.vote.as_ref().map(|vote| vote.how.is_some());
            is_closed.unwrap_or(record.signatures.len() >= asked || silent)
        }
        _ => ways.iter().any(|way| next.began_at_once(way)),
    };
    if is_done {
        return Departure::Done;
    }
    let mut events = (0u32..).zip(&step.on).filter(|(_, on)| on.interrupting);
    if let Some((number, _)) = events.find(|(_, on)| next.began_at_once(&on.next)) {
        return Departure::Event(number);
    }
    let is_task = matches!(step.kind, StepKind::UserTask(_));
    match !is_task && ways.iter().any(|way| next.was_reached(way)) {
        true => Departure::Done,
        false => Departure::TakenAway,
    }
}

/// The ways out of a step without those of its events and of its bound.
pub(crate) fn own_ways(step: &Step) -> Vec<&[String]> {
    let mut ways = ways_out(step);
    let events = step.on.iter().filter(|event| !event.next.is_empty());
    let others = events.count() + usize::from(step.repeat_limit().is_some());
    ways.truncate(ways.len().saturating_sub(others));
    ways
}

/// What became of the steps after the one that was left at `at`.
struct Next<'i> {
    definition: &'i Definition,
    instance: &'i Instance,
    at: DateTime<Utc>,
}

impl Next<'_> {
    fn began(&self, step: &str) -> Option<DateTime<Utc>> {
        self.instance.steps().get(step)?.started_at
    }

    fn began_at_once(&self, way: &[String]) -> bool {
        way.iter().any(|id| self.began(id) == Some(self.at))
    }

    /// Whether its steps began some time later. A flow that waits in a join leaves no trace: it counts, unless the
    /// instance ended at that instant.
    fn was_reached(&self, way: &[String]) -> bool {
        let swept = !self.instance.is_running() && *self.instance.last_at() == self.at;
        way.iter().all(|id| {
            let kind = self.definition.step(id).map(|step| &step.kind);
            let is_join = matches!(kind, Some(StepKind::Join(_)));
            self.began(id).is_some_and(|began| began >= self.at) || is_join && !swept
        })
    }
}
