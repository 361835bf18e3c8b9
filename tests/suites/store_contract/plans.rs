//! Nothing that happens every day reads a table that grows: what a demonstration asks of its database from the first table to
//! the last loop, as SQLite plans it. The regulations are played, so that commands, timers, letters and documents are among it.
//!
//! What lists ask is looked at beside them, with many instances there (`adapters/store/src/queries/plans.rs`).

use std::collections::BTreeSet;

use reglament_tests::program;
use serde_json::Value;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, sqlite::SqliteConnectOptions};

/// What plans may read whole: the beginning of a line, and why it stays small.
const SMALL: [(&str, &str); 15] = [
    ("SCAN CONSTANT ROW", "no table"),
    ("SCAN (", "what the statement itself has gathered"),
    ("SCAN v ", "what the statement is given"),
    ("SCAN known", "what the statement itself has gathered"),
    ("SCAN found", "what the statement itself has gathered"),
    ("SCAN due", "what the statement itself has gathered"),
    ("SCAN sqlite_master", "as many rows as tables and indexes"),
    (
        "SCAN _sqlx_migrations",
        "as many rows as changes of the tables",
    ),
    ("SCAN lease", "one row for each lease"),
    ("SCAN installation", "one row"),
    ("SCAN publication", "the newest of them, from the end"),
    (
        "SCAN definition",
        "versions of processes, read once at the start",
    ),
    ("SCAN s", "subscriptions and scenarios: a page full of them"),
    ("SCAN signal", "what waits to be told between two batches"),
    (
        "SCAN task USING COVERING INDEX task_incomplete",
        "tasks that the start mends",
    ),
];

#[test]
fn nothing_of_every_day_reads_a_table_that_grows() {
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path()).logging("warn,sqlx=debug");
    std::fs::write(
        folder.path().join("reglament.toml"),
        "[log]\nformat = \"json\"\n",
    )
    .unwrap();
    let mut server = program.serve_with(&["--demo"]);
    let log = server.log();
    server.kill();
    let statements: BTreeSet<String> = log.lines().filter_map(statement).collect();
    assert!(statements.len() > 100, "{} statements", statements.len());
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let wrong = tokio.unwrap().block_on(async {
        let file = SqliteConnectOptions::new().filename(program.database());
        let mut database = file.connect().await.unwrap();
        let mut wrong = Vec::new();
        for sql in &statements {
            let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
            let plan = sqlx::query(explain).fetch_all(&mut database).await;
            let plan = plan.unwrap_or_else(|why| panic!("{why}:\n{sql}"));
            let lines = plan.iter().map(|line| line.get::<String, _>("detail"));
            let costly = lines.filter(|line| is_costly(line));
            wrong.extend(costly.map(|line| format!("{line}\n    {sql}")));
        }
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The statement that a line of the log tells, if it reads or changes rows.
fn statement(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let fields = &line["fields"];
    let told = ["db.statement", "summary"].map(|name| fields[name].as_str().unwrap_or_default());
    let sql = told
        .iter()
        .map(|sql| sql.trim())
        .find(|sql| !sql.is_empty())?;
    let kinds = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];
    kinds
        .iter()
        .any(|kind| sql.starts_with(kind))
        .then(|| sql.to_owned())
}

fn is_costly(line: &str) -> bool {
    let is_small = SMALL.iter().any(|(small, _)| line.starts_with(small));
    line.starts_with("SCAN ") && !is_small && !line.contains("VIRTUAL TABLE")
}
