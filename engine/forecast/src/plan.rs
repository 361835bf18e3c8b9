//! The order in which the steps of a definition are visited, and where it goes round. Made once per definition.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Definition, Graph, StepKind};

use crate::firm::firm_fields;

/// A definition prepared for forecasts.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) index: BTreeMap<String, usize>,
    /// Steps, each after all that lead to it; ways back are left out.
    pub(crate) order: Vec<usize>,
    /// Ways back, each with whether a bound ends the loop.
    pub(crate) back: BTreeMap<(usize, usize), bool>,
    /// Whether somebody or something is waited for at a step or further on.
    pub(crate) works: Vec<bool>,
    /// Steps that lead back to themselves.
    pub(crate) circular: BTreeSet<usize>,
    /// Fields whose value is certain.
    pub(crate) firm: BTreeSet<String>,
}

impl Plan {
    /// Prepares a definition.
    pub fn of(definition: &Definition) -> Self {
        let steps = definition.steps.iter().enumerate();
        let index: BTreeMap<String, usize> = steps.map(|(i, s)| (s.id.clone(), i)).collect();
        let known = |id: &str| index.get(id).copied();
        let targets: Vec<Vec<usize>> = definition
            .steps
            .iter()
            .map(|step| step.targets().into_iter().filter_map(known).collect())
            .collect();
        let roots = definition.start.next.iter().rev();
        let events = definition.events.iter().map(|event| &event.next);
        let roots = events.chain(roots).filter_map(|id| known(id));
        let mut search = Search {
            targets: &targets,
            state: vec![0; targets.len()],
            finished: Vec::with_capacity(targets.len()),
            back: BTreeSet::new(),
        };
        for root in roots.chain(0..targets.len()).collect::<Vec<_>>() {
            search.visit(root);
        }
        let (mut order, back) = (search.finished, search.back);
        order.reverse();
        let works = works(definition, &order, &targets);
        let (back, circular) = circles(definition, &index, back);
        Self {
            back,
            circular,
            index,
            order,
            works,
            firm: firm_fields(definition),
        }
    }
}

struct Search<'t> {
    targets: &'t [Vec<usize>],
    /// 0 not seen, 1 on the way, 2 done.
    state: Vec<u8>,
    finished: Vec<usize>,
    back: BTreeSet<(usize, usize)>,
}

impl Search<'_> {
    /// Depth first without recursion: a definition may be long.
    fn visit(&mut self, root: usize) {
        if self.state[root] != 0 {
            return;
        }
        self.state[root] = 1;
        let mut path = vec![(root, self.targets[root].len())];
        while let Some((step, left)) = path.last_mut() {
            let from = *step;
            if *left == 0 {
                self.state[from] = 2;
                self.finished.push(from);
                path.pop();
                continue;
            }
            // The last target first, so that the first one comes first in the reversed order.
            *left -= 1;
            let to = self.targets[from][*left];
            match self.state[to] {
                0 => {
                    self.state[to] = 1;
                    path.push((to, self.targets[to].len()));
                }
                1 => {
                    self.back.insert((from, to));
                }
                _ => {}
            }
        }
    }
}

/// Ways back with whether a bound ends the loop, and every step on a loop.
fn circles(
    definition: &Definition,
    index: &BTreeMap<String, usize>,
    back: BTreeSet<(usize, usize)>,
) -> (BTreeMap<(usize, usize), bool>, BTreeSet<usize>) {
    let (mut bounded, mut circular) = (BTreeMap::new(), BTreeSet::new());
    if back.is_empty() {
        return (bounded, circular);
    }
    let graph = Graph::of(definition);
    for edge in back {
        let step = definition.steps.get(edge.1);
        let node = step.and_then(|step| graph.step(&step.id));
        let circle = node.map(|node| graph.circle(node)).unwrap_or_default();
        let ids: Vec<&str> = circle
            .into_iter()
            .filter_map(|node| graph.id(node))
            .collect();
        let is_bounded = ids.iter().any(|id| {
            let step = definition.step(id);
            step.is_some_and(|step| step.repeat_limit().is_some())
        });
        bounded.insert(edge, is_bounded);
        circular.extend(ids.iter().filter_map(|id| index.get(*id)));
    }
    (bounded, circular)
}

fn works(definition: &Definition, order: &[usize], targets: &[Vec<usize>]) -> Vec<bool> {
    let mut works = vec![false; targets.len()];
    for step in order.iter().rev() {
        let waits = definition.steps.get(*step).is_some_and(|step| {
            matches!(
                step.kind,
                StepKind::UserTask(_)
                    | StepKind::Wait(_)
                    | StepKind::ForEach(_)
                    | StepKind::Call(_)
            )
        });
        works[*step] = waits || targets[*step].iter().any(|to| works[*to]);
    }
    works
}
