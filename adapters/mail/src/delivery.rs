//! What became of one attempt to send one letter. The outbox decides by it; nothing here retries.

use crate::reason::Reason;
use chrono::{DateTime, Utc};

/// Outcome of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server (or the folder) took the letter; it is its duty now.
    Accepted {
        /// Message-ID without the angle brackets.
        message_id: String,
        /// The server's words, for the journal.
        reply: String,
    },
    /// The letter was certainly not taken.
    Refused {
        /// `true`: trying again will not help. `false`: try later with growing pauses.
        permanent: bool,
        /// SMTP reply code; absent when this crate refused before asking the server.
        code: Option<u16>,
        /// The address itself is at fault: mark it on the person.
        flags_address: bool,
        /// Why.
        reason: Reason,
    },
    /// The whole letter went out, but the answer never came: it may have been taken or not.
    /// Send once more at most; the Message-ID stays the same.
    Ambiguous {
        /// Message-ID without the angle brackets.
        message_id: String,
        /// Why.
        reason: Reason,
    },
    /// The mail server cannot be used now (network, certificate, sign-in, sender not allowed). The letter was
    /// certainly not taken; hold the whole queue and tell the administrator.
    Unreachable {
        /// SMTP reply code, when the server answered at all.
        code: Option<u16>,
        /// Why.
        reason: Reason,
    },
    /// Nothing was tried: the recipient's domain asked for a slower pace, or its limit of the minute is used up.
    Postponed {
        /// Not before this moment.
        until: DateTime<Utc>,
        /// Why.
        reason: Reason,
    },
}

impl Delivery {
    /// The sentence for people; absent when the letter was accepted.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Accepted { .. } => None,
            Self::Refused { reason, .. }
            | Self::Ambiguous { reason, .. }
            | Self::Unreachable { reason, .. }
            | Self::Postponed { reason, .. } => Some(reason),
        }
    }
}
