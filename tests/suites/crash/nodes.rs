//! Three servers on one PostgreSQL under load: they are killed, paused for longer than the lead lasts, and cut off from the
//! database. Every command that was acknowledged is there, once, whichever server took it.
//!
//! The seed of the moments is printed; the interleaving of threads is the machine's. `make soak` runs it again and again.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use reglament_mail::sink::{Script, Sink};
use reglament_tests::browser::Browser;
use reglament_tests::{Dice, Program, Running, TestDatabase, program};

use super::books::{self, Books};
use super::client::{self, Stage};
use super::ledger::Ledger;
use super::regulation;

/// Servers.
const NODES: usize = 3;
/// Clients giving commands at once.
const CLIENTS: usize = 9;
/// What happens to the servers, one thing after another.
const ACTS: usize = 12;
/// Longest quiet between two acts, in milliseconds.
const QUIET: usize = 700;
/// How long a server is paused: longer than a server leads without asking.
const PAUSE: Duration = Duration::from_secs(11);
/// Commands that must be acknowledged after the last act.
const AT_LAST: usize = 100;

#[test]
fn three_servers_lose_nothing_and_double_nothing() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    println!("seed: REGLAMENT_NODES_SEED={seed}");
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let database = tokio.block_on(TestDatabase::postgres());
    let sink = tokio.block_on(Sink::start(Script::default()));
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path()).on(database.address());
    regulation::prepare(&program, folder.path(), sink.port());
    let mut nodes: Vec<Running> = (0..NODES).map(|_| program.serve()).collect();
    let stage = stage(&nodes, seed);

    let ledger = thread::scope(|scope| {
        let stage = &stage;
        let client =
            |n: usize| scope.spawn(move || client::work(stage, n, Dice::new(seed ^ n as u64)));
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        let mut nemesis = Nemesis {
            program: &program,
            database: &database,
            tokio: &tokio,
            dice: Dice::new(seed),
        };
        nemesis.rage(&mut nodes, stage);
        until_more(stage, AT_LAST, &nodes);
        stage.ending.store(true, Ordering::Relaxed);
        let ledgers = clients.into_iter().map(|client| client.join().unwrap());
        Ledger {
            entries: ledgers.flat_map(|ledger| ledger.entries).collect(),
        }
    });
    println!(
        "{} commands acknowledged, {} of them after repetition",
        ledger.entries.len(),
        ledger.repeated()
    );
    every_server_works(&stage, &nodes, &ledger);
    drop(nodes);
    let mut books = tokio.block_on(Books::of_server(&database.address()));
    tokio.block_on(books::check(&mut books, &ledger));
    // Differences end with another exit code.
    program.run(&["verify"]);
}

fn stage(nodes: &[Running], seed: u64) -> Stage {
    let mut browser = Browser::new(nodes[0].address());
    browser.sign_in(regulation::CLERK.0, regulation::CLERK.1);
    Stage {
        addresses: RwLock::new(addresses(nodes)),
        cookie: browser.cookies(),
        in_flight: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        ending: AtomicBool::new(false),
        run: seed,
    }
}

fn addresses(nodes: &[Running]) -> Vec<SocketAddr> {
    nodes.iter().map(Running::address).collect()
}

/// Whoever disturbs the servers.
struct Nemesis<'a> {
    program: &'a Program,
    database: &'a TestDatabase,
    tokio: &'a tokio::runtime::Runtime,
    dice: Dice,
}

impl Nemesis<'_> {
    /// One thing after another; in the middle a server is paused for a long time while the rest goes on.
    fn rage(&mut self, nodes: &mut [Running], stage: &Stage) {
        let began = Instant::now();
        let mut paused: Option<(u32, Instant)> = None;
        for act in 0..ACTS {
            thread::sleep(Duration::from_millis(self.dice.below(QUIET) as u64));
            if act == ACTS / 3 {
                let victim = nodes[self.dice.below(NODES)].id();
                signal(victim, "-STOP");
                paused = Some((victim, Instant::now()));
                continue;
            }
            match self.dice.below(3) {
                0 => self.cut(),
                _ => self.kill(nodes, stage, paused.map(|(id, _)| id)),
            }
        }
        if let Some((victim, since)) = paused {
            thread::sleep(PAUSE.saturating_sub(since.elapsed()));
            signal(victim, "-CONT");
        }
        println!("{ACTS} acts in {:.1?}", began.elapsed());
    }

    fn kill(&mut self, nodes: &mut [Running], stage: &Stage, paused: Option<u32>) {
        let victim = self.dice.below(NODES);
        if paused == Some(nodes[victim].id()) {
            return;
        }
        nodes[victim].kill();
        nodes[victim] = self.program.serve();
        *stage.addresses.write().unwrap() = addresses(nodes);
    }

    /// Every connection of every server to the database ends at once.
    fn cut(&self) {
        let cut = self.database.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
             AND pid <> pg_backend_pid()",
        );
        self.tokio.block_on(cut);
    }
}

fn signal(process: u32, what: &str) {
    let done = Command::new("kill")
        .args([what, &process.to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

/// Waits until so many more commands have been acknowledged: a run of errors only must not pass.
fn until_more(stage: &Stage, commands: usize, nodes: &[Running]) {
    let enough = stage.acknowledged.load(Ordering::Relaxed) + commands;
    let began = Instant::now();
    while stage.acknowledged.load(Ordering::Relaxed) < enough {
        let logs = || -> String { nodes.iter().map(Running::log).collect() };
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "the servers do not work after the last act:\n{}",
            logs()
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// The same keys once more through each of the servers: the same answers, and no further effect.
fn every_server_works(stage: &Stage, nodes: &[Running], ledger: &Ledger) {
    let every = (ledger.entries.len() / 30).max(1);
    for node in nodes {
        *stage.addresses.write().unwrap() = vec![node.address()];
        for entry in ledger.entries.iter().step_by(every) {
            let (reply, _) = client::insist(stage, &entry.path, &entry.key, &entry.body);
            assert_eq!(reply, entry.reply, "{} was answered differently", entry.key);
        }
    }
}
