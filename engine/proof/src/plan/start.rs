//! How an instance begins, and where an event of the process begins it anew.
//!
//! An event of the process cancels everything that is open, so what follows it is a beginning of its own: nothing of the
//! state before it is left but the data. Where more is remembered (what can be undone, how often a step was entered) it is a
//! move (`wide`).

use super::tasks::filled;
use super::{Builder, Op, assigned};

/// A beginning.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) begun: Begun,
    pub(crate) ops: Vec<Op>,
    pub(crate) to: Vec<usize>,
}

impl Begun {
    /// Whether everything open was cancelled before.
    pub(crate) fn anew(&self) -> bool {
        matches!(self, Self::Event(_) | Self::Cancelled)
    }
}

/// What begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    /// Somebody filled in the form of the start.
    Form,
    /// The schedule, which fills in nothing.
    Schedule,
    /// A parent; the fields come from its form and from what it gives.
    Child,
    /// An event of the process, by its place.
    Event(usize),
    /// A cancellation whose closing branch runs.
    Cancelled,
}

pub(crate) fn roots(builder: &Builder<'_>) -> Vec<Root> {
    let start = &builder.definition.start;
    let to = builder.targets(&start.next);
    let by_form = start.public || !start.roles.is_empty();
    let ways = [
        (
            by_form || (!start.child && start.cron.is_none()),
            Begun::Form,
        ),
        (start.cron.is_some(), Begun::Schedule),
        (start.child, Begun::Child),
    ];
    let begun = ways
        .into_iter()
        .filter(|(open, _)| *open)
        .map(|(_, begun)| {
            let ops = match begun {
                Begun::Schedule => Vec::new(),
                Begun::Form | Begun::Child | Begun::Event(_) | Begun::Cancelled => {
                    filled(&start.form, None)
                }
            };
            let to = to.clone();
            Root { begun, ops, to }
        });
    let events = builder.definition.events.iter().enumerate();
    let events = events.map(|(place, event)| Root {
        begun: Begun::Event(place),
        ops: assigned(&event.set),
        to: builder.targets(std::slice::from_ref(&event.next)),
    });
    let cancelled = builder.definition.cancellation.iter();
    let cancelled = cancelled.filter(|cancelled| !cancelled.next.is_empty());
    let cancelled = cancelled.map(|cancelled| Root {
        begun: Begun::Cancelled,
        ops: Vec::new(),
        to: builder.targets(&cancelled.next),
    });
    begun.chain(events).chain(cancelled).collect()
}
