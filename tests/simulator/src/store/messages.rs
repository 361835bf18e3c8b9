//! Messages that are sent by key, and those who wait for them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{MessageRow, MessageState, MessageStore, StoreError};

use super::{SimStore, State};

fn is_due(state: &State, row: &MessageRow, now: DateTime<Utc>) -> bool {
    match row.state {
        MessageState::New => true,
        MessageState::Kept => {
            row.until <= now
                || state.keys.iter().any(|key| {
                    (&key.process, &key.message, &key.key) == (&row.process, &row.message, &row.key)
                })
        }
        MessageState::Delivered | MessageState::Expired | MessageState::Refused => false,
    }
}

#[async_trait]
impl MessageStore for SimStore {
    async fn keep_message(&self, message: &MessageRow) -> Result<MessageRow, StoreError> {
        self.write("keep message", |state| {
            let known = state
                .messages
                .iter()
                .find(|row| row.id == message.id)
                .cloned();
            if known.is_none() {
                state.messages.push(message.clone());
            }
            Ok(known.unwrap_or_else(|| message.clone()))
        })
        .await
    }

    async fn due_messages(
        &self,
        now: DateTime<Utc>,
        _: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.read("due messages", |state| {
            state
                .messages
                .iter()
                .filter(|row| is_due(state, row, now))
                .cloned()
                .collect()
        })
        .await
    }

    async fn kept_messages(&self, _: u32) -> Result<Vec<MessageRow>, StoreError> {
        self.read("kept messages", |state| {
            let kept = state
                .messages
                .iter()
                .filter(|row| row.state == MessageState::Kept);
            kept.cloned().collect()
        })
        .await
    }

    async fn next_expiry(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read("next expiry", |state| {
            let kept = state
                .messages
                .iter()
                .filter(|row| row.state == MessageState::Kept);
            kept.map(|row| row.until).min()
        })
        .await
    }

    async fn receivers(
        &self,
        process: &str,
        message: &str,
        key: &str,
    ) -> Result<Vec<InstanceId>, StoreError> {
        self.read("receivers", |state| {
            let rows = state.keys.iter().filter(|row| {
                (row.process.as_str(), row.message.as_str(), row.key.as_str())
                    == (process, message, key)
            });
            let mut found: Vec<_> = rows
                .filter_map(|row| {
                    Some((
                        state.instances.get(&row.instance)?.row.started_at,
                        row.instance.clone(),
                    ))
                })
                .collect();
            found.sort();
            found.into_iter().map(|(_, id)| id).collect()
        })
        .await
    }

    async fn settle_message(
        &self,
        id: &str,
        settled: MessageState,
        receivers: &[InstanceId],
    ) -> Result<(), StoreError> {
        self.write("settle message", |state| {
            if let Some(row) = state.messages.iter_mut().find(|row| row.id == id) {
                row.state = settled;
                row.receivers = receivers.to_vec();
            }
            Ok(())
        })
        .await
    }

    async fn forget_messages(&self, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(0)
    }
}
