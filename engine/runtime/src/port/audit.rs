//! What administrators do: accounts, programs, editions. What happens in cases is told by their journals, who looked at them
//! by the access log.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Page, StoreError};

/// An act of administration.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum AuditAct {
    /// Somebody was given a password, and with it an account.
    AccountOpened,
    /// Somebody was given another password.
    PasswordGiven,
    /// Somebody's password was taken away: they sign in elsewhere.
    PasswordTaken,
    /// Signing in was forbidden.
    AccountBlocked,
    /// Signing in was allowed again.
    AccountUnblocked,
    /// Somebody's sessions were ended.
    SessionsEnded,
    /// Somebody's second factor was taken away.
    SecondFactorRemoved,
    /// An identity of a provider elsewhere became somebody's.
    IdentityLinked,
    /// It is nobody's any more.
    IdentityUnlinked,
    /// A program was given a token.
    ProgramGiven,
    /// A token was withdrawn.
    ProgramWithdrawn,
    /// An address was subscribed.
    Subscribed,
    /// A subscription was switched on again.
    SubscriptionOn,
    /// A subscription was switched off.
    SubscriptionOff,
    /// A package was published.
    Published,
    /// A draft was handed in for approval.
    DraftSubmitted,
    /// A draft was returned to its author.
    DraftReturned,
    /// A draft was given up.
    DraftDiscarded,
    /// Letters and calls were told to wait.
    EffectsPaused,
    /// Letters and calls were let go.
    EffectsResumed,
    /// The anchors of the installation whose backup this is were set aside.
    AnchorsRestored,
    /// A database that differs from its anchors was accepted.
    RollbackAccepted,
    /// What is held about somebody was handed over at their request.
    PersonalDataGiven,
    /// What was personal in cases was destroyed by an act.
    DataDestroyed,
}

impl AuditAct {
    const ALL: [(Self, &'static str); 24] = [
        (Self::AccountOpened, "account_opened"),
        (Self::PasswordGiven, "password_given"),
        (Self::PasswordTaken, "password_taken"),
        (Self::AccountBlocked, "account_blocked"),
        (Self::AccountUnblocked, "account_unblocked"),
        (Self::SessionsEnded, "sessions_ended"),
        (Self::SecondFactorRemoved, "second_factor_removed"),
        (Self::IdentityLinked, "identity_linked"),
        (Self::IdentityUnlinked, "identity_unlinked"),
        (Self::ProgramGiven, "program_given"),
        (Self::ProgramWithdrawn, "program_withdrawn"),
        (Self::Subscribed, "subscribed"),
        (Self::SubscriptionOn, "subscription_on"),
        (Self::SubscriptionOff, "subscription_off"),
        (Self::Published, "published"),
        (Self::DraftSubmitted, "draft_submitted"),
        (Self::DraftReturned, "draft_returned"),
        (Self::DraftDiscarded, "draft_discarded"),
        (Self::EffectsPaused, "effects_paused"),
        (Self::EffectsResumed, "effects_resumed"),
        (Self::AnchorsRestored, "anchors_restored"),
        (Self::RollbackAccepted, "rollback_accepted"),
        (Self::PersonalDataGiven, "personal_data_given"),
        (Self::DataDestroyed, "data_destroyed"),
    ];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(act, _)| *act == self);
        found.map_or("", |(_, name)| name)
    }

    /// The act of a name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(act, _)| *act)
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a person's id, or the name of a program.
    pub by: String,
    /// What.
    pub act: AuditAct,
    /// With whom or what: a person's id, the name of a program, an address, the title of a draft, editions.
    pub about: String,
}

/// Keeps acts of administration; nothing is ever changed or removed.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// Adds an act.
    async fn note_act(&self, row: &AuditRow) -> Result<(), StoreError>;
    /// Acts with their numbers, the newest first.
    async fn acts(&self, page: &Page<u64>) -> Result<Vec<(u64, AuditRow)>, StoreError>;
}
