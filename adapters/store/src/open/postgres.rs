//! PostgreSQL: few connections for each node, looked after before they are used again, and what the server must be.

use std::time::Duration;

use sqlx::{
    Connection as _, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{
    Database, OpenError,
    address::ServerAddress,
    database::{Pool, STATEMENT},
};

/// Connections that write; with the readers, the hints and the lock a server takes sixteen of the usual hundred.
const WRITERS: u32 = 4;
/// Connections that read.
const READERS: u32 = 9;
/// Connections of hints between servers: one hears, one speaks.
const HINTS: u32 = 2;
/// A connection that rested longer is asked whether it is still there: the server may have been restarted.
const RESTED: Duration = Duration::from_secs(1);
/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Statements that a connection keeps prepared: more than the store has.
const STATEMENTS: usize = 512;
/// The same of a connection of a copy: they are long.
const LONG_STATEMENTS: usize = 8;
/// Everything is found by its keys, and lists are walks along an index, however little the server knows of new tables: a plan
/// made while they were small, which read them whole, would be kept while they grow.
const BY_KEYS: [(&str, &str); 3] = [
    ("enable_seqscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
];
/// The oldest server that the tests know, as its number.
const OLDEST: i32 = 150_000;

/// The pools.
pub(super) struct Pools {
    pub(super) write: Pool,
    pub(super) read: Pool,
    /// For hints; it connects when there is something to tell or to hear.
    pub(super) hints: PgPool,
}

/// The pools for writing, for reading and for hints.
pub(super) async fn open(database: &Database, address: &ServerAddress) -> Result<Pools, OpenError> {
    let unusable = |error: sqlx::Error| OpenError::of(database, &error);
    let options = options(address).options(BY_KEYS);
    let write = pool(WRITERS, options.clone()).await.map_err(unusable)?;
    check_server(database, &write).await.map_err(unusable)??;
    super::migrate(database, &Pool::Postgres(write.clone())).await?;
    // What was prepared before the tables changed is forgotten with the connections.
    let limit = STATEMENT.as_millis().to_string();
    let reading = options.clone().options([("statement_timeout", limit)]);
    let read = pool(READERS, reading).await.map_err(unusable)?;
    // A hint is not worth a flush, let alone a wait for a standby.
    let hinting = options.options([("synchronous_commit", "off")]);
    Ok(Pools {
        write: Pool::Postgres(write),
        read: Pool::Postgres(read),
        hints: settled(HINTS).connect_lazy_with(hinting),
    })
}

/// One connection for reading or writing everything, for as long as that takes.
pub(super) async fn alone(database: &Database, address: &ServerAddress) -> Result<Pool, OpenError> {
    let options = options(address).statement_cache_capacity(LONG_STATEMENTS);
    let options = options.options([
        ("statement_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
    ]);
    let opened = pool(1, options).await;
    opened
        .map(Pool::Postgres)
        .map_err(|error| OpenError::of(database, &error))
}

fn options(address: &ServerAddress) -> PgConnectOptions {
    let name = format!("reglament {}", std::process::id());
    // Compiling short statements takes longer than carrying them out.
    let options = address.options().options([("jit", "off")]);
    options
        .application_name(&name)
        .statement_cache_capacity(STATEMENTS)
}

async fn pool(connections: u32, options: PgConnectOptions) -> Result<PgPool, sqlx::Error> {
    settled(connections).connect_with(options).await
}

fn settled(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|connection, rest| {
            Box::pin(async move {
                if rest.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}

pub(super) async fn check_server(
    database: &Database,
    pool: &PgPool,
) -> Result<Result<(), OpenError>, sqlx::Error> {
    let sql = "SELECT CAST(current_setting('server_version_num') AS INTEGER), current_setting('server_version'), \
               current_setting('server_encoding')";
    let found: (i32, String, String) = sqlx::query_as(sql).fetch_one(pool).await?;
    let (number, version, encoding) = found;
    Ok(if number < OLDEST {
        Err(OpenError::OldServer(version))
    } else if encoding != "UTF8" {
        let database = database.clone();
        Err(OpenError::Encoding { database, encoding })
    } else {
        Ok(())
    })
}
