//! A running server whose disk misbehaves: full, read-only, slow, not flushing, locked by another tool; and one without descriptors.
//!
//! `strace` is attached to the server and lets its calls fail. Where tracing is not allowed the tests say so and prove nothing.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use reglament_tests::browser::{Answer, Request, send};
use reglament_tests::{Program, Running, program};
use serde_json::{Value, json};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use super::points::can_trace;
use super::regulation::{self, PROCESS};

/// How long something may take to come about.
const PATIENCE: Duration = Duration::from_secs(60);
/// Commands given at once to a slow disk.
const AT_ONCE: usize = 24;

/// Calls of a server that fail or are slow while this lives.
struct Trouble(Child);

impl Trouble {
    /// Attaches to the server and waits until every thread of it is held.
    fn of(server: &Running, call: &str, what: &str) -> Self {
        let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{what}"));
        let mut command = Command::new("strace");
        command.args([
            "-f",
            "-o",
            "/dev/null",
            "-e",
            &trace,
            "-e",
            &inject,
            "-p",
            &server.id().to_string(),
        ]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let attached = lines.any(|line| line.is_ok_and(|line| line.contains("attached")));
        assert!(attached, "strace does not hold the server");
        // Whatever it says of new threads has to be read, or it waits.
        thread::spawn(move || lines.for_each(drop));
        Self(child)
    }
}

impl Drop for Trouble {
    fn drop(&mut self) {
        // Asked to end it lets the server go; killed it might not. Asked while the server dies it may wait for it for ever.
        let _ = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status();
        let asked = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) {
            if asked.elapsed() > PATIENCE {
                let _ = self.0.kill();
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn office() -> (TempDir, Program) {
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    // Nobody listens there; letters wait.
    regulation::prepare(&program, folder.path(), 9);
    (folder, program)
}

fn start(address: SocketAddr, topic: &str) -> Option<Answer> {
    let body: Value = json!({"data": {"topic": topic, "email": "applicant@example.org"}});
    let key = format!("a-start-about-{}", topic.replace(' ', "-"));
    let path = format!("/api/v1/processes/{PROCESS}/instances");
    send(address, &Request::command(&path, &key, body)).ok()
}

/// Gives the command until it is acknowledged.
fn insist(address: SocketAddr, key: &str) -> Value {
    let began = Instant::now();
    loop {
        match start(address, key) {
            Some(answer) if (200..300).contains(&answer.status) => return answer.json(),
            answer => assert!(
                began.elapsed() < PATIENCE,
                "{key}: {:?}",
                answer.map(|answer| answer.html())
            ),
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Gives the command until it is refused as not available.
fn until_refused(address: SocketAddr) -> String {
    let began = Instant::now();
    for n in 0.. {
        let key = format!("refused-{n}");
        if start(address, &key).is_some_and(|answer| answer.status == 503) {
            return key;
        }
        assert!(began.elapsed() < PATIENCE, "nothing is refused");
    }
    unreachable!("the loop ends by its patience")
}

/// So many instances are about this, by the program's own list.
fn begun(program: &Program, topics: &[&str]) -> Vec<i64> {
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio.block_on(async {
        let options = SqliteConnectOptions::new().filename(program.database());
        let mut database = sqlx::SqliteConnection::connect_with(&options)
            .await
            .unwrap();
        let mut found = Vec::new();
        for topic in topics {
            let count = sqlx::query_scalar("SELECT COUNT(*) FROM instance WHERE subject = $1")
                .bind((*topic).to_owned());
            found.push(count.fetch_one(&mut database).await.unwrap());
        }
        found
    })
}

fn may_trace() -> bool {
    let may = can_trace();
    if !may {
        println!("NOT TRACED: strace is missing or may not trace here, nothing was proved");
    }
    may
}

#[test]
fn a_full_disk_refuses_reads_on_and_goes_on_by_itself() {
    refuses_reads_on_and_goes_on("ENOSPC", "full");
}

#[test]
fn a_disk_that_is_read_only_for_a_while_refuses_and_reads_on() {
    refuses_reads_on_and_goes_on("EROFS", "I/O error");
}

/// Writes fail with this error for a while; the log names it by this word.
fn refuses_reads_on_and_goes_on(error: &str, word: &str) {
    if !may_trace() {
        return;
    }
    let (_folder, program) = office();
    let mut server = program.serve();
    let before = insist(server.address(), "before");
    let trouble = Trouble::of(&server, "pwrite64", &format!("error={error}"));
    let refused = until_refused(server.address());
    let path = format!("/c/{}", before["code"].as_str().unwrap_or_default());
    for read in ["/sign-in", "/f/request", &path] {
        let answer = send(server.address(), &Request::get(read)).expect("what is there is read");
        assert!(answer.status < 500, "{read}: {}", answer.status);
    }
    drop(trouble);
    insist(server.address(), &refused);
    let log = server.log();
    assert!(log.contains(word), "the log does not say why:\n{log}");
    server.kill();
    assert_eq!(begun(&program, &["before", &refused]), [1, 1]);
    program.run(&["verify"]);
}

#[test]
fn a_server_whose_flush_fails_ends_and_comes_back() {
    if !may_trace() {
        return;
    }
    let (_folder, program) = office();
    let server = program.serve();
    insist(server.address(), "before");
    let trouble = Trouble::of(&server, "fsync,fdatasync", "error=EIO");
    let answer = start(server.address(), "lost");
    assert!(
        answer.is_none_or(|answer| answer.status >= 500),
        "acknowledged without a flush"
    );
    let began = Instant::now();
    while start(server.address(), "lost").is_some() {
        assert!(
            began.elapsed() < PATIENCE,
            "the server goes on after a flush that failed"
        );
        thread::sleep(Duration::from_millis(20));
    }
    drop(trouble);
    drop(server);
    let mut server = program.serve();
    insist(server.address(), "lost");
    server.kill();
    assert_eq!(begun(&program, &["before", "lost"]), [1, 1]);
    program.run(&["verify"]);
}

#[test]
fn a_slow_disk_gathers_commands_and_answers_all() {
    if !may_trace() {
        return;
    }
    let (_folder, program) = office();
    let mut server = program.serve();
    let trouble = Trouble::of(&server, "fsync,fdatasync", "delay_enter=200000");
    let address = server.address();
    let keys: Vec<String> = (0..AT_ONCE).map(|n| format!("slow-{n}")).collect();
    thread::scope(|scope| {
        for key in &keys {
            scope.spawn(move || insist(address, key));
        }
    });
    drop(trouble);
    server.kill();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    assert_eq!(begun(&program, &keys), vec![1; AT_ONCE]);
}

#[test]
fn a_locked_file_refuses_and_loses_nothing() {
    let (_folder, program) = office();
    let mut server = program.serve();
    insist(server.address(), "before");
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let address = server.address();
    let answer = tokio.block_on(async {
        let options = SqliteConnectOptions::new().filename(program.database());
        let mut foreign = sqlx::SqliteConnection::connect_with(&options)
            .await
            .unwrap();
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut foreign)
            .await
            .unwrap();
        let answer = thread::spawn(move || start(address, "locked"))
            .join()
            .unwrap();
        sqlx::query("ROLLBACK").execute(&mut foreign).await.unwrap();
        answer
    });
    assert_eq!(answer.map(|answer| answer.status), Some(503));
    insist(server.address(), "locked");
    server.kill();
    assert_eq!(begun(&program, &["before", "locked"]), [1, 1]);
    program.run(&["verify"]);
}

#[test]
fn a_server_without_descriptors_goes_on_when_it_has_some() {
    let (_folder, program) = office();
    let mut server = program.serve();
    insist(server.address(), "before");
    let limit = |most: &str| {
        let pid = server.id().to_string();
        let done = Command::new("prlimit")
            .args(["--pid", &pid, &format!("--nofile={most}:4096")])
            .status();
        assert!(done.unwrap().success());
    };
    let open = std::fs::read_dir(format!("/proc/{}/fd", server.id()))
        .unwrap()
        .count();
    limit(&(open + 4).to_string());
    let held: Vec<_> = (0..64)
        .filter_map(|_| std::net::TcpStream::connect(server.address()).ok())
        .collect();
    assert!(held.len() > 8, "nobody came so far as to be let wait");
    drop(held);
    insist(server.address(), "after");
    limit("1024");
    insist(server.address(), "long after");
    server.kill();
    assert_eq!(
        begun(&program, &["before", "after", "long after"]),
        [1, 1, 1]
    );
}
