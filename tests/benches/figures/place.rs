//! Where the databases of the run are: files in a temporary folder, or a PostgreSQL server of our own, set as a server is that
//! means to keep what it is given.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use reglament_store::Database;
use reglament_tests::Cluster;
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tempfile::TempDir;

/// PostgreSQL as its handbook advises for a machine that is its own; commits are on disk when they return.
const SETTINGS: &[&str] = &[
    "max_connections=100",
    "shared_buffers=2GB",
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    "jit=off",
    "synchronous_commit=on",
    "max_parallel_workers_per_gather=0",
];
const ROLE: &str = "reglament";

/// Which database is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// The place of all databases of one kind; they go with it.
pub(crate) struct Place {
    pub(crate) kind: Kind,
    folder: TempDir,
    cluster: Option<Cluster>,
    count: AtomicU32,
}

/// One database.
pub(crate) struct Home {
    pub(crate) database: Database,
    /// As the program is told it.
    pub(crate) address: String,
    name: String,
    file: Option<PathBuf>,
}

impl Place {
    pub(crate) fn open(kind: Kind) -> Self {
        let server = || Cluster::start(SETTINGS);
        Self {
            kind,
            folder: tempfile::tempdir().unwrap(),
            cluster: (kind == Kind::Postgres).then(server),
            count: AtomicU32::new(1),
        }
    }

    /// A folder on the same disk.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A new database without tables.
    pub(crate) async fn fresh(&self) -> Home {
        let name = format!("figures_{}", self.count.fetch_add(1, Ordering::Relaxed));
        let Some(cluster) = &self.cluster else {
            let file = self.folder.path().join(format!("{name}.db"));
            return Home {
                database: Database::file(&file),
                address: file.display().to_string(),
                name,
                file: Some(file),
            };
        };
        self.say(&format!("CREATE DATABASE {name}")).await;
        let address = cluster.address(ROLE, &name);
        Home {
            database: Database::read(&address).unwrap(),
            address,
            name,
            file: None,
        }
    }

    /// Removes a database that nobody has open any more.
    pub(crate) async fn remove(&self, home: Home) {
        match &home.file {
            Some(file) => {
                for end in ["", "-wal", "-shm", ".lock"] {
                    let _ = std::fs::remove_file(format!("{}{end}", file.display()));
                }
            }
            None => {
                let sql = format!("DROP DATABASE {} WITH (FORCE)", home.name);
                self.say(&sql).await;
            }
        }
    }

    /// Bytes on disk.
    pub(crate) async fn bytes(&self, home: &Home) -> u64 {
        match &home.file {
            Some(file) => std::fs::metadata(file).unwrap().len(),
            None => {
                let sql = format!("SELECT pg_database_size('{}')", home.name);
                let mut c = PgConnection::connect(&home.address).await.unwrap();
                let bytes: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
                    .fetch_one(&mut c)
                    .await
                    .unwrap();
                c.close().await.unwrap();
                bytes.cast_unsigned()
            }
        }
    }

    async fn say(&self, sql: &str) {
        let address = self.cluster.as_ref().unwrap().address(ROLE, "postgres");
        let mut c = PgConnection::connect(&address).await.unwrap();
        c.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
        c.close().await.unwrap();
    }
}

impl Home {
    /// Says one thing after another to the database behind the store's back, in a session that may lose it all.
    pub(crate) async fn say(&self, all: &[String]) {
        match &self.file {
            Some(file) => {
                let options = SqliteConnectOptions::new()
                    .filename(file)
                    .journal_mode(SqliteJournalMode::Off)
                    .pragma("synchronous", "off")
                    .pragma("cache_size", "-1000000")
                    .pragma("temp_store", "memory");
                let mut c = SqliteConnection::connect_with(&options).await.unwrap();
                for sql in all {
                    let done = c.execute(AssertSqlSafe(sql.clone())).await;
                    done.unwrap_or_else(|error| panic!("{error}\n{sql}"));
                }
                c.close().await.unwrap();
            }
            None => {
                let mut c = PgConnection::connect(&self.address).await.unwrap();
                c.execute("SET synchronous_commit = off").await.unwrap();
                for sql in all {
                    let done = c.execute(AssertSqlSafe(sql.clone())).await;
                    done.unwrap_or_else(|error| panic!("{error}\n{sql}"));
                }
                c.close().await.unwrap();
            }
        }
    }

    /// The columns of a table, in their order.
    pub(crate) async fn columns(&self, table: &str) -> Vec<String> {
        match &self.file {
            Some(file) => {
                let options = SqliteConnectOptions::new().filename(file);
                let mut c = SqliteConnection::connect_with(&options).await.unwrap();
                let sql = format!("SELECT name FROM pragma_table_info('{table}')");
                let found = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c);
                let found = found.await.unwrap();
                c.close().await.unwrap();
                found
            }
            None => {
                let mut c = PgConnection::connect(&self.address).await.unwrap();
                let sql = format!(
                    "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
                     WHERE table_name = '{table}' AND table_schema = 'public' ORDER BY ordinal_position"
                );
                let found = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c);
                let found = found.await.unwrap();
                c.close().await.unwrap();
                found
            }
        }
    }
}
