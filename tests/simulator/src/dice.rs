//! Dice of a seed: the same falls on every machine. There is no other randomness in a simulated run.

use std::sync::{Mutex, MutexGuard, PoisonError};

use reglament_runtime::Ids;

/// SplitMix64.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 when `end` is.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.bits() % end).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(crate) fn permille(&mut self, of_thousand: usize) -> bool {
        self.below(1_000) < of_thousand
    }

    /// One of these; the slice must not be empty.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Other dice, which fall independently of what these do later.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.bits())
    }
}

/// Identifiers of a run. Nodes share them, so that two nodes never draw the same one.
#[derive(Debug)]
pub(crate) struct SeededIds(Mutex<Dice>);

impl SeededIds {
    pub(crate) fn new(dice: Dice) -> Self {
        Self(Mutex::new(dice))
    }

    fn dice(&self) -> MutexGuard<'_, Dice> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ids for SeededIds {
    fn random(&self) -> u64 {
        self.dice().bits()
    }
}
