//! Sees to it that nothing in a rank lies upon its neighbour: cards, labels, and lines that only pass.
//!
//! The layout keeps them apart nearly always; where its alignment of long lines does not, what stands on the right moves.

use crate::layout::Plan;
use crate::scene::{EVENT, Scene};

/// Least distance between two things of a rank, pixels.
const APART: f64 = 14.0;

/// One thing of a rank, and where its place is kept.
struct Item {
    x: f64,
    half: f64,
    owner: Owner,
}

enum Owner {
    Node(usize),
    Spot { link: usize, spot: usize },
    Label(usize),
}

/// Moves apart what is too near.
pub(crate) fn separate(scene: &Scene, plan: &mut Plan) {
    for rank in 0..plan.ranks {
        let mut items = items(scene, plan, rank);
        items.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut edge = f64::NEG_INFINITY;
        for item in &mut items {
            let least = edge + APART + item.half;
            if item.x < least {
                item.x = least;
                settle(plan, item);
            }
            edge = item.x + item.half;
        }
    }
}

fn items(scene: &Scene, plan: &Plan, rank: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for (n, (node, spot)) in scene.nodes.iter().zip(&plan.nodes).enumerate() {
        if spot.rank == rank {
            let events = node.events.len() as f64 * EVENT / 2.0;
            items.push(Item {
                x: spot.x,
                half: node.width / 2.0 + events,
                owner: Owner::Node(n),
            });
        }
    }
    for (n, (link, course)) in scene.links.iter().zip(&plan.links).enumerate() {
        let labelled = course.label.filter(|label| label.rank == rank);
        let spot = course.spots.iter().position(|spot| spot.rank == rank);
        let half = labelled.map_or(0.0, |_| link.label_width / 2.0 + 5.0);
        let item = match (spot, labelled) {
            (Some(spot), _) => Item {
                x: course.spots[spot].x,
                half,
                owner: Owner::Spot { link: n, spot },
            },
            (None, Some(label)) => Item {
                x: label.x,
                half,
                owner: Owner::Label(n),
            },
            (None, None) => continue,
        };
        items.push(item);
    }
    items
}

fn settle(plan: &mut Plan, item: &Item) {
    match item.owner {
        Owner::Node(n) => plan.nodes[n].x = item.x,
        Owner::Spot { link, spot } => plan.links[link].spots[spot].x = item.x,
        Owner::Label(n) => {
            if let Some(label) = &mut plan.links[n].label {
                label.x = item.x;
            }
        }
    }
}
