//! A picture of a definition with everything in its place: what the SVG is written from.
//!
//! It is the same for every instance; how one stands is painted over it (`Marks`).

use reglament_definition::{Definition, Language};

use crate::layout::{Dagre, Layout};
use crate::marks::{Marks, Stand};
use crate::route::{Point, Routed, event_height, route};
use crate::scene::{LINE, LinkKind, Node, Scene, Shape};
use crate::separate::separate;

/// Distance of the picture from its frame, pixels.
const MARGIN: f64 = 20.0;

/// A picture.
pub struct Drawing {
    pub(crate) title: String,
    pub(crate) language: Language,
    pub(crate) nodes: Vec<(Node, Point)>,
    pub(crate) lines: Vec<Line>,
    pub(crate) events: Vec<EventMark>,
    pub(crate) left: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A line with its label.
pub(crate) struct Line {
    /// Index of the node it comes from.
    pub(crate) from: usize,
    /// Index of the node it goes to.
    pub(crate) to: usize,
    pub(crate) kind: LinkKind,
    pub(crate) points: Vec<Point>,
    pub(crate) label: Option<(Point, Vec<String>, f64)>,
}

/// A boundary event on the edge of its card.
pub(crate) struct EventMark {
    pub(crate) at: Point,
    pub(crate) kind: &'static str,
}

impl Drawing {
    /// Draws a definition; the same definition always gives the same picture.
    pub fn of(definition: &Definition, language: Language) -> Self {
        let scene = Scene::of(definition, language);
        let mut plan = Dagre.plan(&scene);
        separate(&scene, &mut plan);
        let routed = route(&scene, &plan);
        let title = definition
            .title
            .text(language == Language::English)
            .to_owned();
        assemble(scene, routed, title, language)
    }

    /// How a node stands: a step by its mark; a fork as the step before it; the start and events of the process as what
    /// comes after them.
    pub(crate) fn stand(&self, node: usize, marks: &Marks) -> Stand {
        let mut at = node;
        // Forks never follow each other, so one look is enough.
        if let Some((fork, _)) = self.nodes.get(node)
            && fork.shape == Shape::Fork
            && let Some(line) = self.lines.iter().find(|line| line.to == node)
        {
            at = line.from;
        }
        let Some((found, _)) = self.nodes.get(at) else {
            return Stand::Ahead;
        };
        if found.is_step {
            return marks.of(&found.id).stand;
        }
        let after = self.lines.iter().filter(|line| line.from == at);
        let reached = |line: &Line| {
            let (next, _) = &self.nodes[line.to];
            next.is_step && marks.of(&next.id).stand != Stand::Ahead
        };
        if after.into_iter().any(reached) {
            Stand::Passed
        } else {
            Stand::Ahead
        }
    }

    /// Width and height, pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }
}

fn assemble(scene: Scene, routed: Routed, title: String, language: Language) -> Drawing {
    let events = scene
        .nodes
        .iter()
        .zip(&routed.nodes)
        .flat_map(|(node, (x, y))| {
            node.events
                .iter()
                .enumerate()
                .map(move |(n, kind)| EventMark {
                    at: (x + node.width / 2.0, event_height(node, *y, n)),
                    kind,
                })
        })
        .collect();
    let lines: Vec<Line> = scene
        .links
        .into_iter()
        .zip(routed.lines)
        .zip(routed.labels)
        .map(|((link, points), label)| Line {
            from: link.from,
            to: link.to,
            kind: link.kind,
            points,
            label: label.map(|at| (at, link.label, link.label_width)),
        })
        .collect();
    let nodes: Vec<(Node, Point)> = scene.nodes.into_iter().zip(routed.nodes).collect();
    let (mut left, mut right, mut bottom) = (f64::INFINITY, 0.0_f64, 0.0_f64);
    for (node, (x, y)) in &nodes {
        left = left.min(x - node.width / 2.0);
        right = right.max(x + node.width / 2.0);
        bottom = bottom.max(y + node.height / 2.0);
    }
    for line in &lines {
        for (x, y) in &line.points {
            left = left.min(*x);
            right = right.max(*x);
            bottom = bottom.max(*y);
        }
        if let Some(((x, y), text, width)) = &line.label {
            left = left.min(x - width / 2.0);
            right = right.max(x + width / 2.0);
            bottom = bottom.max(y + text.len() as f64 * LINE / 2.0);
        }
    }
    Drawing {
        title,
        language,
        nodes,
        lines,
        events,
        left: left - MARGIN,
        width: right - left + 2.0 * MARGIN,
        height: bottom + MARGIN,
    }
}

#[cfg(test)]
impl Drawing {
    /// Boxes that lie upon each other, by name: cards and labels.
    pub(crate) fn overlaps(&self) -> Vec<String> {
        let cards = self
            .nodes
            .iter()
            .map(|(node, (x, y))| (node.name.clone(), *x, *y, node.width, node.height));
        let labels = self.lines.iter().filter_map(|line| {
            let ((x, y), text, width) = line.label.as_ref()?;
            Some((text.join(" "), *x, *y, *width, text.len() as f64 * LINE))
        });
        let boxes: Vec<_> = cards.chain(labels).collect();
        let mut found = Vec::new();
        for (n, a) in boxes.iter().enumerate() {
            for b in &boxes[n + 1..] {
                let apart = (a.1 - b.1).abs() >= (a.3 + b.3) / 2.0
                    || (a.2 - b.2).abs() >= (a.4 + b.4) / 2.0;
                if !apart {
                    found.push(format!("«{}» and «{}»", a.0, b.0));
                }
            }
        }
        found
    }
}
