//! Counting a commission's votes: quorum first, then the majority, then the chair's casting vote.

use std::collections::BTreeMap;

use reglament_definition::Vote;
use serde::{Deserialize, Serialize};

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteEnd {
    /// An outcome has enough votes.
    Majority,
    /// Equal votes, and the chair's decided.
    Casting,
    /// No outcome has enough votes.
    Tie,
    /// Too few took part.
    NoQuorum,
}

impl VoteEnd {
    /// The word in `<step>.how` and in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Casting => "casting",
            Self::Tie => "tie",
            Self::NoQuorum => "no_quorum",
        }
    }
}

/// What the votes come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How it ended.
    pub how: VoteEnd,
    /// The outcome that won, if one did.
    pub outcome: Option<String>,
}

/// Counts. `needed` is the quorum in people, `chair` what the chair voted for, when that is known.
pub fn verdict(
    vote: &Vote,
    needed: u32,
    tally: &BTreeMap<String, u32>,
    chair: Option<&str>,
) -> Verdict {
    let present: u32 = tally.values().sum();
    let none = |how| Verdict { how, outcome: None };
    if present < needed {
        return none(VoteEnd::NoQuorum);
    }
    let most = tally.values().copied().max().unwrap_or(0);
    let leaders: Vec<&String> = tally
        .iter()
        .filter(|(_, votes)| **votes == most)
        .map(|(outcome, _)| outcome)
        .collect();
    let won = |how, outcome: &str| Verdict {
        how,
        outcome: Some(outcome.to_owned()),
    };
    match leaders.as_slice() {
        [one] if vote.pass.carried(most, present) => won(VoteEnd::Majority, one),
        [_, _, ..] if vote.casting => {
            let chosen = chair.filter(|chair| leaders.iter().any(|leader| leader == chair));
            chosen.map_or_else(|| none(VoteEnd::Tie), |chair| won(VoteEnd::Casting, chair))
        }
        _ => none(VoteEnd::Tie),
    }
}
