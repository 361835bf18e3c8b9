//! Conditions over the values that are followed. A condition that reads anything else may turn out either way.

use super::variable::{ANY, SET, Variable};

/// A condition as far as the values that are followed decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Always or never.
    Constant(bool),
    /// Either.
    Open,
    /// The variable has one of the values whose bits are set; bit 0 is "unset".
    Is(usize, u64),
    /// Not so.
    Not(Box<Condition>),
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
}

/// What a condition says of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It holds or it does not.
    Known(bool),
    /// It may turn out either way.
    Either,
    /// It hangs on a variable whose value must be chosen first.
    Split(usize),
}

impl Condition {
    pub(crate) fn ask(&self, values: &[u8], variables: &[Variable]) -> Answer {
        match self {
            Self::Constant(truth) => Answer::Known(*truth),
            Self::Open => Answer::Either,
            Self::Is(variable, wanted) => is(*variable, *wanted, values, variables),
            Self::Not(inner) => match inner.ask(values, variables) {
                Answer::Known(truth) => Answer::Known(!truth),
                other => other,
            },
            Self::All(parts) => series(parts, true, values, variables),
            Self::Any(parts) => series(parts, false, values, variables),
        }
    }

    /// Variables that it reads, as bits.
    pub(crate) fn reads(&self) -> u64 {
        match self {
            Self::Constant(_) | Self::Open => 0,
            Self::Is(variable, _) => 1 << variable,
            Self::Not(inner) => inner.reads(),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().fold(0, |bits, part| bits | part.reads())
            }
        }
    }
}

fn is(variable: usize, wanted: u64, values: &[u8], variables: &[Variable]) -> Answer {
    let possible = variables[variable].possible(values[variable]);
    match (possible & wanted, possible & !wanted) {
        (0, _) => Answer::Known(false),
        (_, 0) => Answer::Known(true),
        _ => Answer::Split(variable),
    }
}

/// All (`truth`) or any of the parts: one part that is different decides; a choice comes before a guess.
fn series(parts: &[Condition], truth: bool, values: &[u8], variables: &[Variable]) -> Answer {
    let mut answer = Answer::Known(truth);
    for part in parts {
        match (part.ask(values, variables), answer) {
            (Answer::Known(known), _) if known != truth => return Answer::Known(!truth),
            (Answer::Known(_), _) | (Answer::Either, Answer::Split(_)) => {}
            (Answer::Split(_), Answer::Split(_)) => {}
            (other, _) => answer = other,
        }
    }
    answer
}

/// The values of a variable that stand for more than one value.
pub(crate) fn is_vague(value: u8) -> bool {
    value == ANY || value == SET
}
