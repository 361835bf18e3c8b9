//! A server under load is killed at random moments; every command that was acknowledged must be there, once.
//!
//! The seed of the moments is printed; the interleaving of threads is the machine's.

use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use reglament_mail::sink::{Script, Sink};
use reglament_tests::browser::Browser;
use reglament_tests::{Dice, Program, Running, program};

use super::anchors;
use super::books::{self, Books};
use super::client::{self, Stage};
use super::ledger::Ledger;
use super::regulation;

/// Kills.
const KILLS: usize = 50;
/// Clients giving commands at once.
const CLIENTS: usize = 12;
/// Commands that must be under way when the server is killed.
const IN_FLIGHT: usize = 8;
/// Longest life of a server, in milliseconds.
const LIFE: usize = 500;
/// Commands that must be acknowledged after the last kill.
const AT_LAST: usize = 200;
/// How long all kills together may take.
const PATIENCE: Duration = Duration::from_secs(75);
/// Letters under way at once: so many may be sent again after a kill.
const DELIVERIES: usize = 16;

#[test]
fn fifty_kills_under_load_lose_nothing_and_double_nothing() {
    let seed = Dice::seed("REGLAMENT_CRASH_SEED");
    println!("seed: REGLAMENT_CRASH_SEED={seed}");
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let sink = tokio.block_on(Sink::start(Script::default()));
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    regulation::prepare(&program, folder.path(), sink.port());
    // A kill in the middle of an anchor keeps nobody from starting again.
    anchors::keep_anchors(folder.path());
    let mut server = program.serve();
    let stage = stage(&server, seed);

    let ledger = thread::scope(|scope| {
        let stage = &stage;
        let client =
            |n: usize| scope.spawn(move || client::work(stage, n, Dice::new(seed ^ n as u64)));
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        kill_again_and_again(&program, &mut server, stage, Dice::new(seed));
        until_more(stage, AT_LAST);
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
    assert!(
        ledger.repeated() >= KILLS,
        "the kills met hardly any command"
    );

    repeat_some(&stage, &ledger);
    refuse_a_second(&program, &server);
    server.kill();
    let mut books = tokio.block_on(Books::of_file(&program.database()));
    tokio.block_on(books::check(&mut books, &ledger));
    letters_arrive(&tokio, &program, &sink, &ledger);
    // Differences end with another exit code.
    program.run(&["verify"]);
}

fn stage(server: &Running, seed: u64) -> Stage {
    let mut browser = Browser::new(server.address());
    browser.sign_in(regulation::CLERK.0, regulation::CLERK.1);
    Stage {
        addresses: RwLock::new(vec![server.address()]),
        cookie: browser.cookies(),
        in_flight: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        ending: AtomicBool::new(false),
        run: seed,
        rest: None,
    }
}

fn kill_again_and_again(program: &Program, server: &mut Running, stage: &Stage, mut dice: Dice) {
    let began = Instant::now();
    for _ in 0..KILLS {
        thread::sleep(Duration::from_millis(dice.below(LIFE) as u64));
        while stage.in_flight.load(Ordering::SeqCst) < IN_FLIGHT {
            assert!(began.elapsed() < PATIENCE, "the clients have stopped");
            thread::sleep(Duration::from_micros(100));
        }
        server.kill();
        *server = program.serve();
        *stage.addresses.write().unwrap() = vec![server.address()];
    }
    println!("{KILLS} kills in {:.1?}", began.elapsed());
}

/// Waits until so many more commands have been acknowledged: a run of errors only must not pass.
fn until_more(stage: &Stage, commands: usize) {
    let enough = stage.acknowledged.load(Ordering::Relaxed) + commands;
    let began = Instant::now();
    while stage.acknowledged.load(Ordering::Relaxed) < enough {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "the server does not work after the last kill"
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// The same keys once more, one after another and many at once: the same answers, and no further effect.
fn repeat_some(stage: &Stage, ledger: &Ledger) {
    let every = (ledger.entries.len() / 40).max(1);
    for entry in ledger.entries.iter().step_by(every) {
        let (reply, _) = client::insist(stage, &entry.path, &entry.key, &entry.body);
        assert_eq!(reply, entry.reply, "{} was answered differently", entry.key);
    }
    let entry = ledger.entries.last().expect("something was acknowledged");
    thread::scope(|scope| {
        let repeat =
            |_| scope.spawn(|| client::insist(stage, &entry.path, &entry.key, &entry.body).0);
        let repeats: Vec<_> = (0..50).map(repeat).collect();
        for repeat in repeats {
            assert_eq!(repeat.join().unwrap(), entry.reply);
        }
    });
}

/// A second process on the same database ends at once and names the first.
fn refuse_a_second(program: &Program, server: &Running) {
    let second = program
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&second.stderr);
    let owner = server.id().to_string();
    assert!(!second.status.success() && said.contains(&owner), "{said}");
}

/// Every letter arrives; some twice, but never more than were under way, and always under the same id.
fn letters_arrive(
    tokio: &tokio::runtime::Runtime,
    program: &Program,
    sink: &Sink,
    ledger: &Ledger,
) {
    // Letters that were under way are left alone until their lease has run out; the test does not wait for it.
    tokio.block_on(books::end_leases(program));
    let server = program.serve();
    let began = Instant::now();
    while tokio.block_on(books::letters_waiting(program)) > 0 {
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "letters do not leave:\n{}",
            server.log()
        );
        thread::sleep(Duration::from_millis(50));
    }
    drop(server);
    let mut arrived = std::collections::BTreeMap::<String, usize>::new();
    for mail in sink.received() {
        *arrived.entry(books::message_id(&mail.data)).or_default() += 1;
    }
    assert_eq!(
        arrived.len(),
        ledger.completions().count() + regulation::LETTERS_BEFORE,
        "letters are missing, or were given other ids"
    );
    let twice: usize = arrived.values().map(|times| times - 1).sum();
    println!(
        "{} letters arrived, {twice} of them more than once",
        arrived.len()
    );
    assert!(
        twice <= DELIVERIES * (KILLS + 1),
        "{twice} letters came twice"
    );
}
