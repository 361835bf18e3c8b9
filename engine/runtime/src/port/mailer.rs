//! The port for letters: one letter, one receiver, one answer.

use async_trait::async_trait;

/// A letter on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingLetter {
    /// Stable id of the delivery; the Message-ID is made from it, so that a repetition can be recognised.
    pub id: String,
    /// Name of the receiver; may be empty.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The receiving server has it.
    Sent,
    /// Not accepted; worth another try later.
    Later(String),
    /// Refused for good.
    Refused(String),
    /// Handed over, but the answer was lost: it may have arrived.
    Ambiguous(String),
}

/// Sends letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one letter; returns within its own time limit.
    async fn send(&self, letter: &OutgoingLetter) -> Delivery;
}
