//! Joins: which of the flows that come decide when the rest goes on.

use reglament_definition::{Join, WaitFor};

use crate::{Span, When};

/// When a join lets go.
pub(crate) fn passes(join: &Join, flows: &[Span]) -> Span {
    let all = flows.iter().copied().reduce(Span::both).unwrap_or_default();
    let count = match join.wait_for {
        WaitFor::All => return all,
        WaitFor::Any => 1,
        WaitFor::Count(count) => usize::try_from(count).unwrap_or(usize::MAX),
        WaitFor::Taken => {
            let first = flows.iter().copied().reduce(Span::either);
            return Span {
                earliest: first.unwrap_or_default().earliest,
                ..all
            };
        }
    };
    Span::of(|line| {
        let mut known: Vec<_> = flows
            .iter()
            .filter_map(|flow| flow.get(line).at())
            .collect();
        known.sort_unstable();
        match known.get(count.saturating_sub(1)) {
            Some(at) => When::At(*at),
            None => all.get(line),
        }
    })
}
