//! Steps from which a token only goes its own way to an end: it meets no join, changes and asks no value that is followed, and
//! never comes back. Whatever it does, it can be done first, so that side branches do not multiply with the rest.

use std::collections::BTreeSet;

use reglament_definition::WaitFor;

use super::side::reach;
use super::wide::Broad;
use super::{Opening, Place};
use crate::plan::{Kind, Limit};

/// For each step, whether it is quiet and only side branches lead to it, whose number is bounded. The tokens of the course
/// itself are not passed over, or their piling up would be.
pub(super) fn side_quiet(
    nodes: &[Place],
    limits: &[Option<Limit>],
    watched: Option<usize>,
    starts: &[Opening],
    broad: &[Broad],
) -> Vec<bool> {
    let quiet = quiet(nodes, limits, watched);
    let all_quiet = |to: &[usize]| to.iter().all(|step| quiet[*step]);
    let mut open: Vec<usize> = starts.iter().flat_map(|start| start.to.clone()).collect();
    for event in broad {
        if event.interrupting || !all_quiet(&event.to) {
            open.extend(&event.to);
        }
    }
    let mut course = vec![false; nodes.len()];
    while let Some(step) = open.pop() {
        if std::mem::replace(&mut course[step], true) {
            continue;
        }
        let roads = nodes[step].ways.iter();
        let roads = roads.filter(|road| road.beside.is_none() || !all_quiet(&road.to));
        open.extend(roads.flat_map(|road| &road.to));
        open.extend(limits[step].map(|limit| limit.then));
    }
    let both = quiet.iter().zip(course);
    both.map(|(quiet, course)| *quiet && !course).collect()
}

/// For each step, whether everything from there on is quiet.
fn quiet(nodes: &[Place], limits: &[Option<Limit>], watched: Option<usize>) -> Vec<bool> {
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
            Kind::Join(_) | Kind::Ends(true) | Kind::Undoes(_) => false,
        };
        let calm = place.ways.iter().all(|road| {
            let touched = road.when.reads() | road.deed.reads(watched) | road.deed.writes();
            !road.urgent && road.beside.is_none() && touched == 0
        });
        let entry = place.entry.reads(watched) | place.entry.writes() | place.touches;
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
