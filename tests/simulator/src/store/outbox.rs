//! Letters and documents under way, with leases and fences as in the tables.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    OutboxBody, OutboxEnd, OutboxRow, OutboxState, OutboxStore, StoreError,
};

use super::{SimStore, State, is_waiting};
use crate::Sabotage;

impl SimStore {
    async fn take(
        &self,
        owner: &str,
        [now, until]: [DateTime<Utc>; 2],
        limit: u32,
        fits: fn(&OutboxRow) -> bool,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let world = &self.world;
        self.write("claim", |state| {
            let mut due: Vec<(DateTime<Utc>, String)> = state
                .outbox
                .iter()
                .filter(|(_, parcel)| is_waiting(&parcel.row) && fits(&parcel.row))
                .filter(|(_, parcel)| parcel.row.next_at <= now)
                .map(|(key, parcel)| (parcel.row.next_at, key.clone()))
                .collect();
            due.sort();
            due.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let taken = due.into_iter().filter_map(|(_, key)| {
                let parcel = state.outbox.get_mut(&key)?;
                let still = parcel.worker.replace((self.node, self.life));
                if still.is_some_and(|(node, life)| world.life_of(node) == Some(life)) {
                    world.post().excuse(&key);
                }
                parcel.owner = Some(owner.to_owned());
                parcel.row.attempts += 1;
                parcel.row.epoch += 1;
                parcel.row.next_at = until;
                Some(parcel.row.clone())
            });
            Ok(taken.collect())
        })
        .await
    }

    async fn next(
        &self,
        fits: fn(&OutboxRow) -> bool,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read("next delivery", |state| {
            let waiting = state.outbox.values().map(|parcel| &parcel.row);
            let waiting = waiting.filter(|row| is_waiting(row) && fits(row));
            waiting.map(|row| row.next_at).min()
        })
        .await
    }
}

fn any(_: &OutboxRow) -> bool {
    true
}

fn is_document(row: &OutboxRow) -> bool {
    matches!(row.body, OutboxBody::Document { .. })
}

fn finish(state: &mut State, end: &OutboxEnd) -> bool {
    let Some(parcel) = state.outbox.get_mut(&end.key) else {
        return false;
    };
    if parcel.row.epoch != end.epoch || !is_waiting(&parcel.row) {
        return false;
    }
    let done = !matches!(end.state, OutboxState::Queued | OutboxState::Ambiguous);
    parcel.owner = None;
    parcel.row.state = end.state;
    parcel.row.next_at = end.next_at;
    parcel.row.done_at = done.then_some(end.at);
    parcel.row.error = end.error.clone();
    parcel.row.attempts -= u32::from(end.uncounted);
    let document = match &parcel.row.body {
        OutboxBody::Document { document, .. } => {
            parcel.row.instance.clone().map(|id| (id, *document))
        }
        OutboxBody::Letter(_) | OutboxBody::Notification(_) => None,
    };
    if let (Some(key), Some(pdf)) = (document, &end.pdf) {
        state.drawn.insert(key, pdf.clone());
    }
    true
}

#[async_trait]
impl OutboxStore for SimStore {
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.take(owner, [now, until], limit, any).await
    }

    async fn claim_documents(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.take(owner, [now, until], limit, is_document).await
    }

    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError> {
        let world = &self.world;
        let done = self
            .write("finish", |state| {
                if let Some(parcel) = state.outbox.get_mut(&end.key)
                    && parcel.row.epoch == end.epoch
                {
                    parcel.worker = None;
                }
                let forgets = world.sabotage == Some(Sabotage::ForgetsSent);
                let done = forgets && end.state == OutboxState::Sent || finish(state, &end);
                if done {
                    world.post().landed(&end.key);
                }
                Ok(done)
            })
            .await;
        // Whoever could not write down the end leaves the letter to the next one.
        if !matches!(done, Ok(true)) {
            world.post().lost(&end.key);
        }
        done
    }

    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.next(any).await
    }

    async fn next_document(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.next(is_document).await
    }

    async fn requeue(&self, _: &str, _: DateTime<Utc>) -> Result<bool, StoreError> {
        Ok(false)
    }
}
