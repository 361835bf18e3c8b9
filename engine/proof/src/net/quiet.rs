//! Steps from which a token only goes its own way to an end: it meets no join, changes and asks no value that is followed, and
//! never comes back. Whatever it does, it can be done first, so that side branches do not multiply with the rest.

use std::collections::BTreeSet;

use reglament_definition::WaitFor;

use super::Place;
use super::side::reach;
use crate::plan::{Kind, Limit};

/// For each step, whether everything from there on is quiet.
pub(super) fn quiet(
    nodes: &[Place],
    limits: &[Option<Limit>],
    watched: Option<usize>,
) -> Vec<bool> {
    let regions = nodes.iter().filter_map(|place| match &place.kind {
        Kind::Join(gate) if gate.wait != WaitFor::All => Some(&gate.region),
        _ => None,
    });
    let regions: BTreeSet<usize> = regions.flatten().copied().collect();
    let ahead = |step: usize| {
        let roads = nodes[step].ways.iter();
        reach(
            nodes,
            limits,
            roads.flat_map(|road| road.to.iter().copied()),
        )
    };
    let own = |step: usize| {
        let place = &nodes[step];
        let alone = match &place.kind {
            Kind::Passes | Kind::Waits | Kind::Ends(false) => true,
            Kind::Join(_) | Kind::Ends(true) => false,
        };
        let calm = place.ways.iter().all(|road| {
            let touched = road.when.reads() | road.deed.reads(watched) | road.deed.writes();
            !road.urgent && road.beside.is_none() && touched == 0
        });
        let entry = place.entry.reads(watched) | place.entry.writes();
        alone && calm && entry == 0 && limits[step].is_none() && !regions.contains(&step)
    };
    let own: Vec<bool> = (0..nodes.len()).map(own).collect();
    let from_here_on = |step: usize| {
        let ahead = ahead(step);
        let all = ahead.iter().zip(&own).all(|(within, own)| !within || *own);
        own[step] && all && !ahead[step]
    };
    (0..nodes.len()).map(from_here_on).collect()
}
