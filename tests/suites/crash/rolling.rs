//! Servers are replaced one by one, under load and behind a balancer: nobody who asks notices, whether the tables change meanwhile or
//! not.
//!
//! With `REGLAMENT_OLDER` (the path of a program of the release before) that one is replaced by this one, as an upgrade does;
//! otherwise this one by itself. What a release after this one would add to the tables is added by the test.

use std::path::Path;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use reglament_mail::sink::{Script, Sink};
use reglament_tests::browser::Browser;
use reglament_tests::{Balancer, Dice, Program, Running, TestDatabase, program};

use super::books::{self, Books};
use super::client::{self, Stage};
use super::ledger::Ledger;
use super::regulation;

/// Clients giving commands at once.
const CLIENTS: usize = 4;
/// Commands that are acknowledged between two steps.
const BETWEEN: usize = 40;
/// How long a server may take to stop under load: ten seconds for requests, and ten more for commands and deliveries.
const STOP: Duration = Duration::from_secs(20);
/// How long the clients may take for [`BETWEEN`] commands.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a newer release would add: nothing that an older one reads or writes has another meaning afterwards.
const NEWER: [&str; 7] = [
    "ALTER TABLE instance ADD COLUMN of_tomorrow BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE task ADD COLUMN of_tomorrow TEXT COLLATE \"C\"",
    "ALTER TABLE absence ADD COLUMN of_tomorrow BIGINT",
    "ALTER TABLE journal ADD COLUMN of_tomorrow TEXT",
    "CREATE TABLE tomorrow (id BIGINT PRIMARY KEY, instance TEXT COLLATE \"C\" NOT NULL)",
    "CREATE INDEX instance_of_tomorrow ON instance (of_tomorrow) WHERE of_tomorrow > 0",
    "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
     VALUES (9999, 'of tomorrow', TRUE, '\\x00', 1)",
];

#[test]
fn servers_are_replaced_and_nobody_notices() {
    let seed = Dice::seed("REGLAMENT_ROLLING_SEED");
    println!("seed: REGLAMENT_ROLLING_SEED={seed}");
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let database = tokio.block_on(TestDatabase::postgres());
    let sink = tokio.block_on(Sink::start(Script::default()));
    let folder = tempfile::tempdir().unwrap();
    let newer = program(folder.path()).on(database.address());
    let older = match std::env::var("REGLAMENT_OLDER") {
        Ok(path) => newer.clone().at(Path::new(&path)),
        Err(_) => newer.clone(),
    };
    regulation::prepare(&older, folder.path(), sink.port());
    let mut nodes: Vec<Running> = (0..2).map(|_| older.serve()).collect();
    let balancer = Balancer::before(&addresses(&nodes));
    let stage = stage(&balancer, seed);
    let ledger = thread::scope(|scope| {
        let stage = &stage;
        let client =
            |n: usize| scope.spawn(move || client::work(stage, n, Dice::new(seed ^ n as u64)));
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        until_more(stage);
        replace_all(&newer, &mut nodes, &balancer, stage);
        tokio.block_on(async {
            for sql in NEWER {
                database.sql(sql).await;
            }
        });
        until_more(stage);
        refuse_older(&newer);
        until_more(stage);
        stage.ending.store(true, Ordering::Relaxed);
        let ledgers = clients.into_iter().map(|client| client.join().unwrap());
        let entries = ledgers.flat_map(|ledger| ledger.entries).collect();
        Ledger { entries }
    });
    println!(
        "{} commands acknowledged, {} repeated",
        ledger.entries.len(),
        ledger.repeated()
    );
    assert_eq!(ledger.repeated(), 0, "somebody noticed");
    drop(nodes);
    let mut books = tokio.block_on(Books::of_server(&database.address()));
    tokio.block_on(books::check(&mut books, &ledger));
}

/// Each in its turn: it is asked to stop and ends by itself, another one begins, and everybody goes on.
fn replace_all(newer: &Program, nodes: &mut [Running], balancer: &Balancer, stage: &Stage) {
    for place in 0..nodes.len() {
        let began = Instant::now();
        let code = nodes[place].stop();
        let took = began.elapsed();
        println!("server {place} stopped under load in {took:.1?}");
        assert_eq!(code, Some(0), "{}", nodes[place].log());
        assert!(took < STOP, "server {place} took {took:.1?} to stop");
        nodes[place] = newer.serve();
        balancer.lead_to(&addresses(nodes));
        until_more(stage);
    }
}

/// A server that does not know the tables any more does not begin, and says why.
fn refuse_older(program: &Program) {
    let refused = program
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("9999"), "{said}");
}

fn addresses(nodes: &[Running]) -> Vec<std::net::SocketAddr> {
    nodes.iter().map(Running::address).collect()
}

fn stage(balancer: &Balancer, seed: u64) -> Stage {
    let mut browser = Browser::new(balancer.address());
    browser.sign_in(regulation::CLERK.0, regulation::CLERK.1);
    Stage {
        addresses: RwLock::new(vec![balancer.address()]),
        cookie: browser.cookies(),
        in_flight: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        ending: AtomicBool::new(false),
        run: seed,
        rest: None,
    }
}

fn until_more(stage: &Stage) {
    let enough = stage.acknowledged.load(Ordering::Relaxed) + BETWEEN;
    let began = Instant::now();
    while stage.acknowledged.load(Ordering::Relaxed) < enough {
        assert!(began.elapsed() < PATIENCE, "the commands are not answered");
        thread::sleep(Duration::from_millis(5));
    }
}
