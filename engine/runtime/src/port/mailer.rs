//! The port for letters: one letter, one receiver, one answer. Also what comes back: reports of letters that did not arrive.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::SendingHours;

/// A letter on its way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Where the receiver can decline letters of this kind; none for letters that nobody can decline.
    pub unsubscribe: Option<String>,
    /// A calendar (RFC 5545) to attach.
    pub calendar: Option<String>,
    /// The lines around the text are in English, whatever the settings say.
    pub english: bool,
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
    /// Refused for good because of the address itself: it counts as a hard bounce.
    BadAddress(String),
    /// Handed over, but the answer was lost: it may have arrived.
    Ambiguous(String),
}

/// A letter as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposedLetter {
    /// The plain text with its footer.
    pub text: String,
    /// The HTML part, a whole page.
    pub html: String,
    /// The whole message.
    pub message: Vec<u8>,
}

/// A report that a letter did not arrive, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Digest of the report.
    pub report: String,
    /// Key of the letter, from its Message-ID.
    pub key: String,
    /// The address that did not take it.
    pub address: String,
    /// Failed for good; otherwise it is only late.
    pub failed: bool,
    /// The address itself is at fault, for good.
    pub hard: bool,
    /// The enhanced status code: `5.1.1`.
    pub status: String,
    /// What the server said.
    pub reason: String,
}

/// Sends letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one letter; returns within its own time limit.
    async fn send(&self, letter: &OutgoingLetter) -> Delivery;

    /// The letter exactly as [`Mailer::send`] would send it at this instant.
    ///
    /// # Errors
    /// Why it could not be sent, in Russian.
    fn compose(
        &self,
        letter: &OutgoingLetter,
        at: DateTime<Utc>,
    ) -> Result<ComposedLetter, String> {
        let _ = at;
        Ok(ComposedLetter {
            text: letter.text.clone(),
            html: String::new(),
            message: Vec::new(),
        })
    }

    /// When letters that can wait may leave.
    fn hours(&self) -> SendingHours {
        SendingHours::default()
    }

    /// The reports that have come since the last call, each once; what is given is gone.
    ///
    /// # Errors
    /// The folder cannot be read, in Russian.
    async fn reports(&self) -> Result<Vec<Bounce>, String> {
        Ok(Vec::new())
    }

    /// After how many hard bounces an address is marked; 0: never.
    fn bounces_max(&self) -> u32 {
        3
    }

    /// Who is told of what only an administrator can mend.
    fn administrators(&self) -> Vec<String> {
        Vec::new()
    }
}
