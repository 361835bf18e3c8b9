//! Three servers, their database behind a cable of its own, and a post office.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::thread;
use std::time::{Duration, Instant};

use reglament_mail::sink::{ReceivedMail, Script, Sink};
use reglament_tests::browser::Browser;
use reglament_tests::{OwnPostgres, Program, Proxy, Running, program};
use tempfile::TempDir;

use super::{PATIENCE, Theme};
use crate::crash::client::Stage;
use crate::crash::regulation;

/// Servers.
pub(super) const NODES: usize = 3;
/// The one whose clock is wrong.
pub(super) const WRONG: usize = 0;
/// The database.
const DATABASE: &str = "office";
/// Longest rest of an answered request, in seconds.
const REST: usize = 12;
/// What moves the clock of a program.
const FAKETIME: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
    "/usr/local/lib/faketime/libfaketimeMT.so.1",
];

/// Everything that a run has.
pub(super) struct House {
    tokio: tokio::runtime::Runtime,
    sink: Sink,
    folder: TempDir,
    pub(super) postgres: OwnPostgres,
    pub(super) standby: Option<OwnPostgres>,
    pub(super) proxy: Proxy,
    programs: Vec<Program>,
    pub(super) nodes: Vec<Running>,
}

impl House {
    /// Opens it: the regulation is published and all servers answer.
    pub(super) fn open(theme: Theme) -> Self {
        let tokio = tokio::runtime::Runtime::new().unwrap();
        let sink = tokio.block_on(Sink::start(Script::default()));
        let postgres = OwnPostgres::start();
        postgres.sql("postgres", &format!("CREATE DATABASE {DATABASE}"));
        let proxy = Proxy::to(postgres.socket());
        let folder = tempfile::tempdir().unwrap();
        let through = format!("postgres://reglament@{}/{DATABASE}", proxy.address());
        let program = program(folder.path()).on(through);
        regulation::prepare_with_rest(&program, folder.path(), sink.port());
        let mut programs = vec![program; NODES];
        if theme == Theme::Clocks {
            set_clock(folder.path(), 0);
            programs[WRONG] = with_wrong_clock(programs[WRONG].clone(), folder.path());
        }
        let standby = (theme == Theme::Failover).then(|| {
            let standby = postgres.standby();
            postgres.wait_for_standby(true);
            standby
        });
        let nodes = programs.iter().map(Program::serve).collect();
        Self {
            tokio,
            sink,
            folder,
            postgres,
            standby,
            proxy,
            programs,
            nodes,
        }
    }

    /// What the clients share.
    pub(super) fn stage(&self, seed: u64) -> Stage {
        let mut browser = Browser::new(self.nodes[0].address());
        browser.sign_in(regulation::CLERK.0, regulation::CLERK.1);
        Stage {
            addresses: RwLock::new(self.addresses()),
            cookie: browser.cookies(),
            in_flight: AtomicUsize::new(0),
            acknowledged: AtomicUsize::new(0),
            ending: AtomicBool::new(false),
            run: seed,
            rest: Some(REST),
        }
    }

    pub(super) fn addresses(&self) -> Vec<SocketAddr> {
        self.nodes.iter().map(Running::address).collect()
    }

    /// Kills a server and starts it again.
    pub(super) fn kill(&mut self, victim: usize, stage: &Stage) {
        self.nodes[victim].kill();
        self.nodes[victim] = self.programs[victim].serve();
        *stage.addresses.write().unwrap() = self.addresses();
    }

    /// Puts the clock of one server so many seconds forward or back.
    pub(super) fn set_clock(&self, seconds: i64) {
        set_clock(self.folder.path(), seconds);
    }

    /// The database, without the cable.
    pub(super) fn address(&self) -> String {
        self.postgres.address(DATABASE)
    }

    pub(super) fn sql(&self, sql: &str) -> String {
        self.postgres.sql(DATABASE, sql)
    }

    pub(super) fn letters(&self) -> Vec<ReceivedMail> {
        self.sink.received()
    }

    pub(super) fn logs(&self) -> String {
        self.nodes.iter().map(Running::log).collect()
    }

    pub(super) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.tokio.block_on(work)
    }

    /// Waits until nothing is left to do and gives what `look` then sees. Deliveries of servers that were killed are left alone
    /// for two minutes; the test does not wait for that.
    pub(super) fn at_rest<T>(&self, look: impl Fn(&Self) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            self.sql("UPDATE outbox SET next_at = 0 WHERE state IN ('queued', 'ambiguous') AND owner IS NOT NULL");
            thread::sleep(Duration::from_secs(2));
            if let Some(found) = look(self) {
                return found;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "something is never finished:\n{}",
                self.logs()
            );
        }
    }

    /// The chain of every journal, by the program itself.
    pub(super) fn verify(&self) {
        self.programs[NODES - 1].run(&["verify"]);
    }
}

fn clock_file(folder: &Path) -> PathBuf {
    folder.join("clock")
}

fn set_clock(folder: &Path, seconds: i64) {
    // Put in place whole: the program reads it at any moment.
    let fresh = folder.join("clock.fresh");
    fs::write(&fresh, format!("{seconds:+}s\n")).unwrap();
    fs::rename(fresh, clock_file(folder)).unwrap();
}

fn with_wrong_clock(program: Program, folder: &Path) -> Program {
    let found = FAKETIME.into_iter().find(|path| Path::new(path).is_file());
    let library = found
        .expect("this test needs libfaketime: install it (Debian: `apt-get install libfaketime`)");
    let file = clock_file(folder);
    program
        .with("LD_PRELOAD", library)
        .with("FAKETIME_TIMESTAMP_FILE", &file.to_string_lossy())
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .with("FAKETIME_NO_CACHE", "1")
}
