//! Writing a change set: one transaction, one statement per table, and nothing for tables without rows.
//!
//! The statements stand in a list. SQLite is asked one after the other; PostgreSQL has them in a function of its own, so
//! that a commit is one question and one answer over the network, however many tables it touches.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Ballots, CommandId, InstanceId, Numbers};
use reglament_runtime::port::{
    ChangeSet, DueTimer, InstanceStore, JournalRow, KnownCommand, SignalRow, StoreError,
    StoredInstance,
};
use serde_json::{Map, Value as Json};

use crate::{
    SqlStore, ballots,
    database::{self, Connection, Pool, Value},
    dialect::{Dialect, Sql},
    documents, files, incidents, instances, jobs, journal, messages, outbox, participants,
    publications, registers, signals, step_states, tasks, timers,
};

/// A statement of a commit, and what it writes.
pub(crate) struct Write {
    pub(crate) sql: Sql,
    rows: fn(&ChangeSet) -> Vec<Json>,
    /// Every row must be there to be touched; otherwise another writer was faster.
    pub(crate) is_exact: bool,
}

impl Write {
    pub(crate) const fn new(sql: Sql, rows: fn(&ChangeSet) -> Vec<Json>) -> Self {
        Self {
            sql,
            rows,
            is_exact: false,
        }
    }

    pub(crate) const fn exact(sql: Sql, rows: fn(&ChangeSet) -> Vec<Json>) -> Self {
        Self {
            sql,
            rows,
            is_exact: true,
        }
    }
}

/// All statements of a commit, in their order.
pub(crate) fn writes() -> impl Iterator<Item = &'static Write> {
    [
        instances::WRITES,
        journal::WRITES,
        participants::WRITES,
        tasks::WRITES,
        step_states::WRITES,
        timers::WRITES,
        incidents::WRITES,
        documents::WRITES,
        files::WRITES,
        jobs::WRITES,
        publications::WRITES,
        outbox::WRITES,
        registers::WRITES,
        ballots::WRITES,
        signals::WRITES,
        messages::WRITES,
        signals::REPLIES,
    ]
    .into_iter()
    .flatten()
}

#[async_trait]
impl InstanceStore for SqlStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        self.lock.check()?;
        match self.writer().dialect() {
            Dialect::Sqlite => one_by_one(self.writer(), changes).await,
            Dialect::Postgres => all_at_once(self.writer(), &self.commit, changes).await,
        }
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

    async fn pending_signals(&self, ids: &[CommandId]) -> Result<Vec<CommandId>, StoreError> {
        signals::known(&self.read, ids).await
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

async fn one_by_one(pool: &Pool, changes: &ChangeSet) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await?;
    for write in writes() {
        let rows = (write.rows)(changes);
        let expected = rows.len() as u64;
        let touched = run(&mut transaction, write.sql, rows).await?;
        if write.is_exact && touched != expected {
            return Err(StoreError::Conflict);
        }
    }
    transaction.commit().await
}

/// Asks the function `name` of [`crate::commit_function`], which knows the statements by their numbers.
async fn all_at_once(pool: &Pool, name: &str, changes: &ChangeSet) -> Result<(), StoreError> {
    let rows = writes().map(|write| (write.rows)(changes)).enumerate();
    let rows = rows.filter(|(_, rows)| !rows.is_empty());
    let rows: Map<String, Json> = rows
        .map(|(number, rows)| (number.to_string(), rows.into()))
        .collect();
    let query = database::query(format!("SELECT {name}(CAST($1 AS JSONB))"));
    let query = query.bind(Value::json(&rows));
    query.confirmed().execute(pool).await.map(drop)
}

/// Runs one statement on the rows of a JSON array; nothing when there are none. Gives how many rows it touched.
pub(crate) async fn run(c: &mut Connection, sql: Sql, rows: Vec<Json>) -> Result<u64, StoreError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let rows = Value::json(&rows);
    database::query(sql).bind(rows).execute(c).await
}
