//! One try of one letter.

use reglament_core::LetterFact;

use super::Outbox;
use crate::{
    limits::LETTER_PATIENCE,
    port::{Delivery, OutboxEnd, OutboxRow, OutboxState, OutgoingLetter},
};

impl Outbox {
    pub(super) async fn letter(&self, row: &OutboxRow, fact: &LetterFact) -> OutboxEnd {
        let letter = OutgoingLetter {
            id: row.key.clone(),
            to_name: fact.to_name.clone(),
            to_address: fact.to_address.clone(),
            subject: fact.subject.clone(),
            text: fact.text.clone(),
        };
        match self.mailer.send(&letter).await {
            Delivery::Sent => self.end(row, OutboxState::Sent, None),
            Delivery::Refused(why) => self.end(row, OutboxState::Refused, Some(why)),
            Delivery::Later(why) => {
                let given_up = self.shared.clock.now() - row.created_at >= LETTER_PATIENCE;
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
}
