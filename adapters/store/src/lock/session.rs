//! The lock of a server: an advisory lock of a connection that does nothing else. The server frees it when the connection
//! ends, however that happens.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use reglament_runtime::port::StoreError;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};
use tokio::{sync::Mutex, task::JoinHandle};

use crate::{Database, OpenError, address::ServerAddress};

/// The key of the lock, in two halves: the name of the program, and the number of the lock.
const KEY: (i32, i32) = (0x7265_676C, 0);
/// How long another process may have the database alone: while it prepares the tables, or has just gone.
const PATIENCE: &str = "SET lock_timeout = '30s'";
/// How long is waited for it where somebody waits for an answer: after the connection was lost.
const LITTLE_PATIENCE: &str = "SET lock_timeout = '2s'";
/// The server's code for a lock that did not come in time.
const NOT_IN_TIME: &str = "55P03";
/// How often the connection is looked after: it may be lost, and something in between may take it for idle.
const PULSE: Duration = Duration::from_secs(5);

/// A connection with the lock.
#[derive(Debug)]
pub(crate) struct Lock {
    connection: Arc<Mutex<Option<PgConnection>>>,
    /// Another process took the database for itself while the connection was lost.
    is_lost: Arc<AtomicBool>,
    /// Nobody else had the database open.
    is_alone: bool,
    pulse: JoinHandle<()>,
}

impl Lock {
    /// Whether nobody else had the database open when it was locked.
    pub(crate) fn is_alone(&self) -> bool {
        self.is_alone
    }

    /// Goes on together with others.
    ///
    /// # Errors
    /// The server cannot be asked.
    pub(crate) async fn share(&self) -> Result<(), StoreError> {
        let mut held = self.connection.lock().await;
        let Some(connection) = held.as_mut().filter(|_| self.is_alone) else {
            return Ok(());
        };
        let lost = |error: sqlx::Error| StoreError::Unavailable(error.to_string());
        for sql in [
            "SELECT pg_advisory_lock_shared($1, $2)",
            "SELECT pg_advisory_unlock($1, $2)",
        ] {
            let query = sqlx::query(sql).bind(KEY.0).bind(KEY.1);
            query.execute(&mut *connection).await.map_err(lost)?;
        }
        Ok(())
    }

    /// Whether another process has the database for itself.
    pub(crate) fn is_lost(&self) -> bool {
        self.is_lost.load(Ordering::Relaxed)
    }

    /// Sees that the connection with the lock is there.
    ///
    /// # Errors
    /// It is not.
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        let mut held = self.connection.lock().await;
        let alive = match held.as_mut() {
            Some(connection) => connection.ping().await.is_ok(),
            None => false,
        };
        match alive {
            true => Ok(()),
            false => Err(StoreError::Unavailable(
                "the lock of the database is lost".to_owned(),
            )),
        }
    }

    /// Ends the connection.
    pub(crate) async fn free(&self) {
        self.pulse.abort();
        if let Some(connection) = self.connection.lock().await.take() {
            // Whether the farewell arrives or not, the connection is gone.
            let _ = connection.close().await;
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.pulse.abort();
    }
}

/// Locks the database at `address`: alone when nobody has it open, until [`Lock::share`]; together with the others otherwise.
///
/// # Errors
/// [`OpenError::InUse`] with the process that has it alone; the server cannot be asked.
pub(crate) async fn lock(address: &ServerAddress) -> Result<Lock, OpenError> {
    let database = Database::Server(address.clone());
    let failed = |error: sqlx::Error| OpenError::of(&database, &error);
    let mut connection = connect(address).await.map_err(failed)?;
    let is_alone = alone(&mut connection).await.map_err(failed)?;
    if !is_alone && !together(&mut connection, PATIENCE).await.map_err(failed)? {
        let process = owner(&mut connection).await.map_err(failed)?;
        return Err(OpenError::InUse { database, process });
    }
    let connection = Arc::new(Mutex::new(Some(connection)));
    let is_lost = Arc::<AtomicBool>::default();
    let pulse = hold(address.clone(), connection.clone(), is_lost.clone());
    Ok(Lock {
        connection,
        is_lost,
        is_alone,
        pulse: tokio::spawn(pulse),
    })
}

