//! What is known of a step after a walk: when it is entered, due and left, and by which ways.

use reglament_core::DueDate;

use crate::Span;

/// What is known of a step after the walk.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// A token stands there now.
    pub(crate) live: bool,
    pub(crate) entered: Span,
    pub(crate) due: [Option<DueDate>; 3],
    pub(crate) left: Span,
    pub(crate) exits: Vec<Exit>,
}

/// A way out and when it is taken.
#[derive(Clone, Debug)]
pub(crate) struct Exit {
    pub(crate) targets: Vec<usize>,
    pub(crate) span: Span,
    /// Whether it is a side branch: the step itself goes on.
    pub(crate) is_beside: bool,
}

impl Visit {
    /// The same step once more: the earliest of the first time, the latest of the last.
    pub(crate) fn and(self, later: Self) -> Self {
        let [earliest, expected, latest] = self.due;
        let [_, again, last] = later.due;
        let mut exits = self.exits;
        for exit in later.exits {
            match exits.iter_mut().find(|known| known.targets == exit.targets) {
                Some(known) => known.span = known.span.either(exit.span),
                None => exits.push(exit),
            }
        }
        Self {
            live: self.live || later.live,
            entered: self.entered.either(later.entered),
            due: [earliest, again.or(expected), last.or(latest)],
            left: self.left.either(later.left),
            exits,
        }
    }
}
