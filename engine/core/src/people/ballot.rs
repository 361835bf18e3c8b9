//! The ballot box of secret votes: how many votes each outcome has, and nothing about who gave them.
//!
//! A secret ballot never enters the journal: there it would stand beside the event that the member took part. The box
//! is kept outside, only ever counts, and is read when the vote is closed; the closing event holds the whole count.

use std::collections::BTreeMap;

use reglament_definition::{Definition, StepKind};

use crate::{Command, Instance, Request};

/// A vote to be dropped into the box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot {
    /// Step.
    pub step: String,
    /// Which run of the step.
    pub run: u32,
    /// What the vote is for.
    pub outcome: String,
}

/// The boxes of one instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    counts: BTreeMap<Ballot, u32>,
}

impl Ballots {
    /// Drops votes into a box.
    pub fn drop_in(&mut self, ballot: Ballot, votes: u32) {
        *self.counts.entry(ballot).or_insert(0) += votes;
    }

    /// What a box holds: outcome -> votes.
    pub fn of(&self, step: &str, run: u32) -> BTreeMap<String, u32> {
        self.counts
            .iter()
            .filter(|(ballot, _)| ballot.step == step && ballot.run == run)
            .map(|(ballot, votes)| (ballot.outcome.clone(), *votes))
            .collect()
    }
}

/// The secret ballot that an accepted request gives, if it gives one. `before` is the instance as the request met it.
pub fn ballot(definition: &Definition, before: &Instance, request: &Request) -> Option<Ballot> {
    let Command::CompleteTask { task, outcome, .. } = &request.command else {
        return None;
    };
    let task = before.tasks.get(task)?;
    let StepKind::UserTask(kind) = &definition.step(&task.step)?.kind else {
        return None;
    };
    kind.vote.as_ref().filter(|vote| vote.secret)?;
    Some(Ballot {
        step: task.step.clone(),
        run: before.steps.get(&task.step).map_or(0, |step| step.runs),
        outcome: outcome.clone()?,
    })
}
