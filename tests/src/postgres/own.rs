//! A PostgreSQL server of one test: it may be restarted, killed, paused, copied to a standby and promoted.
//!
//! As [`super::Cluster`], but with checksums of its pages, a log that standbys can follow, and the moments of commits kept, so
//! that a test can ask the database itself when something was committed. It listens on a socket only. A small shell ends it
//! when the tests end, however they do.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::cluster::{WHO_MAY, command, other_user, programs};
use crate::{Far, signal};

/// How long the server may take to begin or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// Ends whatever server the folder has when the tests are over.
const KEEPER: &str = r#"trap "" INT
cat >/dev/null
kill -QUIT "$(head -1 "$1/data/postmaster.pid" 2>/dev/null)" 2>/dev/null
sleep 1
rm -rf "$1""#;

/// What the file of settings gets.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 100
shared_buffers = 32MB
fsync = off
wal_level = replica
max_wal_senders = 5
max_replication_slots = 5
wal_keep_size = 256MB
hot_standby = on
track_commit_timestamp = on
wal_receiver_status_interval = 1s
wal_sender_timeout = 0
wal_retrieve_retry_interval = 100ms
";

/// How a server is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// `pg_ctl stop -m fast`.
    Fast,
    /// `pg_ctl stop -m immediate`.
    Immediate,
    /// `kill -9` of all its processes.
    Kill,
}

/// A server.
#[derive(Debug)]
pub struct OwnPostgres {
    programs: PathBuf,
    folder: PathBuf,
    owner: Option<(u32, u32)>,
    server: Option<Child>,
    /// Holds our end of the pipe.
    _keeper: Child,
}

impl OwnPostgres {
    /// A fresh one, running.
    pub fn start() -> Self {
        let mut this = Self::folder();
        let made = this
            .tool("initdb")
            .args(["--auth=trust", "--username=reglament", "--encoding=UTF8"])
            .args(["--no-sync", "--data-checksums", "--locale=C.UTF-8"])
            .arg(format!("--pgdata={}", this.data().display()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "initdb failed:\n{said}");
        let hba = format!("{WHO_MAY}local replication all trust\n");
        fs::write(this.data().join("pg_hba.conf"), hba).unwrap();
        let place = this.folder.display();
        let settings = format!("{SETTINGS}unix_socket_directories = '{place}'\n");
        let file = this.data().join("postgresql.conf");
        fs::write(file, settings).unwrap();
        this.begin();
        this
    }

    /// A standby that follows this one from now on, running.
    pub fn standby(&self) -> Self {
        let mut this = Self::folder();
        let copied = this
            .tool("pg_basebackup")
            .arg(format!("--pgdata={}", this.data().display()))
            .args(["--write-recovery-conf", "--wal-method=stream"])
            .args(["--checkpoint=fast", "--no-sync", "--username=reglament"])
            .arg(format!("--host={}", self.folder.display()))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&copied.stderr);
        assert!(copied.status.success(), "pg_basebackup failed:\n{said}");
        let file = this.data().join("postgresql.conf");
        let place = this.folder.display();
        let settings = format!("{SETTINGS}unix_socket_directories = '{place}'\n");
        fs::write(file, settings).unwrap();
        this.begin();
        this
    }

    /// Where a proxy finds it.
    pub fn socket(&self) -> Far {
        Far::Socket(self.folder.join(".s.PGSQL.5432"))
    }

    /// The address of one of its databases.
    pub fn address(&self, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres:///{database}?host={folder}&user=reglament")
    }

    /// Ends it; it does not begin again by itself.
    pub fn stop(&mut self, how: Stop) {
        let mut server = self.server.take().unwrap();
        let all = processes_of(server.id());
        match how {
            Stop::Fast => signal(server.id(), "-INT"),
            Stop::Immediate => signal(server.id(), "-QUIT"),
            Stop::Kill => all.iter().for_each(|process| signal(*process, "-KILL")),
        }
        server.wait().unwrap();
        let began = Instant::now();
        // Its shared memory is free only when the last of them is gone.
        while all.iter().any(|process| is_there(*process)) {
            assert!(began.elapsed() < PATIENCE, "PostgreSQL does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Begins, and waits until it answers.
    pub fn begin(&mut self) {
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))
            .unwrap();
        let server = self
            .tool("postgres")
            .arg("-D")
            .arg(self.data())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.server = Some(server);
        let began = Instant::now();
        while !self.is_ready() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(
                began.elapsed() < PATIENCE,
                "PostgreSQL does not begin:\n{}",
                log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// All its processes stand still, or go on.
    pub fn pause(&self, stands: bool) {
        let server = self.server.as_ref().expect("it runs").id();
        for process in processes_of(server) {
            signal(process, if stands { "-STOP" } else { "-CONT" });
        }
    }

    /// A standby becomes a server of its own.
    pub fn promote(&self) {
        self.sql("postgres", "SELECT pg_promote(true, 60)");
    }

    /// Commits wait for any one standby, or for none.
    pub fn wait_for_standby(&self, waits: bool) {
        let names = if waits { "*" } else { "" };
        self.sql(
            "postgres",
            &format!("ALTER SYSTEM SET synchronous_standby_names = '{names}'"),
        );
        self.sql("postgres", "SELECT pg_reload_conf()");
        let shown = || self.sql("postgres", "SHOW synchronous_standby_names");
        let began = Instant::now();
        while shown() != names {
            assert!(began.elapsed() < PATIENCE, "the setting is not taken over");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks by `psql`; gives the first column of the answer. Does not wait for a standby.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let asked = self
            .tool("psql")
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--set=ON_ERROR_STOP=1", "--username=reglament"])
            .arg(format!("--host={}", self.folder.display()))
            .arg(format!("--dbname={database}"))
            .arg(format!("--command={sql}"))
            .env("PGOPTIONS", "-c synchronous_commit=local")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&asked.stderr);
        assert!(asked.status.success(), "{sql}:\n{said}");
        String::from_utf8_lossy(&asked.stdout).trim().to_owned()
    }

    fn folder() -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("reglament-pg-").tempdir();
        let folder = folder.unwrap().keep();
        let owner = other_user();
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        let keeper = command(Path::new("/bin/sh"), &folder, owner)
            .args(["-c", KEEPER, "sh"])
            .arg(&folder)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            programs,
            folder,
            owner,
            server: None,
            _keeper: keeper,
        }
    }

    fn tool(&self, name: &str) -> Command {
        command(&self.programs.join(name), &self.folder, self.owner)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn is_ready(&self) -> bool {
        let mut asked = self.tool("pg_isready");
        asked.arg("--quiet").arg("--host").arg(&self.folder);
        asked.status().is_ok_and(|status| status.success())
    }
}

impl Drop for OwnPostgres {
    fn drop(&mut self) {
        if self.server.is_some() {
            // One that stands still hears nothing else.
            self.stop(Stop::Kill);
        }
    }
}

/// A process and its children.
fn processes_of(parent: u32) -> Vec<u32> {
    let children = Command::new("ps")
        .args(["-o", "pid=", "--ppid", &parent.to_string()])
        .output()
        .unwrap();
    let children = String::from_utf8_lossy(&children.stdout).into_owned();
    let children = children.split_whitespace().filter_map(|id| id.parse().ok());
    std::iter::once(parent).chain(children).collect()
}

fn is_there(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat"));
    // One that has ended and was not asked for its end yet (Z) holds nothing.
    status.is_ok_and(|text| !text.contains(") Z "))
}
