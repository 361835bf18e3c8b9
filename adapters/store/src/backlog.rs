//! What waits in the tables, counted up to a limit along their indexes, and how busy the pools are.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    Backlog, BacklogStore, Connections, InstanceStore, OutboxState, QueryStore, StoreError,
    TaskFilter,
};

use crate::{
    BackupNote, SqlStore,
    database::{self, Pool},
    error::small,
    file::beside,
    moment::instant,
    outbox::state as stored,
};

#[async_trait]
impl BacklogStore for SqlStore {
    async fn answers(&self) -> Result<(), StoreError> {
        self.check()?;
        let query = database::query_scalar("SELECT CAST(1 AS BIGINT)");
        let _: i64 = query.fetch_one(&self.read).await?;
        Ok(())
    }

    async fn backlog(&self, now: DateTime<Utc>, limit: u32) -> Result<Backlog, StoreError> {
        self.check()?;
        let overdue = TaskFilter {
            due_before: Some(now),
            ..TaskFilter::default()
        };
        let queued = self.count_outbox(OutboxState::Queued, limit).await?;
        let ambiguous = self.count_outbox(OutboxState::Ambiguous, limit).await?;
        let since = [
            oldest(&self.read, OutboxState::Queued).await?,
            oldest(&self.read, OutboxState::Ambiguous).await?,
        ];
        Ok(Backlog {
            due_timer: self.next_timer().await?.filter(|due| *due <= now),
            waiting: queued.saturating_add(ambiguous).min(limit),
            failed: self.count_outbox(OutboxState::Failed, limit).await?,
            refused: self.count_outbox(OutboxState::Refused, limit).await?,
            waiting_since: since.into_iter().flatten().min(),
            incidents: count(&self.read, INCIDENTS, limit).await?,
            overdue_tasks: self.count_tasks(&overdue, limit).await?,
            jobs: count(&self.read, JOBS, limit).await?,
        })
    }

    async fn damaged_pages(&self) -> Result<Vec<String>, StoreError> {
        if self.file.is_none() {
            return Ok(Vec::new());
        }
        let sql = "PRAGMA integrity_check(20)";
        let told: Vec<String> = database::query_scalar(sql).fetch_all(&self.read).await?;
        Ok(told.into_iter().filter(|line| line != "ok").collect())
    }

    async fn last_backup(&self) -> Option<DateTime<Utc>> {
        let note = BackupNote::read(self.file.as_deref()?);
        note.map(|note| note.at)
    }

    async fn log_bytes(&self) -> Option<u64> {
        let log = beside(self.file.as_deref()?, "-wal");
        Some(std::fs::metadata(log).map_or(0, |log| log.len()))
    }

    fn connections(&self) -> Vec<Connections> {
        vec![self.read.in_use("read"), self.writer().in_use("write")]
    }
}

const INCIDENTS: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM incident WHERE at > 0 LIMIT $1) AS found";
const JOBS: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE (instance, job) > ('', 0) LIMIT $1) AS found";

async fn count(pool: &Pool, sql: &'static str, limit: u32) -> Result<u32, StoreError> {
    small(
        database::query_scalar(sql)
            .bind(limit)
            .fetch_one(pool)
            .await?,
    )
}

async fn oldest(pool: &Pool, state: OutboxState) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT MIN(created_at) FROM outbox WHERE state = $1";
    let query = database::query_scalar(sql).bind(stored(state));
    let oldest: Option<i64> = query.fetch_one(pool).await?;
    oldest.map(instant).transpose()
}
