//! Routing: heights for the ranks, and for every link a line of straight pieces that runs between the cards.
//!
//! Lines are vertical in their columns and change columns only in the gap between two ranks, each on a track of its own,
//! so that no two lie upon each other. A gap is as high as its tracks need.

use crate::layout::{Course, Plan, Spot};
use crate::scene::{EVENT, Link, LinkKind, Node, Scene, Shape};

/// Distance between two tracks of a gap, pixels.
const TRACK: f64 = 10.0;
/// Height of a gap beside its tracks, pixels; the arrow head needs it.
const GAP: f64 = 24.0;
/// Least distance of two lines that leave or enter a card, pixels.
const PORT: f64 = 16.0;
/// Farthest distance of two lines of a fork, pixels.
const FAN: f64 = 11.0;
/// Distance of a side lane from its card, pixels.
const LANE: f64 = 16.0;
/// Lines closer than this are one, pixels.
const SAME: f64 = 0.5;

/// A point, pixels.
pub(crate) type Point = (f64, f64);

/// Places in pixels.
pub(crate) struct Routed {
    /// Centre of each node.
    pub(crate) nodes: Vec<Point>,
    /// Corners of each link, from its first end to its last.
    pub(crate) lines: Vec<Vec<Point>>,
    /// Centre of each link's label.
    pub(crate) labels: Vec<Option<Point>>,
}

/// One piece of a line between two ranks: `gap` is the rank above it.
struct Jog {
    link: usize,
    gap: usize,
    from: f64,
    to: f64,
    track: usize,
}

/// Routes the links of a scene.
pub(crate) fn route(scene: &Scene, plan: &Plan) -> Routed {
    let ports = Ports::of(scene, plan);
    let mut jogs: Vec<Jog> = Vec::new();
    for (n, link) in scene.links.iter().enumerate() {
        jogs.extend(jogs_of(n, link, plan, &ports));
    }
    let tracks = assign_tracks(&mut jogs, plan.ranks);
    let ranks = Ranks::of(scene, plan, &tracks);
    let nodes = plan
        .nodes
        .iter()
        .map(|spot| (spot.x, ranks.centre(spot.rank)))
        .collect::<Vec<_>>();
    let lines = (0..scene.links.len())
        .map(|n| line(n, scene, plan, &ports, &jogs, &ranks))
        .collect();
    let labels = plan
        .links
        .iter()
        .map(|course| course.label.map(|at| label(at, course, &ranks)))
        .collect();
    Routed {
        nodes,
        lines,
        labels,
    }
}

fn label(at: Spot, course: &Course, ranks: &Ranks) -> Point {
    let column = course.spots.iter().find(|spot| spot.rank == at.rank);
    (column.map_or(at.x, |spot| spot.x), ranks.centre(at.rank))
}

/// Where the lines leave and enter their cards: the horizontal place at each end of each link.
struct Ports {
    out: Vec<f64>,
    into: Vec<f64>,
}

impl Ports {
    fn of(scene: &Scene, plan: &Plan) -> Self {
        let mut ports = Self {
            out: vec![0.0; scene.links.len()],
            into: vec![0.0; scene.links.len()],
        };
        for node in 0..scene.nodes.len() {
            let leaving = scene.links.iter().enumerate().filter(|(_, link)| {
                link.from == node && link.to != node && !matches!(link.kind, LinkKind::Event(_))
            });
            let wishes = leaving
                .map(|(n, link)| {
                    let course = &plan.links[n];
                    let first = course.spots.first().map(|spot| spot.x);
                    (n, first.unwrap_or(plan.nodes[link.to].x))
                })
                .collect();
            spread(
                &scene.nodes[node],
                plan.nodes[node].x,
                wishes,
                &mut ports.out,
            );
        }
        for (n, link) in scene.links.iter().enumerate() {
            if let LinkKind::Event(event) = link.kind {
                let right = plan.nodes[link.from].x + scene.nodes[link.from].width / 2.0;
                ports.out[n] = right + LANE + EVENT * event as f64 / 2.0;
            }
        }
        for node in 0..scene.nodes.len() {
            let coming =
                scene.links.iter().enumerate().filter(|(n, link)| {
                    link.to == node && link.from != node && !plan.links[*n].back
                });
            let wishes = coming
                .map(|(n, _)| {
                    let last = plan.links[n].spots.last().map(|spot| spot.x);
                    (n, last.unwrap_or(ports.out[n]))
                })
                .collect();
            spread(
                &scene.nodes[node],
                plan.nodes[node].x,
                wishes,
                &mut ports.into,
            );
        }
        ports.sides(scene, plan);
        ports
    }

