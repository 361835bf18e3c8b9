//! «Подписки»: addresses of other systems that are told what happens in cases.

use askama::Template;

use super::parts::{Chip, FormView, Shell};

/// A subscription in the list.
#[derive(Clone, Debug)]
pub struct SubscriptionRowView {
    /// Address.
    pub url: String,
    /// Who made it and when.
    pub note: String,
    /// What is told.
    pub events: String,
    /// The processes whose cases it is about.
    pub processes: String,
    /// How the deliveries stand, a phrase each.
    pub deliveries: Vec<String>,
    /// What went wrong; empty when nothing did.
    pub error: String,
    /// On, off, failing.
    pub chip: Chip,
    /// Where the buttons post to.
    pub action: String,
    /// Whether it is switched on.
    pub is_on: bool,
    /// Whether there is anything to try anew.
    pub may_retry: bool,
}

/// View of `/admin/subscriptions`.
#[derive(Clone, Debug, Template)]
#[template(path = "subscriptions.html")]
pub struct SubscriptionsPage {
    /// Surroundings.
    pub shell: Shell,
    /// The address and the secret of a subscription just made; shown this once.
    pub made: Option<(String, String)>,
    /// Subscriptions, the newest first.
    pub rows: Vec<SubscriptionRowView>,
    /// The form of a new one.
    pub form: FormView,
}
