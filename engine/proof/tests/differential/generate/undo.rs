//! Compensations, and steps that can be undone.

use reglament_definition::*;

use super::Graph;
use super::fields::{expression, name};
use crate::dice::Dice;

impl Graph {
    /// A step that undoes; what, is said when all steps are there (`undoing`).
    pub(super) fn compensate(&mut self, next: Vec<String>) -> usize {
        let steps = vec![];
        self.add(StepKind::Compensate(Compensate { steps, next }))
    }

    /// If something is to be undone: a few steps that can be, and the steps that undo them, to which nothing leads.
    pub(super) fn undoing(&mut self, dice: &mut Dice) {
        let runs = |step: &Step| matches!(step.kind, StepKind::Compensate(_));
        if !self.steps.iter().any(runs) {
            return;
        }
        let (course, mut by) = (self.steps.len(), 0);
        for time in 0..1 + dice.below(3) {
            if time == 0 || dice.chance(80) {
                by = self.undo_step(dice, course);
            }
            let undone = dice.below(course);
            self.steps[undone].undo = Some(name(by));
            // What undoes may be undone, even by what it undoes.
            if dice.chance(12) {
                let back = match dice.chance(50) {
                    true => self.undo_step(dice, course),
                    false => course,
                };
                if back != by {
                    self.steps[by].undo = Some(name(back));
                    self.steps[back].undo = dice.chance(50).then(|| name(by));
                }
            }
        }
        let undone = self.steps.iter().filter(|step| step.undo.is_some());
        let undone: Vec<String> = undone.map(|step| step.id.clone()).collect();
        for step in &mut self.steps {
            if let StepKind::Compensate(compensate) = &mut step.kind {
                compensate.steps.clone_from(&undone);
                if dice.chance(30) {
                    compensate.steps.swap_remove(dice.below(undone.len()));
                }
            }
        }
    }

    /// A step beside the course that leads nowhere, or now and then on.
    fn undo_step(&mut self, dice: &mut Dice, course: usize) -> usize {
        let next = match dice.chance(15) {
            true => vec![name(dice.below(course))],
            false => vec![],
        };
        let step = match dice.below(5) {
            0 => {
                let values = vec![("f".to_owned(), expression("'b'"))];
                self.add(StepKind::Set(SetStep { values, next }))
            }
            1 => self.many(dice, next),
            _ => self.task(dice, next, None),
        };
        let waits = !matches!(self.steps[step].kind, StepKind::Set(_));
        if waits && dice.chance(20) {
            let to = name(dice.below(course));
            self.happens(dice, step, vec![to]);
        }
        step
    }
}