    /// Links that go up enter from the left, each on a lane of its own.
    fn sides(&mut self, scene: &Scene, plan: &Plan) {
        let mut lanes = vec![0_usize; scene.nodes.len()];
        for (n, link) in scene.links.iter().enumerate() {
            let to = link.to;
            let left = plan.nodes[to].x - scene.nodes[to].width / 2.0;
            if link.from == to || plan.links[n].back {
                self.into[n] = left - LANE - TRACK * lanes[to] as f64;
                lanes[to] += 1;
            }
            if link.from == to && !matches!(link.kind, LinkKind::Event(_)) {
                self.out[n] = left + PORT;
            }
        }
    }
}

/// Gives every wish a place on the edge of a card, as near as the distance between two lines allows.
fn spread(node: &Node, centre: f64, mut wishes: Vec<(usize, f64)>, places: &mut [f64]) {
    let corner = match node.shape {
        Shape::Fork => return fan(centre, wishes, places),
        Shape::Hexagon | Shape::Pill => 26.0,
        Shape::Card => 14.0,
    };
    let (low, high) = (
        centre - node.width / 2.0 + corner,
        centre + node.width / 2.0 - corner,
    );
    wishes.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut last = f64::NEG_INFINITY;
    for (_, x) in &mut wishes {
        *x = x.clamp(low, high).max(last + PORT);
        last = *x;
    }
    let mut next = f64::INFINITY;
    for (_, x) in wishes.iter_mut().rev() {
        *x = x.min(high.max(low)).min(next - PORT);
        next = *x;
    }
    for (n, x) in wishes {
        places[n] = x;
    }
}

/// The lines of a fork stand side by side in the middle of its rhomb.
fn fan(centre: f64, mut wishes: Vec<(usize, f64)>, places: &mut [f64]) {
    wishes.sort_by(|a, b| a.1.total_cmp(&b.1));
    let last = wishes.len().saturating_sub(1) as f64;
    let step = FAN.min(2.0 * FAN / last.max(1.0));
    for (at, (n, _)) in wishes.into_iter().enumerate() {
        places[n] = centre + step * (at as f64 - last / 2.0);
    }
}

/// The columns of a link from one end to the other, with the rank that each belongs to.
fn columns(n: usize, link: &Link, plan: &Plan, ports: &Ports) -> Vec<Spot> {
    let course = &plan.links[n];
    let mut columns = vec![Spot {
        x: ports.out[n],
        rank: plan.nodes[link.from].rank,
    }];
    columns.extend(&course.spots);
    columns.push(Spot {
        x: ports.into[n],
        rank: plan.nodes[link.to].rank,
    });
    columns
}

fn jogs_of(n: usize, link: &Link, plan: &Plan, ports: &Ports) -> Vec<Jog> {
    if link.from == link.to {
        let gap = plan.nodes[link.from].rank;
        return vec![Jog {
            link: n,
            gap,
            from: ports.out[n],
            to: ports.into[n],
            track: 0,
        }];
    }
    let columns = columns(n, link, plan, ports);
    let mut gap = columns[0].rank;
    let mut jogs = Vec::new();
    for (at, pair) in columns.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        if plan.links[n].back {
            // The first piece is below the card that is left, the others above the column they come from.
            gap = if at == 0 {
                from.rank
            } else {
                from.rank.saturating_sub(1)
            };
        } else if at > 0 {
            gap = from.rank;
        }
        if (from.x - to.x).abs() > SAME {
            jogs.push(Jog {
                link: n,
                gap,
                from: from.x,
                to: to.x,
                track: 0,
            });
        }
    }
    jogs
}

/// Gives the jogs of each gap tracks on which they do not touch; answers how many tracks each gap has.
fn assign_tracks(jogs: &mut [Jog], ranks: usize) -> Vec<usize> {
    let mut tracks = vec![0_usize; ranks + 1];
    for (gap, count) in tracks.iter_mut().enumerate() {
        let mut here: Vec<&mut Jog> = jogs.iter_mut().filter(|jog| jog.gap == gap).collect();
        // Of lines going right the farthest begins lowest, of lines going left the farthest begins highest: so that
        // lines beside each other do not cross.
        here.sort_by(|a, b| order(a).total_cmp(&order(b)).then(a.link.cmp(&b.link)));
        let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
        for jog in here {
            let (low, high) = (jog.from.min(jog.to), jog.from.max(jog.to));
            let free = |track: &Vec<(f64, f64)>| {
                track
                    .iter()
                    .all(|(a, b)| high + TRACK < *a || low - TRACK > *b)
            };
            let track = taken.iter().position(free).unwrap_or_else(|| {
                taken.push(Vec::new());
                taken.len() - 1
            });
            taken[track].push((low, high));
            jog.track = track;
        }
        *count = taken.len();
    }
    tracks
}

