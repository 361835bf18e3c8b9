//! Subscriptions: who is told what happens in cases. A notification holds ids only; whoever is told asks for the rest with the
//! token of a program.
//!
//! Nobody subscribes an address to more than they see. The secret of the signature is told once and kept nowhere: it is made
//! from the secret of the installation, so that the store alone does not give it away.

mod problem;

pub use problem::SubscriptionProblem;

use super::{Service, ServiceError, Shared};
use crate::{
    limits::{MAX_SUBSCRIPTIONS, SUBSCRIPTION_URL_CHARS},
    port::{AuditAct, DeliveryState, StoreError, SubscriptionRow},
    view::{NewSubscription, SubscriptionView, SubscriptionWish},
};

/// How a secret of a subscription begins, so that it is known for what it is wherever it turns up.
const SECRET: &str = "rgs_";

impl Service {
    /// Subscribes an address.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; what is wrong with the wish; the store's failures.
    pub async fn subscribe(
        &self,
        by: &str,
        wish: SubscriptionWish,
    ) -> Result<NewSubscription, ServiceError> {
        self.must_administer(by)?;
        let known = self.shared.store.subscriptions(MAX_SUBSCRIPTIONS).await?;
        let on = known.iter().filter(|(row, _)| row.off_at.is_none());
        if on.count() >= MAX_SUBSCRIPTIONS as usize {
            return Err(SubscriptionProblem::TooMany.into());
        }
        let wish = self.checked_subscription(by, wish)?;
        let mut row = SubscriptionRow {
            id: 0,
            url: wish.url,
            events: wish.events,
            processes: wish.processes,
            created_at: self.now(),
            created_by: by.to_owned(),
            off_at: None,
        };
        row.id = self.shared.store.add_subscription(&row).await?;
        self.shared.read_subscriptions().await?;
        self.note_act(Some(by), AuditAct::Subscribed, &row.url)
            .await?;
        tracing::info!(id = row.id, url = row.url, by, "an address was subscribed");
        let secret = self.shared.secret_of(&row);
        let subscription = view(row, DeliveryState::default());
        Ok(NewSubscription {
            subscription,
            secret,
        })
    }

    /// The subscriptions, the newest first, with how their deliveries stand.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn subscriptions(&self, by: &str) -> Result<Vec<SubscriptionView>, ServiceError> {
        self.must_administer(by)?;
        let rows = self.shared.store.subscriptions(MAX_SUBSCRIPTIONS).await?;
        Ok(rows
            .into_iter()
            .map(|(row, state)| view(row, state))
            .collect())
    }

    /// Switches a subscription on or off. What has not arrived by then is forgotten, and what happens while it is off is
    /// not told later.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found; the store's failures.
    pub async fn switch_subscription(
        &self,
        by: &str,
        id: u32,
        on: bool,
    ) -> Result<(), ServiceError> {
        self.must_administer(by)?;
        let off_at = (!on).then(|| self.now());
        if !self.shared.store.switch_subscription(id, off_at).await? {
            return Err(ServiceError::NotFound);
        }
        self.shared.read_subscriptions().await?;
        let known = self.shared.store.subscriptions(MAX_SUBSCRIPTIONS).await?;
        let found = known.into_iter().find(|(row, _)| row.id == id);
        let url = found.map(|(row, _)| row.url).unwrap_or_default();
        let act = match on {
            true => AuditAct::SubscriptionOn,
            false => AuditAct::SubscriptionOff,
        };
        self.note_act(Some(by), act, &url).await?;
        tracing::info!(id, by, on, "a subscription was switched");
        Ok(())
    }

    /// Tries everything that has not arrived at once, what was given up too; gives how many notifications.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn retry_subscription(&self, by: &str, id: u32) -> Result<u64, ServiceError> {
        self.must_administer(by)?;
        let found = self.shared.store.retry_subscription(id, self.now()).await?;
        self.shared.wake.outbox.notify_one();
        Ok(found)
    }

    fn checked_subscription(
        &self,
        by: &str,
        wish: SubscriptionWish,
    ) -> Result<SubscriptionWish, ServiceError> {
        let url = wish.url.trim().to_owned();
        let long = url.chars().count() > SUBSCRIPTION_URL_CHARS;
        let unfit = match long || url.is_empty() {
            true => Some(SubscriptionProblem::Address),
            false => self.shared.webhooks.unfit(&url).map(|(ru, en)| {
                // What the caller says of the address is a sentence already.
                SubscriptionProblem::Unfit { ru, en }
            }),
        };
        if let Some(problem) = unfit {
            return Err(problem.into());
        }
        let (mut events, mut processes) = (wish.events, wish.processes);
        events.sort();
        events.dedup();
        processes.sort();
        processes.dedup();
        if events.is_empty() {
            return Err(SubscriptionProblem::NoEvents.into());
        }
        if processes.is_empty() {
            return Err(SubscriptionProblem::NoProcesses.into());
        }
        let allowed = self.given_by(Some(by))?;
        if let Some(foreign) = processes.iter().find(|id| !allowed.contains(*id)) {
            return Err(SubscriptionProblem::NotYours(foreign.clone()).into());
        }
        Ok(SubscriptionWish {
            url,
            events,
            processes,
        })
    }
}

impl Shared {
    /// Reads which subscriptions are switched on.
    pub(crate) async fn read_subscriptions(&self) -> Result<(), StoreError> {
        let rows = self.store.subscriptions(MAX_SUBSCRIPTIONS).await?;
        self.subscriptions
            .replace(rows.into_iter().map(|(row, _)| row));
        Ok(())
    }

    /// The secret with which calls to a subscriber are signed.
    pub(crate) fn secret_of(&self, row: &SubscriptionRow) -> String {
        let what = format!(
            "subscription {} {}",
            row.id,
            row.created_at.timestamp_micros()
        );
        format!("{SECRET}{}", self.signer.secret(&what))
    }
}

fn view(row: SubscriptionRow, deliveries: DeliveryState) -> SubscriptionView {
    SubscriptionView {
        id: row.id,
        url: row.url,
        events: row.events,
        processes: row.processes,
        created_at: row.created_at,
        created_by: row.created_by,
        off_at: row.off_at,
        deliveries,
    }
}
