//! One try of one letter.

use reglament_core::{LetterFact, LetterPurpose};

use super::Outbox;
use crate::{
    limits::{DIGEST_PATIENCE, LETTER_PATIENCE},
    port::{Delivery, OutboxEnd, OutboxRow, OutboxState, OutgoingLetter},
};

impl Outbox {
    pub(super) async fn letter(&self, row: &OutboxRow, fact: &LetterFact) -> OutboxEnd {
        match self.held(row, fact).await {
            Ok(Some(end)) => return end,
            Ok(None) => {}
            Err(error) => return self.end(row, row.state, Some(error.to_string())),
        }
        let letter = OutgoingLetter {
            id: row.key.clone(),
            to_name: fact.to_name.clone(),
            to_address: fact.to_address.clone(),
            subject: fact.subject.clone(),
            text: fact.text.clone(),
            ..OutgoingLetter::default()
        };
        match self.mailer.send(&letter).await {
            Delivery::Sent => self.end(row, OutboxState::Sent, None),
            Delivery::Refused(why) => self.end(row, OutboxState::Refused, Some(why)),
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