fn order(jog: &Jog) -> f64 {
    if jog.to > jog.from {
        -jog.from
    } else {
        jog.from
    }
}

/// Heights of the ranks and of the gaps below them.
struct Ranks {
    tops: Vec<f64>,
    heights: Vec<f64>,
    tracks: Vec<usize>,
}

impl Ranks {
    fn of(scene: &Scene, plan: &Plan, tracks: &[usize]) -> Self {
        let mut heights = vec![0.0_f64; plan.ranks];
        for (node, spot) in scene.nodes.iter().zip(&plan.nodes) {
            heights[spot.rank] = heights[spot.rank].max(node.height);
        }
        for (link, course) in scene.links.iter().zip(&plan.links) {
            if let Some(at) = course.label {
                let height = link.label.len() as f64 * crate::scene::LINE;
                heights[at.rank] = heights[at.rank].max(height);
            }
        }
        let mut tops = Vec::with_capacity(plan.ranks);
        let mut y = 24.0;
        for (rank, height) in heights.iter().enumerate() {
            tops.push(y);
            y += height + GAP + TRACK * tracks[rank] as f64;
        }
        Self {
            tops,
            heights,
            tracks: tracks.to_vec(),
        }
    }

    fn centre(&self, rank: usize) -> f64 {
        let top = self.tops.get(rank).copied().unwrap_or_default();
        top + self.heights.get(rank).copied().unwrap_or_default() / 2.0
    }

    fn track(&self, jog: &Jog) -> f64 {
        let bottom = self.tops.get(jog.gap).copied().unwrap_or_default()
            + self.heights.get(jog.gap).copied().unwrap_or_default();
        let tracks = self.tracks.get(jog.gap).copied().unwrap_or_default();
        let room = GAP + TRACK * tracks as f64;
        bottom + room * (jog.track as f64 + 1.0) / (tracks as f64 + 1.0) - 4.0
    }
}

/// The corners of one link.
fn line(
    n: usize,
    scene: &Scene,
    plan: &Plan,
    ports: &Ports,
    jogs: &[Jog],
    ranks: &Ranks,
) -> Vec<Point> {
    let link = &scene.links[n];
    let (from, to) = (&scene.nodes[link.from], &scene.nodes[link.to]);
    let (from_at, to_at) = (plan.nodes[link.from], plan.nodes[link.to]);
    let mut points = match link.kind {
        LinkKind::Event(event) => {
            let y = event_height(from, ranks.centre(from_at.rank), event);
            vec![(from_at.x + from.width / 2.0, y), (ports.out[n], y)]
        }
        LinkKind::Main | LinkKind::Side => {
            let y = ranks.centre(from_at.rank) + edge_at(from, ports.out[n] - from_at.x);
            vec![(ports.out[n], y)]
        }
    };
    for jog in jogs.iter().filter(|jog| jog.link == n) {
        let y = ranks.track(jog);
        points.push((jog.from, y));
        points.push((jog.to, y));
    }
    let middle = ranks.centre(to_at.rank);
    if plan.links[n].back || link.from == link.to {
        points.push((ports.into[n], middle));
        points.push((to_at.x - to.width / 2.0, middle));
    } else {
        let y = middle - edge_at(to, ports.into[n] - to_at.x);
        points.push((ports.into[n], y));
    }
    points.dedup_by(|a, b| (a.0 - b.0).abs() < SAME && (a.1 - b.1).abs() < SAME);
    points
}

/// Height of a boundary event on the right edge of its card.
pub(crate) fn event_height(node: &Node, centre: f64, event: usize) -> f64 {
    centre + node.height / 2.0 - 15.0 - EVENT * event as f64
}

/// Distance of a node's edge from its middle line at a horizontal distance from its centre: forks are rhombs.
fn edge_at(node: &Node, x: f64) -> f64 {
    let half = node.height / 2.0;
    match node.shape {
        Shape::Fork => (half - x.abs()).max(0.0),
        Shape::Card | Shape::Pill | Shape::Hexagon => half,
    }
}
