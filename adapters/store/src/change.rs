//! Writing a change set: one transaction, one statement per table.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Ballots, CommandId, InstanceId, Numbers};
use reglament_runtime::port::{
    ChangeSet, DueTimer, InstanceStore, JournalRow, KnownCommand, SignalRow, StoreError,
    StoredInstance,
};
use sqlx::SqliteConnection;

use crate::{
    SqliteStore, ballots, documents, error::failed, files, incidents, instances, jobs, journal,
    messages, outbox, participants, publications, registers, signals, step_states, tasks, timers,
};

pub(crate) type Connection = SqliteConnection;

#[async_trait]
impl InstanceStore for SqliteStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut *transaction;
        instances::write(c, changes).await?;
        journal::write(c, &changes.journal).await?;
        participants::write(c, changes).await?;
        tasks::write(c, changes).await?;
        step_states::write(c, changes).await?;
        timers::write(c, changes).await?;
        incidents::write(c, changes).await?;
        documents::write(c, &changes.documents).await?;
        files::write(c, &changes.used_files).await?;
        jobs::write(c, changes).await?;
        publications::write(c, &changes.publications).await?;
        outbox::write(c, &changes.outbox).await?;
        registers::write(c, &changes.registers).await?;
        ballots::write(c, &changes.ballots).await?;
        signals::write(c, changes).await?;
        messages::write(c, changes).await?;
        signals::write_commands(c, &changes.commands).await?;
        transaction.commit().await.map_err(failed)
    }

    async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError> {
        instances::load(&self.read, ids).await
    }

    async fn journal(
        &self,
        id: &InstanceId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<JournalRow>, StoreError> {
        journal::page(&self.read, id, after, limit).await
    }

    async fn known_commands(&self, ids: &[CommandId]) -> Result<Vec<KnownCommand>, StoreError> {
        signals::known_commands(&self.read, ids).await
    }

    async fn ballots(&self, id: &InstanceId) -> Result<Ballots, StoreError> {
        ballots::read(&self.read, id).await
    }

    async fn forget_commands(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        signals::forget_commands(self.writer(), before).await
    }

    async fn signals(&self, limit: u32) -> Result<Vec<SignalRow>, StoreError> {
        signals::pending(&self.read, limit).await
    }

    async fn due_timers(
        &self,
        now: DateTime<Utc>,
        after: Option<&DueTimer>,
        limit: u32,
    ) -> Result<Vec<DueTimer>, StoreError> {
        timers::due(&self.read, now, after, limit).await
    }

    async fn next_timer(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        timers::next(&self.read).await
    }

    async fn numbers(&self) -> Result<Numbers, StoreError> {
        registers::numbers(&self.read).await
    }
}

/// Runs one statement on the rows of a JSON array; nothing when there are none. Gives how many rows it touched.
pub(crate) async fn run(
    c: &mut Connection,
    sql: &'static str,
    rows: Vec<serde_json::Value>,
) -> Result<u64, StoreError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let rows = serde_json::Value::Array(rows).to_string();
    let done = sqlx::query(sql)
        .bind(rows)
        .execute(c)
        .await
        .map_err(failed)?;
    Ok(done.rows_affected())
}
