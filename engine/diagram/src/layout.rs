//! Layered layout: which rank and which column every node and every long link gets, without heights yet.
//!
//! The crate `dagre` does the work behind the trait `Layout`, so that another one can take its place. Links that go
//! back are laid out as a second link downwards from their target, which keeps a column free for the way up.

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, layout};

use crate::route::Point;
use crate::scene::{EVENT, LINE, Link, LinkKind, Scene};

/// A place in a column: horizontal centre in pixels, and the rank from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) rank: usize,
}

/// How a link runs between its ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Course {
    /// Columns that it passes, from its first end to its last.
    pub(crate) spots: Vec<Spot>,
    /// Where its label stands, if it has one.
    pub(crate) label: Option<Spot>,
    /// Whether it goes up.
    pub(crate) back: bool,
}

/// The layout of a scene.
pub(crate) struct Plan {
    /// For each node.
    pub(crate) nodes: Vec<Spot>,
    /// For each link.
    pub(crate) links: Vec<Course>,
    /// How many ranks there are.
    pub(crate) ranks: usize,
}

/// Something that can lay out a scene.
pub(crate) trait Layout {
    /// Lays it out; the same scene always gives the same plan.
    fn plan(&self, scene: &Scene) -> Plan;
}

/// The layout by the crate `dagre`.
pub(crate) struct Dagre;

impl Layout for Dagre {
    fn plan(&self, scene: &Scene) -> Plan {
        let back = back_links(scene);
        let mut graph = graph(scene, &back);
        let options = LayoutOptions {
            nodesep: 44.0,
            ranksep: 60.0,
            edgesep: 22.0,
            ..LayoutOptions::default()
        };
        layout(&mut graph, Some(options));
        read(scene, &back, &graph)
    }
}

type Dagred = Graph<NodeLabel, EdgeLabel>;

fn graph(scene: &Scene, back: &[bool]) -> Dagred {
    let mut graph: Dagred = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    for (n, node) in scene.nodes.iter().enumerate() {
        let label = NodeLabel {
            width: node.width + 2.0 * side_room(node.events.len()),
            height: node.height,
            ..NodeLabel::default()
        };
        graph.set_node(name(n), Some(label));
    }
    for (n, link) in scene.links.iter().enumerate() {
        if link.from == link.to {
            continue;
        }
        if back[n] {
            let turn = turn(n);
            let label = NodeLabel {
                width: 8.0,
                height: 1.0,
                ..NodeLabel::default()
            };
            graph.set_node(turn.clone(), Some(label));
            // The label stands beside the way up, which is what is drawn.
            edge(&mut graph, &name(link.from), &turn, n, EdgeLabel::default());
            edge(&mut graph, &name(link.to), &turn, n, link_label(link));
        } else {
            edge(
                &mut graph,
                &name(link.from),
                &name(link.to),
                n,
                link_label(link),
            );
        }
    }
    graph
}

fn edge(graph: &mut Dagred, from: &str, to: &str, n: usize, label: EdgeLabel) {
    graph.set_edge(from, to, Some(label), Some(&format!("e{n}")));
}

fn link_label(link: &Link) -> EdgeLabel {
    let mut label = EdgeLabel {
        weight: match link.kind {
            LinkKind::Main => 4,
            LinkKind::Side => 2,
            LinkKind::Event(_) => 1,
        },
        ..EdgeLabel::default()
    };
    if !link.label.is_empty() {
        label.width = link.label_width + 12.0;
        label.height = link.label.len() as f64 * LINE;
    }
    label
}

fn side_room(events: usize) -> f64 {
    events as f64 * EVENT / 2.0
}

fn name(node: usize) -> String {
    format!("n{node}")
}

fn turn(link: usize) -> String {
    format!("t{link}")
}

/// Links to a node from which one came, walking from the start and then from everything not yet seen.
fn back_links(scene: &Scene) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); scene.nodes.len()];
    for (n, link) in scene.links.iter().enumerate() {
        out[link.from].push(n);
    }
    let mut back = vec![false; scene.links.len()];
    let mut seen = vec![false; scene.nodes.len()];
    let mut on_path = vec![false; scene.nodes.len()];
    for root in 0..scene.nodes.len() {
        if seen[root] {
            continue;
        }
        seen[root] = true;
        on_path[root] = true;
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(link) = out[*node].get(*next).copied() else {
                on_path[*node] = false;
                path.pop();
                continue;
            };
            *next += 1;
            let to = scene.links[link].to;
            if on_path[to] {
                back[link] = true;
            } else if !seen[to] {
                seen[to] = true;
                on_path[to] = true;
                path.push((to, 0));
            }
        }
    }
    back
}

/// Reads the plan out of the laid-out graph. Ranks that hold neither a node nor a label are left out.
fn read(scene: &Scene, back: &[bool], graph: &Dagred) -> Plan {
    let at = |n: usize| {
        let node = graph.node(&name(n));
        node.map_or((0.0, 0.0), |node| {
            (node.x.unwrap_or_default(), node.y.unwrap_or_default())
        })
    };
    let edge = |from: &str, to: &str, n: usize| graph.edge(from, to, Some(&format!("e{n}")));
    let nodes: Vec<(f64, f64)> = (0..scene.nodes.len()).map(at).collect();
    let mut heights: Vec<f64> = nodes.iter().map(|(_, y)| *y).collect();
    let mut courses: Vec<(Vec<Point>, Option<Point>)> = Vec::new();
    for (n, link) in scene.links.iter().enumerate() {
        let (from, to) = (name(link.from), name(link.to));
        let course = if back[n] {
            edge(&to, &turn(n), n)
        } else {
            edge(&from, &to, n)
        };
        let label = course
            .filter(|_| !link.label.is_empty())
            .and_then(|edge| Some((edge.x?, edge.y?)));
        heights.extend(label.map(|(_, y)| y));
        courses.push((course.map(inner).unwrap_or_default(), label));
    }
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    let rank = |y: f64| heights.iter().position(|height| (height - y).abs() < 0.5);
    let spot = |(x, y): (f64, f64)| rank(y).map(|rank| Spot { x, rank });
    let links = courses.into_iter().enumerate().map(|(n, (points, label))| {
        let mut spots: Vec<Spot> = points.into_iter().filter_map(spot).collect();
        if back[n] {
            spots.reverse();
        }
        Course {
            spots,
            label: label.and_then(spot),
            back: back[n],
        }
    });
    Plan {
        nodes: nodes
            .iter()
            .map(|&point| spot(point).unwrap_or(Spot { x: 0.0, rank: 0 }))
            .collect(),
        links: links.collect(),
        ranks: heights.len(),
    }
}

/// The points of an edge between its two ends.
fn inner(edge: &EdgeLabel) -> Vec<(f64, f64)> {
    let last = edge.points.len().saturating_sub(1);
    let inner = edge.points.get(1..last).unwrap_or_default();
    inner.iter().map(|point| (point.x, point.y)).collect()
}
