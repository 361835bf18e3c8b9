//! A fresh database for a test, of either kind.
//!
//! Suites that need some store take the chosen one: SQLite, or PostgreSQL with `REGLAMENT_TEST_DATABASE=postgres`.

use std::path::Path;

use reglament_store::{Database, SqlStore};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;

use crate::postgres::Fresh;

/// Which database the suites run on.
const CHOICE: &str = "REGLAMENT_TEST_DATABASE";

/// A database that goes when it is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    folder: TempDir,
    fresh: Option<Fresh>,
}

impl TestDatabase {
    /// A file that is not there yet.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            database: Database::file(&folder.path().join("test.db")),
            folder,
            fresh: None,
        }
    }

    /// A database of the server of this run, with its tables.
    pub async fn postgres() -> Self {
        let fresh = Fresh::create().await;
        Self {
            database: Database::read(fresh.address()).unwrap(),
            folder: tempfile::tempdir().unwrap(),
            fresh: Some(fresh),
        }
    }

    /// Whatever the run is for.
    ///
    /// # Panics
    /// `REGLAMENT_TEST_DATABASE` names no kind of database.
    pub async fn chosen() -> Self {
        match std::env::var(CHOICE).as_deref() {
            Err(_) | Ok("" | "sqlite") => Self::sqlite(),
            Ok("postgres") => Self::postgres().await,
            Ok(other) => panic!("{CHOICE} is `sqlite` or `postgres`, not `{other}`"),
        }
    }

    /// Its place.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The same as the program is told it.
    pub fn address(&self) -> String {
        match &self.fresh {
            Some(fresh) => fresh.address().to_owned(),
            None => self.database.to_string(),
        }
    }

    /// A folder for what lies beside it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it.
    pub async fn open(&self) -> SqlStore {
        SqlStore::open(&self.database).await.unwrap()
    }

    /// Says something to the database behind the store's back.
    pub async fn sql(&self, sql: &str) {
        let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
        match (&self.database, &self.fresh) {
            (Database::File(path), _) => {
                let options = SqliteConnectOptions::new().filename(path);
                let mut c = SqliteConnection::connect_with(&options).await.unwrap();
                query.execute(&mut c).await.unwrap();
                c.close().await.unwrap();
            }
            (Database::Server(_), fresh) => {
                let address = fresh.as_ref().unwrap().address();
                let mut c = PgConnection::connect(address).await.unwrap();
                let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
                query.execute(&mut c).await.unwrap();
                c.close().await.unwrap();
            }
        }
    }
}
