//! Events of the whole process that happen to it while it runs. One with a button that interrupts is no part of the course, and
//! so are the catching of an error and a cancellation: a process that ends only so is not sound. Each is a beginning of its own
//! (`start`), or, where what follows or whether it is allowed hangs on what was before, a move that does not count as a way to an end.

use reglament_definition::{ProcessEvent, ProcessTrigger, Trigger};
use reglament_expression::Shape;

use super::beside::times;
use super::{Begun, Builder, Kind, Limit, Node, Op, Root, assigned};

/// An event that may happen whenever something waits.
#[derive(Clone, Debug)]
pub(crate) struct Wide {
    /// Which event of the process it is, or its cancellation.
    pub(crate) begun: Begun,
    /// Holds when it may happen; absent: always.
    pub(crate) when: Option<Shape>,
    /// Happens at once when its condition is known to hold.
    pub(crate) urgent: bool,
    /// Everything open is cancelled; otherwise a side branch begins.
    pub(crate) interrupting: bool,
    /// What only somebody's grace or an error brings: no way to an end that the process can count on.
    pub(crate) by_grace: bool,
    /// Comes only from a step that can raise an error.
    pub(crate) raised: bool,
    /// How often in the life of an instance; none: as often as it comes.
    pub(crate) times: Option<u8>,
    pub(crate) ops: Vec<Op>,
    pub(crate) to: Vec<usize>,
}

/// Whether an event is a move of the running process whatever follows it.
fn is_wide(event: &ProcessEvent) -> bool {
    match &event.trigger {
        ProcessTrigger::Asked | ProcessTrigger::Of(Trigger::Error(_)) => !event.interrupting,
        ProcessTrigger::Of(_) => true,
    }
}

impl Builder<'_> {
    pub(super) fn wide(
        &self,
        roots: &[Root],
        nodes: &[Node],
        limits: &[Option<Limit>],
    ) -> Vec<Wide> {
        let events = self.definition.events.iter().enumerate();
        let all = events.map(|(place, event)| self.wide_event(place, event));
        let found: Vec<Wide> = all.chain(self.cancelled(roots)).collect();
        let bounded = |event: &Wide| !event.by_grace && event.times.is_some();
        let bounded = found.iter().any(bounded);
        let wide = found.into_iter().filter(|event| {
            let asks = event.when.is_some();
            !event.by_grace || asks || bounded || hangs_on_the_past(&event.to, nodes, limits)
        });
        wide.collect()
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
            begun: Begun::Event(place),
            urgent: condition.is_some(),
            when: condition.or(allowed),
            interrupting: event.interrupting,
            by_grace: !is_wide(event),
            raised: matches!(event.trigger, ProcessTrigger::Of(Trigger::Error(_))),
            times: if event.once { Some(1) } else { limit },
            ops: assigned(&event.set),
            to: self.targets(std::slice::from_ref(&event.next)),
        }
    }

    /// A cancellation whose closing branch runs.
    fn cancelled(&self, roots: &[Root]) -> Option<Wide> {
        let root = roots.iter().find(|root| root.begun == Begun::Cancelled)?;
        let allowed = self.definition.cancellation.as_ref()?.when.as_ref();
        Some(Wide {
            begun: Begun::Cancelled,
            when: allowed.map(|when| when.shape()),
            urgent: false,
            interrupting: true,
            by_grace: true,
            raised: false,
            times: Some(1),
            ops: root.ops.clone(),
            to: root.to.clone(),
        })
    }
}

/// Whether what follows from these steps hangs on what was done before: on steps that can be undone, or on how often one has
/// been entered.
fn hangs_on_the_past(from: &[usize], nodes: &[Node], limits: &[Option<Limit>]) -> bool {
    let (mut seen, mut open) = (vec![false; nodes.len()], from.to_vec());
    while let Some(step) = open.pop() {
        if std::mem::replace(&mut seen[step], true) {
            continue;
        }
        if limits[step].is_some() || matches!(nodes[step].kind, Kind::Undoes(_)) {
            return true;
        }
        open.extend(nodes[step].ways.iter().flat_map(|way| &way.to));
    }
    false
}
