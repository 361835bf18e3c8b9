//! Draws the variant of a test: which questions, in which order, with their options in which order.
//!
//! The luck comes with the command and is not kept: the variant is recorded as it was drawn, and is never drawn again.

use reglament_definition::{Bank, Question, Step, TestStep};
use sha2::{Digest, Sha256};

use super::test::drawn;
use crate::{Drawn, scribe::Scribe};

pub(super) fn draw(scribe: &Scribe<'_>, step: &Step, test: &TestStep, bank: &Bank) -> Vec<Drawn> {
    let instance = scribe.instance();
    let mut luck = Luck {
        seed: scribe.context.outside.seed,
        // Whoever knows the seed of one instance knows nothing of another.
        of: format!("{}/{}", instance.id().as_str(), step.id),
        turn: 0,
    };
    let mut chosen: Vec<&Question> = Vec::new();
    if bank.sections.is_empty() {
        chosen.extend(luck.some(bank.questions.iter().collect(), test.questions));
    }
    for section in &bank.sections {
        let of = |question: &&Question| question.topic.as_ref() == Some(&section.id);
        let questions = bank.questions.iter().filter(of).collect();
        chosen.extend(luck.some(questions, section.draw));
    }
    let all = chosen.len();
    let chosen = luck.some(chosen, all);
    let draw = |question: &Question| {
        drawn(question, |options| {
            let all = options.len();
            luck.some(options, all)
        })
    };
    chosen.into_iter().map(draw).collect()
}

/// Numbers that cannot be guessed, made from a seed.
struct Luck {
    seed: u64,
    of: String,
    turn: u64,
}

impl Luck {
    fn next(&mut self) -> u64 {
        self.turn += 1;
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(self.of.as_bytes());
        hash.update(self.turn.to_be_bytes());
        let bytes = hash.finalize();
        bytes
            .iter()
            .take(8)
            .fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }

    /// `count` of the list in an order of luck. With a few thousand items the remainder of a 64-bit number is even enough.
    fn some<T>(&mut self, mut list: Vec<T>, count: usize) -> Vec<T> {
        let mut taken = Vec::new();
        while taken.len() < count && !list.is_empty() {
            let left = u64::try_from(list.len()).unwrap_or(1);
            let place = usize::try_from(self.next() % left).unwrap_or(0);
            taken.push(list.swap_remove(place));
        }
        taken
    }
}
