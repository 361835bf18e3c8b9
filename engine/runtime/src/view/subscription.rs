//! Subscriptions, as administrators see them.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::{DeliveryState, NotificationKind};

/// What a new subscription is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionWish {
    /// Address that is called.
    pub url: String,
    /// What is told.
    pub events: Vec<NotificationKind>,
    /// The processes whose cases it is about.
    pub processes: Vec<String>,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SubscriptionView {
    /// Number.
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
    /// How its deliveries stand.
    pub deliveries: DeliveryState,
}

/// A subscription with its secret, told this once.
#[derive(Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct NewSubscription {
    /// The subscription.
    pub subscription: SubscriptionView,
    /// The key of the signatures. It is kept nowhere.
    pub secret: String,
}

impl std::fmt::Debug for NewSubscription {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "NewSubscription({}, …)", self.subscription.url)
    }
}
