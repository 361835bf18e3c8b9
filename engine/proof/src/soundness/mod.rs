//! Soundness: from every state an end can be reached, no token is lost, no step is dead, tokens do not pile up.
//!
//! "Improper" is what the engine cannot mend by itself: a join that waits for a flow that can no longer come, a wait whose
//! condition can no longer become true, a token that a join swallows because the same flow had come before, tokens that
//! grow in number with every round. Tokens that an end with `terminates` or an event of the process cancels are no loss: the
//! author asked for it. Messages and children are assumed to come at some time.

mod faults;
mod telling;

use serde::Serialize;

use crate::beyond::unjudged;
use crate::limits::{MAX_COMINGS, MAX_JOIN_FLOWS};
use crate::net::Net;
use crate::net::explore::{Manner, walk};
use crate::plan::{Kind, Plan};
use crate::story::Story;
use crate::verdict::Verdict;
use faults::{Fault, faults, hinges, shorten};
use telling::Prover;

/// The four properties of one process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Soundness {
    /// An end can be reached from every state: nothing starves and nothing goes round for ever.
    pub completes: Verdict,
    /// No token is lost at a join.
    pub keeps_tokens: Verdict,
    /// Tokens never pile up.
    pub bounded: Verdict,
    /// Every step is executed on some path.
    pub no_dead_step: Verdict,
    /// States looked at.
    pub states: usize,
}

/// Proves or refutes.
pub(crate) fn soundness(plan: &Plan<'_>, net: &Net, budget: usize) -> Soundness {
    let unjudged = unjudged(plan.definition);
    if !unjudged.is_empty() {
        return undecided(&Verdict::Unjudged(unjudged));
    }
    let wide = plan
        .nodes
        .iter()
        .any(|node| matches!(&node.kind, Kind::Join(gate) if gate.from.len() > MAX_JOIN_FLOWS));
    if wide {
        return undecided(&Verdict::Undecided {
            limit: "MAX_JOIN_FLOWS",
            value: MAX_JOIN_FLOWS,
        });
    }
    let manner = Manner {
        budget,
        reduce: true,
        first: false,
    };
    let found = walk(net, manner);
    let mut ways = faults(&found);
    if !ways.is_empty() {
        shorten(net, found.states.len(), &mut ways);
    }
    let prover = Prover { plan, net };
    let stories = |wanted: fn(&Fault) -> bool| -> Vec<Story> {
        let wanted = ways.iter().filter(|(fault, _)| wanted(fault));
        wanted
            .map(|(fault, (way, state))| prover.story(fault, way, state))
            .collect()
    };
    let answer = |stories: Vec<Story>, whole: bool| match (stories.is_empty(), whole) {
        (true, false) => cut(budget),
        _ => Verdict::of(stories),
    };
    let whole = !found.cut && found.growing.is_none();
    let hinges = whole && hinges(&found);
    let told: Vec<usize> = ways.keys().filter_map(Fault::stops).collect();
    Soundness {
        completes: match stories(stops) {
            stories if stories.is_empty() && hinges => Verdict::Undecided {
                limit: "MAX_COMINGS",
                value: usize::from(MAX_COMINGS),
            },
            stories => answer(stories, whole),
        },
        keeps_tokens: answer(stories(|f| matches!(f, Fault::Lost(..))), whole),
        bounded: answer(stories(|f| matches!(f, Fault::Piling(_))), !found.cut),
        no_dead_step: match whole {
            true => Verdict::of(prover.dead(&found, &told)),
            false => cut(budget),
        },
        states: found.states.len(),
    }
}

fn stops(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Starved(_) | Fault::Stuck(_) | Fault::Endless(_)
    )
}

fn cut(budget: usize) -> Verdict {
    Verdict::Undecided {
        limit: "MAX_STATES",
        value: budget,
    }
}

fn undecided(answer: &Verdict) -> Soundness {
    Soundness {
        completes: answer.clone(),
        keeps_tokens: answer.clone(),
        bounded: answer.clone(),
        no_dead_step: answer.clone(),
        states: 0,
    }
}
