//! A database of one test: a copy of a template that has the tables. It is dropped when the next one is made, because
//! dropping takes a connection and the test that had it is over.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use reglament_store::{Database, SqlStore};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio::sync::OnceCell;

use super::Cluster;

const ROLE: &str = "reglament";
const TEMPLATE: &str = "with_tables";

static OVER: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A database of the server of this run.
#[derive(Debug)]
pub(crate) struct Fresh {
    name: String,
    address: String,
}

impl Fresh {
    /// Makes one.
    pub(crate) async fn create() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        static PREPARED: OnceCell<()> = OnceCell::const_new();
        PREPARED.get_or_init(prepare).await;
        let cluster = Cluster::of_this_run();
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let over = std::mem::take(&mut *OVER.lock().unwrap());
        let mut sql: Vec<String> = over
            .iter()
            .map(|name| format!("DROP DATABASE {name} WITH (FORCE)"))
            .collect();
        sql.push(format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"));
        say(sql).await;
        let address = cluster.address(ROLE, &name);
        Self { name, address }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        OVER.lock().unwrap().push(std::mem::take(&mut self.name));
    }
}

async fn prepare() {
    say(vec![format!("CREATE DATABASE {TEMPLATE}")]).await;
    let address = Cluster::of_this_run().address(ROLE, TEMPLATE);
    let database = Database::read(&address).unwrap();
    SqlStore::open(&database).await.unwrap().close().await;
}

async fn say(all: Vec<String>) {
    let address = Cluster::of_this_run().address(ROLE, "postgres");
    let mut c = PgConnection::connect(&address).await.unwrap();
    for sql in all {
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut c)
            .await
            .unwrap();
    }
    c.close().await.unwrap();
}
