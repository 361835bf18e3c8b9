//! How an instance begins, and where an event of the process begins it anew.
//!
//! An event of the process cancels everything that is open, so what follows it is a beginning of its own: nothing of the
//! state before it is left but the data.

use super::tasks::filled;
use super::{Builder, Op};

/// A beginning.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) begun: Begun,
    pub(crate) ops: Vec<Op>,
    pub(crate) to: Vec<usize>,
}

/// What begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    /// Somebody filled in the form of the start.
    Form,
    /// The schedule, which fills in nothing.
    Schedule,
    /// A parent; the fields come from its form and from what it gives.
    Child,
    /// An event of the process, by its place.
    Event(usize),
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
                Begun::Form | Begun::Child | Begun::Event(_) => filled(&start.form, None),
            };
            let to = to.clone();
            Root { begun, ops, to }
        });
    let events = builder.definition.events.iter().enumerate();
    let events = events.map(|(place, event)| Root {
        begun: Begun::Event(place),
        ops: Vec::new(),
        to: builder.targets(std::slice::from_ref(&event.next)),
    });
    begun.chain(events).collect()
}
