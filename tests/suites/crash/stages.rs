//! Commands that are disturbed: publishing into a new database, a start, a task; and what may be left of each.

use std::fs;
use std::path::Path;

use reglament_tests::program;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use super::regulation::{self, CLERK, PROCESS};

/// A command, and the folder that it begins in.
pub(super) struct Stage {
    pub(super) name: &'static str,
    arguments: Vec<String>,
    template: TempDir,
    before: Count,
}

/// Rows of journal, instances and open tasks.
type Count = (i64, i64, i64);

/// All of them, each on what the one before it has left.
pub(super) fn all() -> [Stage; 3] {
    let empty = folder();
    let published = folder();
    program(published.path()).run(&["publish", "processes"]);
    let begun = folder();
    program(begun.path()).run(&["publish", "processes"]);
    let instance = start(begun.path(), "Первый");
    let words =
        |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let task = format!("{instance}/1");
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
    [
        Stage::new("publish", words(&["publish", "processes"]), empty),
        Stage::new(
            "start",
            words(&starting(
                r#"{"topic":"Первый","email":"applicant@example.org"}"#,
            )),
            published,
        ),
        Stage::new("task", words(&complete), begun),
    ]
}

fn starting(input: &str) -> [&str; 5] {
    ["start", PROCESS, "--json", "--input", input]
}

/// Begins an instance; gives its id.
pub(super) fn start(folder: &Path, topic: &str) -> String {
    let input = format!(r#"{{"topic":"{topic}","email":"applicant@example.org"}}"#);
    let started = program(folder).run(&starting(&input));
    let started: serde_json::Value = serde_json::from_str(&started).unwrap();
    started["instance"].as_str().unwrap().to_owned()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    // Nobody listens there: these commands send no letters.
    regulation::write(folder.path(), 9);
    folder
}

impl Stage {
    fn new(name: &'static str, arguments: Vec<String>, template: TempDir) -> Self {
        let before = count(template.path());
        Self {
            name,
            arguments,
            template,
            before,
        }
    }

    pub(super) fn arguments(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }

    /// A folder of its own, as it was before the command.
    pub(super) fn copy(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["data.db", "data.db-wal", "reglament.toml"] {
            let from = self.template.path().join(name);
            if from.exists() {
                fs::copy(from, folder.path().join(name)).unwrap();
            }
        }
        let processes = self.template.path().join("processes");
        std::os::unix::fs::symlink(processes, folder.path().join("processes")).unwrap();
        folder
    }

    /// The command is done as a whole or not begun, what was printed is done, and the books agree. Gives whether it is done.
    pub(super) fn check(&self, folder: &Path, printed: bool, point: &str) -> bool {
        let place = format!("{} at {point}", self.name);
        program(folder).run(&["verify", "--json"]);
        let (before, after) = (self.before, count(folder));
        let is_done = after != before;
        assert!(
            is_done || !printed || self.name == "publish",
            "{place}: acknowledged and lost"
        );
        let (commands, instances, tasks) =
            (after.0 - before.0, after.1 - before.1, after.2 - before.2);
        let whole = [(0, 0, 0), (1, 1, 1), (1, 0, -1)].contains(&(commands, instances, tasks));
        assert!(
            whole,
            "{place}: half done: {commands} commands, {instances} instances, {tasks} tasks"
        );
        is_done
    }
}

fn count(folder: &Path) -> Count {
    let path = folder.join("data.db");
    if !path.exists() {
        return (0, 0, 0);
    }
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio.block_on(async {
        let options = SqliteConnectOptions::new().filename(path);
        let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        let sql = "SELECT (SELECT COUNT(*) FROM journal), (SELECT COUNT(*) FROM instance), (SELECT COUNT(*) FROM task)";
        let count = sqlx::query_as(sql).fetch_one(&mut database).await.unwrap();
        database.close().await.unwrap();
        count
    })
}
