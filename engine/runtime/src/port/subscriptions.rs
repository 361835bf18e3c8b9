//! Subscriptions: addresses of other systems that are told what happens in cases, and how their deliveries stand.
//!
//! The notifications themselves are rows of the outbox. Those that arrived are counted and go.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::StoreError;

/// What somebody can be told of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
pub enum NotificationKind {
    /// A case began.
    #[serde(rename = "case.started")]
    CaseStarted,
    /// A case came to its end, or was cancelled.
    #[serde(rename = "case.ended")]
    CaseEnded,
    /// A task is open.
    #[serde(rename = "task.created")]
    TaskCreated,
    /// A task was completed.
    #[serde(rename = "task.completed")]
    TaskCompleted,
    /// The term of a task has passed.
    #[serde(rename = "task.overdue")]
    TaskOverdue,
    /// A document was drawn up.
    #[serde(rename = "document.drawn")]
    DocumentDrawn,
    /// A register gave a number.
    #[serde(rename = "register.entered")]
    RegisterEntered,
    /// A case waits for somebody to mend something.
    #[serde(rename = "incident.raised")]
    IncidentRaised,
}

impl NotificationKind {
    /// Every kind with its name on the wire and in the store.
    pub const EVERY: [(Self, &'static str); 8] = [
        (Self::CaseStarted, "case.started"),
        (Self::CaseEnded, "case.ended"),
        (Self::TaskCreated, "task.created"),
        (Self::TaskCompleted, "task.completed"),
        (Self::TaskOverdue, "task.overdue"),
        (Self::DocumentDrawn, "document.drawn"),
        (Self::RegisterEntered, "register.entered"),
        (Self::IncidentRaised, "incident.raised"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let found = Self::EVERY.iter().find(|(kind, _)| *kind == self);
        found.map_or("", |(_, name)| name)
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::EVERY.iter().find(|(_, known)| *known == name);
        found.map(|(kind, _)| *kind)
    }
}

/// What is told: which case, which place of its journal, and ids. Who and what the case is about is asked for with the
/// token of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Which subscription it is for.
    pub subscription: u32,
    /// What happened.
    pub event: NotificationKind,
    /// Process of the case.
    pub process: String,
    /// Position in the journal of the case.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Step, where it happened at one; the end step of a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// The button with which a task was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Number of the document within the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u32>,
    /// Register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// The number that it gave, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Code of an incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// Number; 0 while it is not kept.
    pub id: u32,
    /// Address that is called.
    pub url: String,
    /// What is told.
    pub events: Vec<NotificationKind>,
    /// The processes whose cases it is about.
    pub processes: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// Since when it is switched off.
    pub off_at: Option<DateTime<Utc>>,
}

/// How the deliveries of a subscription stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DeliveryState {
    /// Notifications that arrived.
    pub delivered: u64,
    /// When the last one did.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Those under way.
    pub waiting: u32,
    /// Those that were given up.
    pub failed: u32,
    /// What went wrong with the oldest that did not arrive.
    pub error: Option<String>,
}

/// Keeps subscriptions.
#[async_trait]
pub trait SubscriptionStore: Send + Sync {
    /// Keeps a new subscription; gives its number.
    async fn add_subscription(&self, row: &SubscriptionRow) -> Result<u32, StoreError>;
    /// The subscriptions made last, the newest first, with their deliveries.
    async fn subscriptions(
        &self,
        limit: u32,
    ) -> Result<Vec<(SubscriptionRow, DeliveryState)>, StoreError>;
    /// Switches a subscription off since an instant, and forgets what has not arrived; none: switches it on. False: there is
    /// no such subscription.
    async fn switch_subscription(
        &self,
        id: u32,
        off_at: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError>;
    /// Tries everything that has not arrived at once, what was given up too; gives how many.
    async fn retry_subscription(&self, id: u32, now: DateTime<Utc>) -> Result<u64, StoreError>;
}
