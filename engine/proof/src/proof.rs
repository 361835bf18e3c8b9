//! The proof of a package: every question about every process.

use std::collections::BTreeMap;

use reglament_calendar::Calendar;
use reglament_definition::Package;
use serde::Serialize;

use crate::data::doubts::doubts;
use crate::data::levels::levels;
use crate::data::passed::{Passed, passed};
use crate::data::unread::unread;
use crate::dates::{KeptPromises, promises};
use crate::decisions::decisions;
use crate::limits::MAX_STATES;
use crate::net::build::net;
use crate::plan::plan;
use crate::roles::somebody_left;
use crate::soundness::{Soundness, soundness};
use crate::verdict::Verdict;

/// The answers about one process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Ends, joins, dead steps, bounds.
    pub soundness: Soundness,
    /// Nothing is read before it is written.
    pub written_first: Verdict,
    /// No document has a blank that nobody was asked to fill in.
    pub no_blanks: Verdict,
    /// Fields that nothing reads.
    pub unread: Vec<String>,
    /// Somebody is left for every task.
    pub somebody_left: Verdict,
    /// Every case of a decision can hold.
    pub cases: Verdict,
    /// Every `otherwise` can be taken.
    pub otherwise: Verdict,
    /// The promised terms and orders of dates are kept.
    pub promises: KeptPromises,
}

/// Proves every process of a package.
pub fn prove(package: &Package) -> BTreeMap<String, Proof> {
    let passed = passed(package);
    let processes = package.definitions.keys();
    let proofs =
        processes.filter_map(|id| Some((id.clone(), one(package, id, &passed, MAX_STATES)?)));
    proofs.collect()
}

/// Proves one process of a package, looking at no more than so many states for its soundness; none when the package has
/// no such process.
pub fn prove_process(package: &Package, id: &str, states: usize) -> Option<Proof> {
    one(package, id, &passed(package), states)
}

fn one(package: &Package, id: &str, passed: &Passed, states: usize) -> Option<Proof> {
    let definition = package.definitions.get(id)?;
    let plan = plan(definition);
    let levels = levels(&plan, passed);
    let doubts = doubts(&levels);
    let decisions = decisions(definition);
    Some(Proof {
        soundness: soundness(&plan, &net(&levels, None), states),
        written_first: doubts.sticking,
        no_blanks: doubts.blanks,
        unread: unread(&plan, package),
        somebody_left: somebody_left(definition, &package.organisation),
        cases: decisions.cases,
        otherwise: decisions.otherwise,
        promises: promises(&plan, &Calendar::russia()),
    })
}
