//! Connections that are shared, and the transactions that begin on them.

use reglament_runtime::port::{Connections, StoreError};
use sqlx::{PgPool, Postgres, SqlitePool};

use super::{Connection, Transaction, query};
use crate::{dialect::Dialect, error::failed};

/// Several connections to one database.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// What only one transaction at a time may count and then add to. SQLite has one writer; PostgreSQL is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Gate {
    Forms = 1,
    Uploads = 2,
    Filters = 3,
    Identities = 4,
    Functions = 5,
    Months = 6,
}

/// The first half of the keys of [`Gate`], so that they meet nobody else's.
const GATES: i64 = 0x7265_676C;

impl Pool {
    /// Which database is behind.
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Transaction, StoreError> {
        let begun = match self {
            Self::Sqlite(pool) => {
                let begun = pool.begin_with("BEGIN IMMEDIATE").await;
                begun.map(Connection::Sqlite)
            }
            Self::Postgres(pool) => whole(pool, "BEGIN").await.map(Connection::Postgres),
        };
        begun.map(Transaction).map_err(failed)
    }

    /// The same, while no other passes the gate.
    pub(crate) async fn begin_alone(&self, gate: Gate) -> Result<Transaction, StoreError> {
        let mut transaction = self.begin().await?;
        if self.dialect() == Dialect::Postgres {
            let sql = "SELECT pg_advisory_xact_lock(CAST($1 AS INTEGER), CAST($2 AS INTEGER))";
            let query = query(sql).bind(GATES).bind(gate as i32);
            query.execute(&mut transaction).await?;
        }
        Ok(transaction)
    }

    /// One state of the tables for several questions.
    pub(crate) async fn snapshot(&self) -> Result<Transaction, StoreError> {
        let begun = match self {
            Self::Sqlite(pool) => pool.begin().await.map(Connection::Sqlite),
            Self::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                whole(pool, begin).await.map(Connection::Postgres)
            }
        };
        begun.map(Transaction).map_err(failed)
    }

    /// How many of the connections are in use.
    pub(crate) fn in_use(&self, purpose: &'static str) -> Connections {
        let (open, idle, most) = match self {
            Self::Sqlite(pool) => (
                pool.size(),
                pool.num_idle(),
                pool.options().get_max_connections(),
            ),
            Self::Postgres(pool) => (
                pool.size(),
                pool.num_idle(),
                pool.options().get_max_connections(),
            ),
        };
        let idle = u32::try_from(idle).unwrap_or(u32::MAX);
        Connections {
            purpose,
            in_use: open.saturating_sub(idle),
            most,
        }
    }

    /// Closes the connections; what was committed stays.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins a transaction to its end, even if whoever asked gives up meanwhile. The driver forgets a `BEGIN` that is given up
/// on its way: the connection would go back among the others inside a transaction that nobody ends, and show every later
/// reader the tables as they were then.
async fn whole(
    pool: &PgPool,
    begin: &'static str,
) -> Result<sqlx::Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(begin).await });
    begun.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}
