//! Boxes of secret votes: read before the decision that may count them, filled with its batch.
//!
//! The box only counts: who voted is in the journal, what for is not.

use reglament_core::{Ballot, InstanceId, StepRecord};

use super::batch::Batch;
use crate::{port::BallotRow, service::ServiceError};

impl Batch {
    /// Reads the boxes of an instance where a secret vote is open.
    pub(super) async fn open_boxes(&mut self, id: &InstanceId) -> Result<(), ServiceError> {
        let work = self.work.get(id).ok_or(ServiceError::NotFound)?;
        let secret = |step: &StepRecord| {
            let vote = step.vote.as_ref();
            vote.is_some_and(|vote| vote.secret && vote.how.is_none())
        };
        let open = work.now.steps().values().any(secret);
        if open && !self.ballots.contains_key(id) {
            let read = self.shared.store.ballots(id).await?;
            self.ballots.insert(id.clone(), read);
        }
        Ok(())
    }

    pub(super) fn drop_ballot(&mut self, id: &InstanceId, secret: Option<Ballot>) {
        if let Some(ballot) = secret {
            let boxes = self.ballots.entry(id.clone()).or_default();
            boxes.drop_in(ballot.clone(), 1);
            self.changes.ballots.push(BallotRow {
                instance: id.clone(),
                ballot,
                votes: 1,
            });
        }
    }
}
