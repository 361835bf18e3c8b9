//! Single commands are killed at every write and every flush that they make: what was printed is there, nothing is torn.
//!
//! The kills are made by `strace` at the n-th system call, so that no moment is left to chance. Where tracing is not
//! allowed the test says so and proves nothing.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use reglament_tests::{Program, program};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::regulation::{self, CLERK, PROCESS};

/// Calls at which the program is killed.
pub(super) const CALLS: [&str; 4] = ["pwrite64", "fdatasync", "ftruncate", "unlink"];
/// Fewest kills that make a proof.
const LEAST: usize = 30;
/// Most kills of one command at one kind of call.
const MOST: usize = 200;

#[test]
fn a_command_killed_at_any_write_is_done_or_not_begun() {
    if !can_trace() {
        println!(
            "SKIPPED: strace is missing or may not trace here; kills at system calls were not tested"
        );
        return;
    }
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let template = tempfile::tempdir().unwrap();
    // Nobody listens there: these commands send no letters.
    regulation::write(template.path(), 9);
    let first = sweep(&tokio, template.path(), &["publish", "processes"]);
    program(template.path()).run(&["publish", "processes"]);
    let input = r#"{"topic":"Первый","email":"applicant@example.org"}"#;
    let start = ["start", PROCESS, "--json", "--input", input];
    let second = sweep(&tokio, template.path(), &start);
    let started = program(template.path()).run(&start);
    let started: serde_json::Value = serde_json::from_str(&started).unwrap();
    let task = format!("{}/1", started["instance"].as_str().unwrap());
    let complete = [
        "task",
        "complete",
        &task,
        "--by",
        CLERK.0,
        "--json",
        "--input",
        r#"{"note":"Да"}"#,
    ];
    let third = sweep(&tokio, template.path(), &complete);
    println!(
        "kills: {first} while publishing into a new database, {second} in a start, {third} in a task"
    );
    assert!(
        first + second + third >= LEAST,
        "too few points to prove anything"
    );
}

/// Kills the command at the first, second, … call of each kind until it survives; gives the number of kills.
fn sweep(tokio: &tokio::runtime::Runtime, template: &Path, arguments: &[&str]) -> usize {
    let before = tokio.block_on(count(template));
    let mut kills = 0;
    for call in CALLS {
        for n in 1..=MOST {
            let folder = copy(template);
            let program = program(folder.path());
            let (survived, printed) = killed_at(&program, arguments, call, n);
            // Publishing may be repeated at will; it also makes the database, if that had not happened yet.
            if arguments[0] == "publish" {
                program.run(arguments);
            }
            program.run(&["verify", "--json"]);
            let after = tokio.block_on(count(folder.path()));
            let place = format!("{arguments:?} killed at {call} {n}");
            check(before, after, printed, &place);
            if survived {
                break;
            }
            kills += 1;
        }
    }
    kills
}

/// Whether the command lived, and whether it had acknowledged.
pub(super) fn killed_at(
    program: &Program,
    arguments: &[&str],
    call: &str,
    n: usize,
) -> (bool, bool) {
    let (trace, inject) = (
        format!("trace={call}"),
        format!("inject={call}:signal=KILL:when={n}"),
    );
    let wrapper = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        &trace,
        "-e",
        &inject,
    ];
    let mut command = program.wrapped(&wrapper, arguments);
    let output = command.stdin(Stdio::null()).output().unwrap();
    (output.status.success(), !output.stdout.is_empty())
}

/// Rows of journal, instances and open tasks.
type Count = (i64, i64, i64);

fn check(before: Count, after: Count, printed: bool, place: &str) {
    let is_done = after != before;
    assert!(
        is_done || !printed || place.contains("publish"),
        "{place}: acknowledged and lost"
    );
    let (commands, instances, tasks) = (after.0 - before.0, after.1 - before.1, after.2 - before.2);
    let whole = [(0, 0, 0), (1, 1, 1), (1, 0, -1)].contains(&(commands, instances, tasks));
    assert!(
        whole,
        "{place}: half done: {commands} commands, {instances} instances, {tasks} tasks"
    );
}

async fn count(folder: &Path) -> Count {
    let path = folder.join("data.db");
    if !path.exists() {
        return (0, 0, 0);
    }
    let options = SqliteConnectOptions::new().filename(path);
    let mut database = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let sql = "SELECT (SELECT COUNT(*) FROM journal), (SELECT COUNT(*) FROM instance), (SELECT COUNT(*) FROM task)";
    let count = sqlx::query_as(sql).fetch_one(&mut database).await.unwrap();
    database.close().await.unwrap();
    count
}

fn copy(template: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["data.db", "data.db-wal", "reglament.toml"] {
        if template.join(name).exists() {
            fs::copy(template.join(name), folder.path().join(name)).unwrap();
        }
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(template.join("processes"), folder.path().join("processes"))
        .unwrap();
    folder
}

/// Whether a program can be traced and killed at a call here.
pub(super) fn can_trace() -> bool {
    let mut command = std::process::Command::new("strace");
    command.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=write",
        "-e",
        "inject=write:signal=KILL:when=1",
    ]);
    let run = command.args(["echo", "traced"]).output();
    run.is_ok_and(|output| !output.status.success() && output.stdout.is_empty())
}
