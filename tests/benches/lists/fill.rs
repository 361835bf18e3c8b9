//! Fills the tables with copies of the played cases: a few statements in one transaction, the indexes as they are.
//!
//! One copy in ten has the whole journal of its original with its own subject, receipt, school and people in it, so that its
//! page opens; the others have the rows of lists only. Two things are not its own: the chain of hashes, and the days in
//! its journal; rows of lists have theirs.

use std::{path::Path, time::Instant};

use sqlx::{
    AssertSqlSafe, Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{
    engine::today,
    office::{self, CLERKS, INSPECTORS, PROCESSES, SCHOOLS},
    played::{self, Played},
    words,
};

/// How full it is to be.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Instances.
    pub(crate) instances: usize,
    /// Every instance runs and has three open tasks; otherwise about six in a hundred run, with one to three.
    pub(crate) all_open: bool,
}

/// What an instance takes with its indexes and its share of journals, and what must be left to others.
const BYTES_OF_ONE: u64 = 6_000;
/// The same, with three open tasks.
const BYTES_OF_ONE_OPEN: u64 = 9_000;
const LEFT_TO_OTHERS: u64 = 4_000_000_000;

/// Copies and how each of them differs: one row per instance, the oldest first.
const COPIES: &str = include_str!("fill/copies.sql");
/// From the copies into the tables.
const ROWS: &str = include_str!("fill/rows.sql");

/// Fills the database and says how long that took.
pub(crate) async fn fill(path: &Path, size: Size, originals: &[Played]) {
    let began = Instant::now();
    assert_room(path, size);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", "-3000000")
        .pragma("temp_store", "memory");
    let mut c = SqliteConnection::connect_with(&options).await.unwrap();
    words::write(&mut c).await;
    originals_table(&mut c, originals).await;
    let numbers = [
        ("@instances", size.instances.to_string()),
        ("@all_open", i32::from(size.all_open).to_string()),
        ("@processes", PROCESSES.to_string()),
        ("@schools", SCHOOLS.to_string()),
        ("@clerks", CLERKS.to_string()),
        ("@inspectors", INSPECTORS.to_string()),
        ("@now", today().timestamp_micros().to_string()),
        ("@SUBJECT", played::SUBJECT.to_owned()),
        ("@SCHOOL", played::SCHOOL.to_owned()),
        ("@HEAD", played::HEAD.to_owned()),
        ("@INSPECTOR", played::INSPECTOR.to_owned()),
        ("@CLERK", office::BUSY.to_owned()),
    ];
    run(&mut c, "BEGIN", &numbers).await;
    for script in [COPIES, ROWS] {
        for statement in script.split_inclusive(";\n") {
            run(&mut c, statement, &numbers).await;
        }
    }
    run(&mut c, "COMMIT", &numbers).await;
    c.close().await.unwrap();
    let bytes = std::fs::metadata(path).unwrap().len();
    println!(
        "filled in {:.0?}: {:.2} GB",
        began.elapsed(),
        bytes as f64 / 1e9
    );
}

/// Stops before the disk is full.
fn assert_room(path: &Path, size: Size) {
    let disk = rustix::fs::statvfs(path).unwrap();
    let one = match size.all_open {
        true => BYTES_OF_ONE_OPEN,
        false => BYTES_OF_ONE,
    };
    let needed = size.instances as u64 * one + LEFT_TO_OTHERS;
    let free = disk.f_bavail * disk.f_frsize;
    assert!(
        free > needed,
        "{needed} bytes are needed on the disk of {}, {free} are free: ask for fewer instances, or set TMPDIR",
        path.display()
    );
}

async fn originals_table(c: &mut SqliteConnection, originals: &[Played]) {
    let sql = "CREATE TEMP TABLE original (process INTEGER, done INTEGER, instance TEXT, PRIMARY KEY (process, done))";
    run(c, sql, &[]).await;
    for one in originals {
        let sql = "INSERT INTO original VALUES ($1, $2, $3)";
        let query = sqlx::query(sql).bind(one.process as i64).bind(one.done);
        query
            .bind(one.instance.as_str())
            .execute(&mut *c)
            .await
            .unwrap();
    }
}

async fn run(c: &mut SqliteConnection, sql: &str, numbers: &[(&str, String)]) {
    let sql = numbers.iter().fold(sql.to_owned(), |sql, (name, value)| {
        sql.replace(name, value)
    });
    if sql.trim().is_empty() {
        return;
    }
    let began = Instant::now();
    let done = sqlx::query(AssertSqlSafe(sql.clone()))
        .execute(&mut *c)
        .await;
    done.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    if std::env::args().any(|argument| argument == "--verbose") {
        let first = sql.lines().find(|line| !line.starts_with("--"));
        println!("{:>8.1?}  {}", began.elapsed(), first.unwrap_or_default());
    }
}