/// Locks the database at `address` for as long as the lock lives. It is not taken again when the connection is lost: somebody
/// may have come in meanwhile.
///
/// # Errors
/// [`OpenError::InUse`] with a process that has it open; the server cannot be asked.
pub(crate) async fn lock_alone(address: &ServerAddress) -> Result<Lock, OpenError> {
    let database = Database::Server(address.clone());
    let failed = |error: sqlx::Error| OpenError::of(&database, &error);
    let mut connection = connect(address).await.map_err(failed)?;
    if !alone(&mut connection).await.map_err(failed)? {
        let process = owner(&mut connection).await.map_err(failed)?;
        return Err(OpenError::InUse { database, process });
    }
    let connection = Arc::new(Mutex::new(Some(connection)));
    let pulse = keep_warm(connection.clone());
    Ok(Lock {
        connection,
        is_lost: Arc::default(),
        is_alone: true,
        pulse: tokio::spawn(pulse),
    })
}

async fn connect(address: &ServerAddress) -> Result<PgConnection, sqlx::Error> {
    let name = format!("reglament {}", std::process::id());
    let options = address.options().application_name(&name);
    // Waiting for the lock is slow on purpose.
    let options = options.disable_statement_logging();
    PgConnection::connect_with(&options).await
}

/// Takes the lock for itself, if nobody has it.
async fn alone(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let query = sqlx::query_scalar("SELECT pg_try_advisory_lock($1, $2)");
    query.bind(KEY.0).bind(KEY.1).fetch_one(connection).await
}

/// Takes the lock with others. False: somebody has it alone for longer than `patience`.
async fn together(
    connection: &mut PgConnection,
    patience: &'static str,
) -> Result<bool, sqlx::Error> {
    sqlx::query(patience).execute(&mut *connection).await?;
    let query = sqlx::query("SELECT pg_advisory_lock_shared($1, $2)");
    let asked = query.bind(KEY.0).bind(KEY.1).execute(connection).await;
    match asked {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(told)) if told.code().as_deref() == Some(NOT_IN_TIME) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Whoever has the lock, as far as the server tells.
async fn owner(connection: &mut PgConnection) -> Result<String, sqlx::Error> {
    let sql = "SELECT COALESCE(NULLIF(replace(a.application_name, 'reglament ', ''), ''), 'PostgreSQL ' || a.pid) \
               || COALESCE(' (' || host(a.client_addr) || ')', '') \
               FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted \
               AND l.classid = CAST($1 AS OID) AND l.objid = CAST($2 AS OID) AND a.datname = current_database() LIMIT 1";
    let query = sqlx::query_scalar(sql).bind(KEY.0).bind(KEY.1);
    let found: Option<Option<String>> = query.fetch_optional(connection).await?;
    Ok(found.flatten().unwrap_or_else(|| "?".to_owned()))
}

/// Keeps the connection from being taken for idle.
async fn keep_warm(connection: Arc<Mutex<Option<PgConnection>>>) {
    loop {
        tokio::time::sleep(PULSE).await;
        let mut held = connection.lock().await;
        let Some(alive) = held.as_mut() else {
            return;
        };
        if alive.ping().await.is_err() {
            *held = None;
        }
    }
}

/// Keeps the connection, and takes the lock anew when the server was restarted.
async fn hold(
    address: ServerAddress,
    connection: Arc<Mutex<Option<PgConnection>>>,
    is_lost: Arc<AtomicBool>,
) {
    loop {
        tokio::time::sleep(PULSE).await;
        let mut held = connection.lock().await;
        let Some(alive) = held.as_mut() else {
            return;
        };
        if alive.ping().await.is_ok() {
            continue;
        }
        match again(&address).await {
            Ok(Some(anew)) => {
                *held = Some(anew);
                is_lost.store(false, Ordering::Relaxed);
            }
            Ok(None) => {
                is_lost.store(true, Ordering::Relaxed);
                tracing::error!(
                    database = %address,
                    "another process has taken the database for itself while the connection was lost"
                );
            }
            Err(error) => {
                tracing::warn!(database = %address, %error, "the lock of the database is lost")
            }
        }
    }
}

async fn again(address: &ServerAddress) -> Result<Option<PgConnection>, StoreError> {
    let lost = |error: sqlx::Error| StoreError::Unavailable(error.to_string());
    let mut connection = connect(address).await.map_err(lost)?;
    let is_held = together(&mut connection, LITTLE_PATIENCE).await;
    Ok(is_held.map_err(lost)?.then_some(connection))
}
