//! A copy of a database into a file is killed at its writes: the file holds nothing of it, or all of it.

use std::path::Path;

use reglament_tests::{Program, program};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

use super::regulation::{self, PROCESS};
use super::sweep::{CALLS, can_trace, killed_at};

const COPY: [&str; 3] = ["copy-database", "data.db", "copy.db"];
/// Fewest kills that make a proof.
const LEAST: usize = 20;
/// Most writes before the last kill.
const MOST: usize = 2_000;

#[test]
fn a_killed_copy_is_empty_or_whole() {
    if !can_trace() {
        println!("SKIPPED: strace is missing or may not trace here; killed copies were not tested");
        return;
    }
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    regulation::write(folder.path(), 9);
    let program = program(folder.path());
    program.run(&["publish", "processes"]);
    let input = r#"{"topic":"Первый","email":"applicant@example.org"}"#;
    program.run(&["start", PROCESS, "--input", input]);
    let source = tokio.block_on(rows(&program.database()));
    assert!(source > 0);
    let (mut empty, mut whole) = (0, 0);
    for call in CALLS {
        let mut n = 1;
        while n < MOST {
            remove(folder.path());
            let (survived, _) = killed_at(&program, &COPY, call, n);
            let place = format!("killed at {call} {n}");
            match tokio.block_on(rows(&folder.path().join("copy.db"))) {
                0 => empty += 1,
                all => {
                    assert_eq!(all, source, "{place}: a part of the copy was kept");
                    whole += usize::from(!survived);
                }
            }
            again(&program, &place);
            if survived {
                break;
            }
            n += 1 + n / 4;
        }
    }
    println!("kills: {empty} left nothing, {whole} left everything");
    assert!(empty + whole >= LEAST, "too few points to prove anything");
    assert!(empty > 0 && whole > 0, "one of the two was never seen");
}

/// The copy is made anew, or refused because it is there.
fn again(program: &Program, place: &str) {
    let output = program.command(&COPY).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_there = output.status.code() == Some(3) && said.contains("не пуста");
    assert!(output.status.success() || is_there, "{place}: {said}");
    program.run(&["verify", "--data", "copy.db"]);
}

fn remove(folder: &Path) {
    for name in ["copy.db", "copy.db-wal", "copy.db-shm", "copy.db.lock"] {
        // Not every one is there every time.
        let _ = std::fs::remove_file(folder.join(name));
    }
}

/// Rows of the tables that a start fills.
async fn rows(path: &Path) -> i64 {
    if !path.exists() {
        return 0;
    }
    let options = SqliteConnectOptions::new().filename(path);
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    let mut rows = 0;
    for table in [
        "journal",
        "instance",
        "task",
        "timer",
        "package",
        "command",
        "definition",
    ] {
        let there = "SELECT COUNT(*) FROM sqlite_schema WHERE name = $1";
        let there: i64 = sqlx::query_scalar(there)
            .bind(table)
            .fetch_one(&mut database)
            .await
            .unwrap();
        if there > 0 {
            let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            rows += sqlx::query_scalar::<_, i64>(count)
                .fetch_one(&mut database)
                .await
                .unwrap();
        }
    }
    database.close().await.unwrap();
    rows
}
