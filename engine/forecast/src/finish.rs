//! When the whole is over: every token of a fork must be gone, unless one of them comes to an end that ends everything.

use std::collections::BTreeMap;

use reglament_definition::StepKind;

use crate::walk::Walk;
use crate::{Line, Span, When};

/// The end of the instance.
pub(crate) fn finish(walk: &Walk<'_>) -> Span {
    Span::of(|line| {
        let mut search = Search {
            walk,
            line,
            gone: BTreeMap::new(),
            over: BTreeMap::new(),
        };
        let mut end = search.together(&walk.roots);
        for branch in &walk.passing.branches {
            if branch.span.get(line) == When::Never {
                continue;
            }
            // The quickest instance is over before the event comes, unless nobody knows when.
            match (line, branch.interrupts) {
                (Line::Earliest, true) => end = end.sooner(search.together(&[branch.to])),
                (Line::Earliest, false) => {}
                _ => end = end.later(search.together(&[branch.to])),
            }
        }
        end
    })
}

struct Search<'w, 'a> {
    walk: &'w Walk<'a>,
    line: Line,
    /// When everything that a step leads to is gone; none while it is being worked out (a loop).
    gone: BTreeMap<usize, Option<When>>,
    /// By when a step leads to an end that ends everything: perhaps on the earliest line, certainly on the others.
    over: BTreeMap<usize, Option<When>>,
}

impl Search<'_, '_> {
    /// When the tokens at all these steps are gone.
    fn together(&mut self, steps: &[usize]) -> When {
        let gone = steps
            .iter()
            .map(|step| self.gone(*step))
            .fold(When::Never, When::later);
        let over = steps.iter().filter_map(|step| self.over(*step));
        over.fold(gone, When::sooner)
    }

    fn gone(&mut self, step: usize) -> When {
        if let Some(known) = self.gone.get(&step) {
            return known.unwrap_or(When::Never);
        }
        self.gone.insert(step, None);
        let Some(visit) = self.walk.visits.get(step).and_then(Option::as_ref) else {
            return When::Never;
        };
        let mut found = When::Never;
        let mut is_left = false;
        for exit in &visit.exits {
            let at = exit.span.get(self.line);
            if at == When::Never || exit.is_beside && self.line == Line::Earliest {
                continue;
            }
            is_left = true;
            // A flow that ends in a join or goes round once more is gone when it sets out.
            let way = match self.together(&exit.targets) {
                When::Never => at,
                way => way,
            };
            found = match self.line {
                Line::Earliest => found.sooner(way),
                Line::Expected | Line::Latest => found.later(way),
            };
        }
        if !is_left {
            found = visit.left.get(self.line);
        }
        self.gone.insert(step, Some(found));
        found
    }

    fn over(&mut self, step: usize) -> Option<When> {
        if let Some(known) = self.over.get(&step) {
            return *known;
        }
        self.over.insert(step, None);
        let visit = self.walk.visits.get(step).and_then(Option::as_ref)?;
        let ends = self.walk.step(step).map(|step| &step.kind);
        if let Some(StepKind::End(end)) = ends {
            let left = visit.left.get(self.line);
            let found =
                ((end.terminates || end.error.is_some()) && left.at().is_some()).then_some(left);
            self.over.insert(step, found);
            return found;
        }
        let mut all: Option<When> = None;
        for exit in &visit.exits {
            if exit.span.get(self.line) == When::Never || exit.is_beside {
                continue;
            }
            let targets = exit.targets.iter();
            let way = targets.filter_map(|to| self.over(*to)).reduce(When::sooner);
            all = match (self.line, way) {
                // One way is enough for the quickest; every way must lead there for the others.
                (Line::Earliest, None) => all,
                (Line::Earliest, Some(way)) => Some(all.map_or(way, |known| known.sooner(way))),
                (Line::Expected | Line::Latest, None) => return None,
                (Line::Expected | Line::Latest, Some(way)) => {
                    Some(all.map_or(way, |known| known.later(way)))
                }
            };
        }
        self.over.insert(step, all);
        all
    }
}
