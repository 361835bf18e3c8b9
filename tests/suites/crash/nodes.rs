//! Three servers on one PostgreSQL under load, and a nemesis: it kills and pauses servers, cuts them off from the database, restarts
//! and kills the database, lets a standby take its place, and puts the clock of one server an hour forward or back.
//!
//! Each run has a theme. Whatever happened: every acknowledged command is there, once; no timer fired early or twice, and all
//! that were due fired; every letter came, and no more often than the acts explain; the last operations through each server
//! succeed; the chain verifies. The seed of the acts is printed; the interleaving of threads is the machine's. `make soak`
//! runs themes again and again.

mod acts;
mod house;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use reglament_tests::Dice;
use sqlx::{Connection as _, PgConnection};

use super::books;
use super::client::{self, Stage};
use super::evidence::Evidence;
use super::ledger::Ledger;
use super::sabotage;
use acts::Nemesis;
pub(super) use acts::Theme;
use house::House;

/// Clients giving commands at once.
const CLIENTS: usize = 6;
/// Commands that must be acknowledged after the last act.
const AT_LAST: usize = 60;
/// Operations of each kind that each server must carry out at the end, without a repetition.
const LAST_OPERATIONS: usize = 5;
/// How long the servers may take to work again, and to finish what was left.
const PATIENCE: Duration = Duration::from_secs(90);

#[test]
fn killed_and_cut_off() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    run(Theme::KillAndCut, seed, true);
}

#[test]
fn paused_for_half_a_minute() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    run(Theme::Pause, seed, false);
}

#[test]
fn the_database_is_restarted_and_killed() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    run(Theme::Restart, seed, false);
}

#[test]
fn a_standby_takes_over() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    run(Theme::Failover, seed, false);
}

#[test]
fn the_clock_of_one_is_wrong_by_an_hour() {
    let seed = Dice::seed("REGLAMENT_NODES_SEED");
    run(Theme::Clocks, seed, false);
}

/// One run. `spoil`: see afterwards that the final check would find what it is for.
pub(super) fn run(theme: Theme, seed: u64, spoil: bool) {
    println!("{theme:?}, seed: REGLAMENT_NODES_SEED={seed}");
    let began = Instant::now();
    let mut house = House::open(theme);
    let stage = house.stage(seed);
    let (mut ledger, most_twice) = thread::scope(|scope| {
        let stage = &stage;
        let client =
            |n: usize| scope.spawn(move || client::work(stage, n, Dice::new(seed ^ n as u64)));
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        let mut nemesis = Nemesis::new(&mut house, stage, Dice::new(seed));
        nemesis.rage(theme);
        let (own, most_twice) = (std::mem::take(&mut nemesis.own), nemesis.most_twice());
        until_more(stage, AT_LAST, &house);
        stage.ending.store(true, Ordering::Relaxed);
        let ledgers = clients.into_iter().map(|client| client.join().unwrap());
        let entries = ledgers
            .chain([own])
            .flat_map(|ledger| ledger.entries)
            .collect();
        (Ledger { entries }, most_twice)
    });
    let (told, repeated) = (ledger.entries.len(), ledger.repeated());
    last_operations(&stage, &house, &mut ledger);
    let evidence = house.at_rest(look);
    let found = evidence.findings(&ledger, most_twice);
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    println!(
        "{theme:?}: {told} commands acknowledged, {repeated} of them after repetition; {} timers fired; {} letters came, {} more \
         than once ({most_twice} might); {:.0?}",
        evidence.fired(),
        evidence.arrived.len(),
        evidence.twice(),
        began.elapsed()
    );
    assert!(evidence.fired() > 0, "no timer fired");
    // Differences end with another exit code.
    house.verify();
    if spoil {
        let address = house.address();
        house.block_on(sabotage::find_all(&address, &evidence, &ledger, most_twice));
    }
}

/// Reads everything once the background has come to rest; the letters last, so that none is on its way.
fn look(house: &House) -> Option<Evidence> {
    let address = house.address();
    house.block_on(async {
        let mut c = PgConnection::connect(&address).await.unwrap();
        let left = "SELECT (SELECT COUNT(*) FROM outbox WHERE state <> 'sent') \
            + (SELECT COUNT(*) FROM signal) + (SELECT COUNT(*) FROM instance WHERE running = 1 \
               AND NOT EXISTS (SELECT 1 FROM task WHERE task.instance = instance.id))";
        let left: i64 = sqlx::query_scalar(left).fetch_one(&mut c).await.unwrap();
        if left > 0 {
            return None;
        }
        let mut arrived = BTreeMap::<String, usize>::new();
        for mail in house.letters() {
            *arrived.entry(books::message_id(&mail.data)).or_default() += 1;
        }
        Some(Evidence::read(&mut c, arrived).await.unwrap())
    })
}

/// Waits until so many more commands have been acknowledged: a run of errors only must not pass.
fn until_more(stage: &Stage, commands: usize, house: &House) {
    let enough = stage.acknowledged.load(Ordering::Relaxed) + commands;
    let began = Instant::now();
    while stage.acknowledged.load(Ordering::Relaxed) < enough {
        assert!(
            began.elapsed() < PATIENCE,
            "the servers do not work after the last act:\n{}",
            house.logs()
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// Through each of the servers: new operations succeed at once, and keys of the run are answered as before, without further
/// effect.
fn last_operations(stage: &Stage, house: &House, ledger: &mut Ledger) {
    let every = (ledger.entries.len() / 20).max(1);
    for (place, address) in house.addresses().into_iter().enumerate() {
        *stage.addresses.write().unwrap() = vec![address];
        for entry in ledger.entries.iter().step_by(every) {
            let (reply, _) = client::insist(stage, &entry.path, &entry.key, &entry.body);
            assert_eq!(reply, entry.reply, "{} was answered differently", entry.key);
        }
        for n in 0..LAST_OPERATIONS {
            let [start, answer] = client::once_through(stage, &format!("last-{place}-{n}"));
            for entry in [start, answer] {
                assert_eq!(entry.attempts, 1, "{} at server {place}", entry.key);
                ledger.entries.push(entry);
            }
        }
    }
}
