//! Writing a change set: one transaction, one statement per table, and nothing for tables without rows.
//!
//! The statements stand in a list. SQLite is given all that have rows in one text; PostgreSQL has them in a function of its own, so
//! that a commit is one question and one answer over the network, however many tables it touches.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{Ballots, CommandId, InstanceId, Numbers};
use reglament_runtime::port::{
    ChangeSet, DueTimer, InstanceStore, JournalRow, KnownCommand, Ready, SignalRow, StoreError,
    StoredInstance,
};

use crate::{
    SqlStore, ballots,
    database::{self, Connection, Pool, Value},
    dialect::{Dialect, Sql},
    documents, erasures, files, incidents, instances, jobs, journal,
    line::{Line, listed},
    messages, outbox, participants, publications, registers, signals, step_states, tasks, timers,
};

/// Where the statements of `sql!` expect their rows on SQLite.
const ROWS: &str = "$1";

/// A statement of a commit, and what it writes.
#[derive(Debug)]
pub(crate) struct Write {
    pub(crate) sql: Sql,
    rows: fn(&ChangeSet) -> Vec<Line>,
    pub(crate) touch: Touch,
}

/// How many of its rows a statement must touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    /// Whatever is there.
    Any,
    /// Those that the next statement, which has the same rows and is exact, does not.
    Part,
    /// Every one; otherwise another writer was faster.
    All,
}

impl Write {
    pub(crate) const fn new(sql: Sql, rows: fn(&ChangeSet) -> Vec<Line>) -> Self {
        Self {
            sql,
            rows,
            touch: Touch::Any,
        }
    }

    pub(crate) const fn part(sql: Sql, rows: fn(&ChangeSet) -> Vec<Line>) -> Self {
        Self {
            sql,
            rows,
            touch: Touch::Part,
        }
    }

    pub(crate) const fn exact(sql: Sql, rows: fn(&ChangeSet) -> Vec<Line>) -> Self {
        Self {
            sql,
            rows,
            touch: Touch::All,
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
        // What is left stands after everything that was added.
        erasures::WRITES,
        signals::REPLIES,
    ]
    .into_iter()
    .flatten()
}

#[async_trait]
impl InstanceStore for SqlStore {
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        self.write(self.prepare(changes)).await
    }

    fn ready(&self, changes: &Arc<ChangeSet>) -> Ready {
        Ready::in_words(changes.clone(), self.prepare(changes))
    }

    async fn commit_ready(&self, ready: Ready) -> Result<(), StoreError> {
        let changes = ready.changes.clone();
        match ready.words::<Prepared>() {
            Some(prepared) => self.write(prepared).await,
            None => self.commit(&changes).await,
        }
    }

    async fn load(&self, ids: &[InstanceId]) -> Result<Vec<StoredInstance>, StoreError> {
        instances::load(self.by_keys(), ids).await
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
        signals::known_commands(self.by_keys(), ids).await
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

/// A change set in the words of its database, ready to be written.
#[derive(Clone, Debug)]
pub struct Prepared(Form);

#[derive(Clone, Debug)]
enum Form {
    /// Statement by statement: its rows as JSON, and how many they are.
    InTurn(Vec<(&'static Write, String, u64)>),
    /// The rows of all statements, by their numbers.
    AllAtOnce(String),
}

impl SqlStore {
    /// Makes a change set ready, without asking the database. [`InstanceStore::commit`] is this and [`Self::write`];
    /// benchmarks part them to know what the database alone takes.
    pub fn prepare(&self, changes: &ChangeSet) -> Prepared {
        let all = writes().map(|write| (write, (write.rows)(changes)));
        let filled = all.enumerate().filter(|(_, (_, rows))| !rows.is_empty());
        Prepared(match self.writer().dialect() {
            Dialect::Sqlite => {
                let ready = filled.map(|(_, (write, rows))| {
                    let count = rows.len() as u64;
                    (write, listed(&rows), count)
                });
                Form::InTurn(ready.collect())
            }
            // `crate::commit_function` knows the statements by their numbers.
            Dialect::Postgres => {
                let rows =
                    filled.map(|(number, (_, rows))| format!("\"{number}\":{}", listed(&rows)));
                Form::AllAtOnce(format!("{{{}}}", rows.collect::<Vec<_>>().join(",")))
            }
        })
    }

    /// Writes everything or nothing; it is on disk when this returns.
    ///
    /// # Errors
    /// As [`InstanceStore::commit`].
    pub async fn write(&self, prepared: Prepared) -> Result<(), StoreError> {
        self.check()?;
        match prepared.0 {
            Form::InTurn(ready) => {
                let most = ready.iter().map(|(_, _, count)| *count).max();
                if let Some(told) = self.checkpoints.before(most.unwrap_or(0)) {
                    database::query(told).execute(self.writer()).await?;
                }
                in_turn(self.writer(), ready).await
            }
            Form::AllAtOnce(rows) => {
                let query = database::query(format!("SELECT {}(CAST($1 AS JSONB))", self.commit));
                let query = query.bind(Value::Json(Some(rows)));
                query.confirmed().execute(self.writer()).await.map(drop)
            }
        }
    }
}

/// All statements in one question: each would cost two switches of threads, which with one command in a commit is most of it.
async fn in_turn(pool: &Pool, ready: Vec<(&'static Write, String, u64)>) -> Result<(), StoreError> {
    let mut text = String::new();
    let mut rows = Vec::with_capacity(ready.len());
    let mut expected: Vec<(i64, u64)> = Vec::new();
    for (number, (write, values, count)) in (1..).zip(ready) {
        let sql = write.sql.of(Dialect::Sqlite);
        text += &sql.replace(ROWS, &format!("${number}"));
        // Every row that is touched gives the number of the statement that is exact.
        match write.touch {
            Touch::Any => {}
            Touch::Part => text += &format!(" RETURNING {}", number + 1),
            Touch::All => {
                text += &format!(" RETURNING {number}");
                expected.push((number, count));
            }
        }
        text += ";\n";
        rows.push(values);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut transaction = pool.begin().await?;
    let touched = transaction.execute_all(text, rows).await?;
    for (number, count) in expected {
        let found = touched.iter().filter(|touched| **touched == number);
        if found.count() as u64 != count {
            return Err(StoreError::Conflict);
        }
    }
    transaction.commit().await
}

/// Runs one statement on the rows of a JSON array; nothing when there are none. Gives how many rows it touched.
pub(crate) async fn run(c: &mut Connection, sql: Sql, rows: Vec<Line>) -> Result<u64, StoreError> {
    if rows.is_empty() {
        return Ok(0);
    }
    let rows = Value::lines(&rows);
    database::query(sql).bind(rows).execute(c).await
}

#[cfg(test)]
mod tests {
    use super::{ROWS, Touch, writes};
    use crate::dialect::Dialect;

    #[test]
    fn a_part_is_followed_by_what_counts_it() {
        let all: Vec<_> = writes().collect();
        for pair in all.windows(2) {
            assert!(pair[0].touch != Touch::Part || pair[1].touch == Touch::All);
        }
        assert_ne!(all.last().unwrap().touch, Touch::Part);
    }

    #[test]
    fn every_statement_takes_its_rows_once() {
        for write in writes() {
            let sql = write.sql.of(Dialect::Sqlite);
            assert_eq!(sql.matches(ROWS).count(), 1, "{sql}");
            assert_eq!(sql.matches('$').count(), 1, "{sql}");
        }
    }
}
