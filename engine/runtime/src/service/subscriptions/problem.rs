//! Why an address is not subscribed, in sentences that say what to do. Nothing was written.

use crate::limits::{MAX_SUBSCRIPTIONS, SUBSCRIPTION_URL_CHARS};
use crate::service::ServiceError;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubscriptionProblem {
    /// No address, or too long a one.
    Address,
    /// The address may not be called.
    Unfit {
        /// Why, in Russian.
        ru: String,
        /// Why, in English.
        en: String,
    },
    /// Nothing to tell of.
    NoEvents,
    /// No process.
    NoProcesses,
    /// Whoever subscribes does not see all cases of this process.
    NotYours(String),
    /// As many subscriptions as there may be.
    TooMany,
}

impl SubscriptionProblem {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address | Self::Unfit { .. } => "subscription_address",
            Self::NoEvents => "subscription_events",
            Self::NoProcesses => "subscription_processes",
            Self::NotYours(_) => "subscription_process_not_yours",
            Self::TooMany => "subscription_too_many",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Address => format!(
                "Напишите адрес приёмника: https://…, не длиннее {SUBSCRIPTION_URL_CHARS} знаков."
            ),
            Self::Unfit { ru, .. } => ru.clone(),
            Self::NoEvents => "Отметьте события, о которых сообщать: хотя бы одно.".into(),
            Self::NoProcesses => {
                "Отметьте процессы, о делах которых сообщать: хотя бы один.".into()
            }
            Self::NotYours(process) => format!(
                "Процесса «{process}» нет, или вы видите не все его дела: подписать можно только на то, что видите вы."
            ),
            Self::TooMany => format!("Подписок уже {MAX_SUBSCRIPTIONS}, больше нельзя."),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Address => format!(
                "Write the address of the receiver: https://…, {SUBSCRIPTION_URL_CHARS} characters at most."
            ),
            Self::Unfit { en, .. } => en.clone(),
            Self::NoEvents => "Tick what is to be told: one event at least.".into(),
            Self::NoProcesses => "Tick the processes whose cases it is about: one at least.".into(),
            Self::NotYours(process) => format!(
                "There is no process `{process}`, or you do not see all of its cases: nobody subscribes to more than they see."
            ),
            Self::TooMany => {
                format!("There are {MAX_SUBSCRIPTIONS} subscriptions, as many as there may be.")
            }
        }
    }
}

impl From<SubscriptionProblem> for ServiceError {
    fn from(problem: SubscriptionProblem) -> Self {
        Self::Subscription(problem)
    }
}
