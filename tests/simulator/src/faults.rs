//! What goes wrong in a run, and how often: each seed has its own mixture, and some have none of a kind at all.
//!
//! A run in which everything fails all the time shows as little as one in which nothing does.

use std::time::Duration;

use crate::dice::Dice;

/// What an access to the store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
    Commit,
}

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreFault {
    /// Nothing was done: the database is away, or the question was not heard in time.
    Away,
    /// Everything was done, and the node is told that it failed.
    Unheard,
    /// Nothing was done: somebody else is said to have been faster.
    Conflict,
}

/// How a letter, a document or a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PostFault {
    /// Refused for now.
    Later,
    /// Refused for good.
    Refused,
    /// The connection was cut; it had arrived.
    CutAfter,
    /// The connection was cut; it had not arrived.
    CutBefore,
}

/// Times in a thousand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mixture {
    pub(crate) slow: usize,
    away: usize,
    unheard: usize,
    conflict: usize,
    later: usize,
    refused: usize,
    cut: usize,
    /// Of a hundred acts of the run: kills and starts of nodes, jumps of the clock.
    pub(crate) kills: usize,
    pub(crate) jumps: usize,
    pub(crate) repeats: usize,
}

impl Mixture {
    /// The mixture of a seed.
    pub(crate) fn of(dice: &mut Dice) -> Self {
        let mut some = |most: usize| match dice.below(3) {
            0 => 0,
            _ => dice.below(most) + 1,
        };
        Self {
            slow: some(300),
            away: some(40),
            unheard: some(40),
            conflict: some(60),
            later: some(300),
            refused: some(60),
            cut: some(200),
            kills: some(8),
            jumps: some(8),
            repeats: some(30),
        }
    }

    /// The wait before an access, what fails in it, the wait after it.
    pub(crate) fn store(
        &self,
        dice: &mut Dice,
        how: Access,
    ) -> (Duration, Option<StoreFault>, Duration) {
        let before = self.pause(dice);
        let fault = if dice.permille(self.away) {
            Some(StoreFault::Away)
        } else if how != Access::Read && dice.permille(self.unheard) {
            Some(StoreFault::Unheard)
        } else if how == Access::Commit && dice.permille(self.conflict) {
            Some(StoreFault::Conflict)
        } else {
            None
        };
        (before, fault, self.pause(dice))
    }

    /// How a delivery fails, if it does.
    pub(crate) fn post(&self, dice: &mut Dice) -> Option<PostFault> {
        if dice.permille(self.later) {
            Some(PostFault::Later)
        } else if dice.permille(self.refused) {
            Some(PostFault::Refused)
        } else if dice.permille(self.cut) {
            let arrived = dice.permille(500);
            Some(if arrived {
                PostFault::CutAfter
            } else {
                PostFault::CutBefore
            })
        } else {
            None
        }
    }

    /// Mostly nothing, sometimes milliseconds, seldom seconds.
    pub(crate) fn pause(&self, dice: &mut Dice) -> Duration {
        if !dice.permille(self.slow) {
            return Duration::ZERO;
        }
        let most = if dice.permille(30) { 3_000 } else { 30 };
        Duration::from_millis(dice.below(most) as u64 + 1)
    }
}
