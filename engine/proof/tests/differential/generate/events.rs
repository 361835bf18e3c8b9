//! Events of the whole process.

use reglament_definition::*;

use super::Graph;
use super::fields::{expression, name, term};
use crate::dice::Dice;

impl Graph {
    /// Now and then an event or two.
    pub(super) fn events(&mut self, dice: &mut Dice) {
        while self.events.len() < 2 && dice.chance(15) {
            let to = dice.below(self.steps.len());
            let next = self.branch(dice, to);
            self.event(dice, next);
        }
    }

    /// Now and then the instance may be cancelled, and a closing branch runs.
    pub(super) fn cancellation(&mut self, dice: &mut Dice) {
        if dice.chance(12) {
            let to = dice.below(self.steps.len());
            let next = self.branch(dice, to);
            self.cancellation = Some(Cancellation {
                title: Title::russian("Прекратить"),
                basis: vec![],
                when: dice.chance(30).then(|| expression("f != 'b'")),
                roles: vec!["clerk".into()],
                next: vec![name(next)],
            });
        }
        // Nobody can ask for anything before something waits.
        let asked = |event: &ProcessEvent| event.interrupting && event.is_button();
        if self.cancellation.is_some() || self.events.iter().any(asked) {
            let first = self.first.iter().map(|step| name(*step)).collect();
            self.first = vec![self.task(dice, first, None)];
        }
    }

    fn branch(&mut self, dice: &mut Dice, to: usize) -> usize {
        match dice.below(10) {
            0..5 => self.task(dice, vec![name(to)], None),
            5..8 => self.compensate(vec![name(to)]),
            _ => to,
        }
    }

    fn event(&mut self, dice: &mut Dice, next: usize) {
        let place = self.events.len();
        let conditions = [format!("(e{place} ?? 0) > 5"), "f == 'a'".to_owned()];
        let trigger = match dice.below(5) {
            0 => ProcessTrigger::Of(Trigger::Message(format!("e{place}"))),
            1 => ProcessTrigger::Of(Trigger::Term(term())),
            2 => ProcessTrigger::Of(Trigger::When(expression(&conditions[dice.below(2)]))),
            _ => ProcessTrigger::Asked,
        };
        let asked = trigger == ProcessTrigger::Asked;
        let set = match dice.chance(30) {
            true => vec![("f".to_owned(), expression("'b'"))],
            false => vec![],
        };
        self.events.push(ProcessEvent {
            id: format!("e{place}"),
            title: Title::russian(format!("Событие {place}")),
            basis: vec![],
            trigger,
            when: (asked && dice.chance(30)).then(|| expression("f == 'a'")),
            roles: vec!["clerk".into()],
            applicant: false,
            interrupting: dice.chance(50),
            once: asked && dice.chance(30),
            repeat: None,
            set,
            next: name(next),
        });
    }

    pub(super) fn has_side_branches(&self) -> bool {
        let mut steps = self.steps.iter().flat_map(|step| &step.on);
        let mut events = self.events.iter();
        steps.any(|event| !event.interrupting) || events.any(|event| !event.interrupting)
    }
}
