//! Compensations: the undo steps are ways out of the step that runs them, though its token stays until nothing is left.

use reglament_definition::Compensate;

use super::{Builder, Kind, Node, Plan, Told, Way};

impl Plan<'_> {
    /// The compensations that run this step, each with the step that it undoes then.
    pub(crate) fn undone_by(&self, by: usize) -> impl Iterator<Item = (usize, usize)> {
        let runs = self.nodes.iter().enumerate();
        runs.flat_map(move |(run, node)| {
            node.ways.iter().filter_map(move |way| match way.told {
                Told::Undone(step, own) if own == by => Some((run, step)),
                _ => None,
            })
        })
    }
}

impl Builder<'_> {
    pub(super) fn compensate(&self, compensate: &Compensate) -> Node {
        let place = |id: &str| self.index.get(id).copied();
        let named = compensate.steps.iter();
        let mut undone: Vec<(usize, usize)> = named
            .filter_map(|id| {
                let by = self.definition.step(id)?.undo.as_deref()?;
                Some((place(id)?, place(by)?))
            })
            .collect();
        undone.sort_unstable();
        undone.dedup();
        let on = Way {
            urgent: true,
            ..self.way(Told::Quiet, &compensate.next)
        };
        let undoing = undone.iter().map(|(step, by)| Way {
            urgent: true,
            to: vec![*by],
            ..self.way(Told::Undone(*step, *by), &[])
        });
        Node {
            ways: std::iter::once(on).chain(undoing).collect(),
            kind: Kind::Undoes(undone.iter().map(|(step, _)| *step).collect()),
            entry: Vec::new(),
        }
    }
}
