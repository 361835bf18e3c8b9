//! Letters and documents under way, and those that were given up. For overseers.

use super::{Service, ServiceError};
use crate::{
    limits::{MAX_BOUNCES_SHOWN, MAX_PAGE},
    port::{OutboxBody, OutboxRow, OutboxState, Page, SubscriptionRow},
    view::{BouncesView, OutboxView},
};

impl Service {
    /// Deliveries in a state (or all), the newest first. `after`: the last row of the page before.
    ///
    /// # Errors
    /// Not found for those who do not oversee.
    pub async fn outbox(
        &self,
        person: &str,
        state: Option<OutboxState>,
        after: Option<&OutboxView>,
    ) -> Result<Vec<OutboxView>, ServiceError> {
        self.some_of_outbox(person, state, after, MAX_PAGE).await
    }

    /// The same, at most `limit` rows of at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// As [`Self::outbox`].
    pub async fn some_of_outbox(
        &self,
        person: &str,
        state: Option<OutboxState>,
        after: Option<&OutboxView>,
        limit: u32,
    ) -> Result<Vec<OutboxView>, ServiceError> {
        self.must_oversee(person)?;
        let page = Page {
            after: after.map(|row| (row.created_at, row.key.clone())),
            limit: limit.clamp(1, MAX_PAGE),
        };
        let rows = self.shared.store.outbox(state, &page).await?;
        let subscriptions = self.shared.subscriptions.all();
        Ok(rows
            .into_iter()
            .map(|row| view(row, &subscriptions))
            .collect())
    }

    /// Queues a failed or refused delivery anew, with its tries forgotten.
    ///
    /// # Errors
    /// Not found when there is no such failed delivery, or for those who do not oversee.
    pub async fn retry_outbox(&self, person: &str, key: &str) -> Result<(), ServiceError> {
        self.must_oversee(person)?;
        if !self.shared.store.requeue(key, self.now()).await? {
            return Err(ServiceError::NotFound);
        }
        tracing::info!(key, person, "the delivery is tried again");
        self.shared.wake.outbox.notify_one();
        Ok(())
    }

    /// Letters that did not arrive, the newest first, and the addresses that take none. For overseers.
    ///
    /// # Errors
    /// Not found for those who do not oversee.
    pub async fn bounces(&self, person: &str) -> Result<BouncesView, ServiceError> {
        self.must_oversee(person)?;
        let store = &self.shared.store;
        // The marks first: whoever sees a mark also sees the bounces that led to it, which were recorded before.
        let marked = store.marked_addresses(MAX_BOUNCES_SHOWN).await?;
        Ok(BouncesView {
            bounces: store.bounces(None, MAX_BOUNCES_SHOWN).await?,
            marked,
        })
    }

    /// Frees an address that was marked as one that takes no letters; its bounces count anew.
    ///
    /// # Errors
    /// Not found when it is not marked, or for those who do not oversee.
    pub async fn free_address(&self, person: &str, address: &str) -> Result<(), ServiceError> {
        self.must_oversee(person)?;
        let store = &self.shared.store;
        if !store.free_address(address, person, self.now()).await? {
            return Err(ServiceError::NotFound);
        }
        tracing::info!(address, person, "the address takes letters again");
        Ok(())
    }

    pub(super) fn must_oversee(&self, person: &str) -> Result<(), ServiceError> {
        if self.oversees(person) {
            Ok(())
        } else {
            Err(ServiceError::NotFound)
        }
    }
}

fn view(row: OutboxRow, subscriptions: &[SubscriptionRow]) -> OutboxView {
    let kind = row.body.kind();
    let (to, subject) = match row.body {
        OutboxBody::Letter(fact) => (fact.to_address, fact.subject),
        OutboxBody::Document { template, .. } => (template, String::new()),
        OutboxBody::Notification(told) => {
            let mut all = subscriptions.iter();
            let found = all.find(|one| one.id == told.subscription);
            let url = found.map_or_else(String::new, |one| one.url.clone());
            (url, told.event.name().to_owned())
        }
    };
    OutboxView {
        key: row.key,
        kind,
        instance: row.instance,
        purpose: row.about.purpose.name(),
        to,
        subject,
        state: row.state,
        attempts: row.attempts,
        created_at: row.created_at,
        next_at: row.next_at,
        error: row.error,
    }
}
