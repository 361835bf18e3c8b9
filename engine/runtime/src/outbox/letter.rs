//! One try of one letter.

use reglament_core::{LetterFact, LetterPurpose};

use super::Outbox;
use crate::{
    limits::{DIGEST_PATIENCE, LETTER_PATIENCE},
    port::{BounceRow, Delivery, OutboxEnd, OutboxRow, OutboxState},
};

impl Outbox {
    pub(super) async fn letter(&self, row: &OutboxRow, fact: &LetterFact) -> OutboxEnd {
        match self.held(row, fact).await {
            Ok(Some(end)) => return end,
            Ok(None) => {}
            Err(error) => return self.end(row, row.state, Some(error.to_string())),
        }
        let letter = match self.shared.outgoing(row, fact).await {
            Ok(letter) => letter,
            Err(error) => return self.end(row, row.state, Some(error.to_string())),
        };
        match self.mailer.send(&letter).await {
            Delivery::Sent => self.end(row, OutboxState::Sent, None),
            Delivery::Refused(why) => self.end(row, OutboxState::Refused, Some(why)),
            Delivery::BadAddress(why) => {
                self.bad_address(row, fact, &why).await;
                self.end(row, OutboxState::Refused, Some(why))
            }
            Delivery::Later(why) => {
                let given_up = self.is_given_up(row).await;
                let again = if row.state == OutboxState::Ambiguous {
                    OutboxState::Ambiguous
                } else {
                    OutboxState::Queued
                };
                let state = if given_up { OutboxState::Failed } else { again };
                self.end(row, state, Some(why))
            }
            // Repeated once, under the same Message-ID; a second time nobody can say any more than the first.
            Delivery::Ambiguous(why) if row.state == OutboxState::Ambiguous => {
                self.end(row, OutboxState::Failed, Some(why))
            }
            Delivery::Ambiguous(why) => self.end(row, OutboxState::Ambiguous, Some(why)),
        }
    }

    /// The server said at once what others say in a report.
    async fn bad_address(&self, row: &OutboxRow, fact: &LetterFact, why: &str) {
        let bounce = BounceRow {
            report: format!("{}/{}", row.key, row.epoch),
            key: row.key.clone(),
            person: row.about.person.clone(),
            address: fact.to_address.clone(),
            hard: true,
            failed: true,
            status: "5.1.1".to_owned(),
            reason: why.to_owned(),
            at: self.shared.clock.now(),
        };
        if let Err(error) = self.record(bounce).await {
            tracing::error!(%error, "a refused address could not be recorded");
        }
    }

    /// Whether a letter was tried long enough, counted from when it could first leave.
    async fn is_given_up(&self, row: &OutboxRow) -> bool {
        let opening = self.opening(row, row.created_at).await;
        let since = opening.unwrap_or(row.created_at);
        let patience = match row.about.purpose {
            LetterPurpose::Digest => DIGEST_PATIENCE,
            _ => LETTER_PATIENCE,
        };
        self.shared.clock.now() - since >= patience
    }
}
