//! Facts from outside the instance that a decision may need: rows of registers, and luck for receipt codes.
//!
//! Which registers a definition reads is known from its text; whoever runs the engine hands in those and no others.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Definition, StepKind};
use reglament_expression::{Expression, REGISTER, Value, outside_parts};
use sha2::{Digest, Sha256};

use crate::InstanceId;

/// Letters and digits that cannot be mistaken for each other.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Letters of a receipt code.
const CODE_LETTERS: usize = 8;
/// Letters of a code for verification: 60 bits, so that valid codes cannot be found by trying.
const VERIFICATION_LETTERS: usize = 12;

/// Facts from outside the instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Rows of the registers that the definition reads, in the order of their numbers: `number`, `registered_on`,
    /// `instance` and the columns.
    pub registers: BTreeMap<String, Vec<Value>>,
    /// A number that cannot be guessed, new for every command: receipt codes of children are made from it.
    pub seed: u64,
}

impl Outside {
    /// The receipt code of a child that begins without being asked for by anybody.
    pub(crate) fn receipt(&self, child: &InstanceId) -> String {
        let code = self.letters(child.as_str(), CODE_LETTERS);
        format!("{}-{}", &code[..4], &code[4..])
    }

    /// The code printed on a document of a register, by which anybody can ask whether it is valid. Nothing about the
    /// instance can be told from it.
    pub(crate) fn verification_code(&self, register: &str, year: i32, number: u32) -> String {
        let place = format!("verification {register} {year} {number}");
        let code = self.letters(&place, VERIFICATION_LETTERS);
        format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
    }

    fn letters(&self, what: &str, count: usize) -> String {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(what.as_bytes());
        let bytes = hash.finalize();
        let letters = bytes.iter().take(count);
        letters
            .map(|byte| char::from(LETTERS[usize::from(byte & 31)]))
            .collect()
    }
}

/// The registers whose rows decisions about instances of `definition` need.
pub fn registers_read(definition: &Definition) -> BTreeSet<String> {
    let lists = definition.steps.iter().filter_map(|step| each(&step.kind));
    let names = lists.flat_map(Expression::reads);
    let listed = names.filter_map(|path| match outside_parts(path.first()?) {
        Some((REGISTER, id)) => Some(id.to_owned()),
        _ => None,
    });
    let counted = definition.indicators.values();
    let counted = counted.flat_map(|set| set.registers());
    listed.chain(counted.map(str::to_owned)).collect()
}

fn each(kind: &StepKind) -> Option<&Expression> {
    match kind {
        StepKind::ForEach(step) => step.each.as_ref().map(|each| &each.list),
        StepKind::UserTask(task) => task.each.as_ref().map(|each| &each.list),
        StepKind::Call(_)
        | StepKind::Compensate(_)
        | StepKind::Decision(_)
        | StepKind::Join(_)
        | StepKind::Wait(_)
        | StepKind::Send(_)
        | StepKind::Mail(_)
        | StepKind::Document(_)
        | StepKind::Set(_)
        | StepKind::Service(_)
        | StepKind::Publish(_)
        | StepKind::Test(_)
        | StepKind::Regrade(_)
        | StepKind::End(_) => None,
    }
}
