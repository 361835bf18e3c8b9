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
            let next = match dice.chance(60) {
                true => self.task(dice, vec![name(to)], None),
                false => to,
            };
            self.event(dice, next);
        }
    }

    fn event(&mut self, dice: &mut Dice, next: usize) {
        let place = self.events.len();
        let conditions = [format!("(e{place} ?? 0) > 5"), "f == 'a'".to_owned()];
        let trigger = match dice.below(4) {
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
            interrupting: !asked && dice.chance(50),
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
