//! The program is killed in the middle of a copy: the destination is as empty as before, and the copy is made anew.

use std::process::Stdio;
use std::time::{Duration, Instant};

use reglament_tests::{TestDatabase, program};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::filled::filled;
use super::{copied, of_postgres};

/// How long the copy may take to come to the table that is held.
const PATIENCE: Duration = Duration::from_secs(60);
/// Whether the copy waits for a table.
const WAITS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid \
                     WHERE NOT l.granted AND a.datname = current_database()";
/// Whether it is still there for the server.
const LIVES: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity WHERE datname = current_database() \
                     AND application_name LIKE 'reglament %'";

async fn until(database: &TestDatabase, sql: &str, wanted: impl Fn(&str) -> bool) {
    let began = Instant::now();
    while !wanted(&of_postgres(database, sql).await[0]) {
        assert!(began.elapsed() < PATIENCE, "this did not happen: {sql}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_copy_killed_on_its_way_to_a_server_leaves_nothing() {
    let (from, there) = (filled().await, TestDatabase::postgres().await);
    let mut holder = PgConnection::connect(&there.address()).await.unwrap();
    for sql in ["BEGIN", "LOCK TABLE audit IN EXCLUSIVE MODE"] {
        let query = sqlx::query(AssertSqlSafe(sql));
        query.execute(&mut holder).await.unwrap();
    }
    let (source, address) = (from.address(), there.address());
    let mut command = program(from.folder()).command(&["copy-database", &source, &address]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    until(&there, WAITS, |count| count != "0").await;
    child.kill().unwrap();
    child.wait().unwrap();
    holder.close().await.unwrap();
    until(&there, LIVES, |count| count == "0").await;
    let rows = of_postgres(&there, "SELECT CAST(COUNT(*) AS TEXT) FROM journal").await;
    assert_eq!(rows, ["0"], "a part of the copy was kept");
    copied(&from, &there).await.unwrap();
}
