//! Graphs: nested blocks, of which an edge may be bent, and free ones.

use reglament_definition::*;

use super::Graph;
use super::fields::name;
use crate::dice::Dice;

/// A block that goes on to `next`; answers its first step.
pub(super) fn block(graph: &mut Graph, dice: &mut Dice, depth: usize, next: usize) -> usize {
    let way = vec![name(next)];
    if depth == 0 {
        return graph.any(dice, way);
    }
    match dice.below(7) {
        0 | 1 => {
            let second = block(graph, dice, depth - 1, next);
            block(graph, dice, depth - 1, second)
        }
        2 => {
            let (a, b) = (
                block(graph, dice, depth - 1, next),
                block(graph, dice, depth - 1, next),
            );
            graph.choice(dice, vec![name(a)], vec![name(b)])
        }
        3 => {
            let join = graph.join(dice, way);
            let (a, b) = (
                block(graph, dice, depth - 1, join),
                block(graph, dice, depth - 1, join),
            );
            graph.task(dice, vec![name(a), name(b)], None)
        }
        4 => {
            let join = graph.taken(way.clone());
            let (a, b) = (
                block(graph, dice, depth - 1, join),
                block(graph, dice, depth - 1, join),
            );
            let none = if dice.chance(50) {
                vec![name(join)]
            } else {
                way
            };
            graph.inclusive(vec![name(a)], vec![name(b)], none)
        }
        5 => {
            // Back to the body until it is enough.
            let again = graph.choice(dice, way, vec![]);
            let body = block(graph, dice, depth - 1, again);
            graph.second(again, vec![name(body)]);
            body
        }
        _ => {
            let aside = block(graph, dice, depth - 1, next);
            let waits = match dice.chance(30) {
                true => graph.many(dice, way),
                false => graph.task(dice, way, None),
            };
            graph.happens(dice, waits, vec![name(aside)]);
            waits
        }
    }
}

impl Graph {
    /// Nested blocks, now and then with one edge bent.
    pub(super) fn blocks(&mut self, dice: &mut Dice) {
        let end = self.add(StepKind::End(End {
            terminates: false,
            error: None,
        }));
        let depth = if dice.chance(90) { 2 } else { 3 };
        let first = block(self, dice, depth, end);
        self.first = vec![first];
        if dice.chance(45) {
            self.bend(dice);
        }
    }

    /// Sets the second way of a choice.
    pub(super) fn second(&mut self, step: usize, next: Vec<String>) {
        match &mut self.steps[step].kind {
            StepKind::Decision(decision) => decision.otherwise = next,
            StepKind::UserTask(task) => task.outcomes[1].next = next,
            _ => {}
        }
    }

    /// Leads one way of one step elsewhere.
    pub(super) fn bend(&mut self, dice: &mut Dice) {
        let (step, to) = (
            dice.below(self.steps.len()),
            name(dice.below(self.steps.len())),
        );
        match &mut self.steps[step].kind {
            StepKind::UserTask(task) if task.next.len() > 1 => task.next[1] = to,
            StepKind::UserTask(task) => task.next = vec![to],
            StepKind::Decision(decision) => decision.otherwise = vec![to],
            StepKind::Join(join) => join.next = vec![to],
            StepKind::Wait(wait) => wait.next = vec![to],
            StepKind::End(end) => end.terminates = true,
            _ => {}
        }
        if let StepKind::UserTask(task) = &mut self.steps[step].kind {
            task.next.dedup();
        }
    }

    pub(super) fn free(&mut self, dice: &mut Dice) {
        let count = 4 + dice.below(7);
        for step in 0..count {
            let way = |dice: &mut Dice| {
                let one = |dice: &mut Dice| match dice.chance(10) {
                    true => name(dice.below(count)),
                    false => name((step + 1 + dice.below(3)).min(count - 1)),
                };
                let mut way = vec![one(dice)];
                if dice.chance(20) {
                    way.push(one(dice));
                }
                way.dedup();
                way
            };
            if step + 1 == count || dice.chance(6) {
                let terminates = dice.chance(40);
                self.add(StepKind::End(End {
                    terminates,
                    error: None,
                }));
                continue;
            }
            let (a, b) = (way(dice), way(dice));
            match dice.below(7) {
                6 => {
                    let none = way(dice);
                    self.inclusive(a, b, none)
                }
                0 | 1 => self.any(dice, a),
                2 => self.join(dice, a),
                3 => self.choice(dice, a, b),
                _ => {
                    let task = self.task(dice, a, None);
                    if dice.chance(30) {
                        self.happens(dice, task, b);
                    }
                    task
                }
            };
        }
        self.first = vec![0];
    }
}
