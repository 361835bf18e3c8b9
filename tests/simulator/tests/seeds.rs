//! Many seeds, and the promise that each of them is a run that can be repeated.
//!
//! `REGLAMENT_SIMULATOR_SEEDS` says how many, `REGLAMENT_SIMULATOR_FROM` from which on, `REGLAMENT_SIMULATOR_SEED` plays
//! one and prints its story.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and explains itself on the terminal"
)]

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use reglament_simulator::{Outcome, Sabotage, play, play_broken};

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Seeds of an ordinary run.
const SEEDS: u64 = 2_000;
/// Seeds that are played twice.
const REPEATED: u64 = 30;
/// Steps of a seed.
const STEPS: u32 = 200;

fn number(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given.map_or(otherwise, |text| text.parse().expect("a number"))
}

#[test]
fn no_seed_breaks_a_law() {
    let (from, count) = (
        number("REGLAMENT_SIMULATOR_FROM", 1),
        number("REGLAMENT_SIMULATOR_SEEDS", SEEDS),
    );
    let next = AtomicU64::new(from);
    let found = AtomicBool::new(false);
    let broken: Mutex<Option<Outcome>> = Mutex::default();
    let seen: Mutex<BTreeMap<String, u32>> = Mutex::default();
    let began = Instant::now();
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + count || found.load(Ordering::Relaxed) {
                        return;
                    }
                    let outcome = play(seed, STEPS);
                    for (kind, times) in &outcome.seen {
                        *seen.lock().unwrap().entry(kind.clone()).or_default() += times;
                    }
                    if outcome.broken.is_some() {
                        found.store(true, Ordering::Relaxed);
                        broken.lock().unwrap().get_or_insert(outcome);
                    }
                }
            });
        }
    });
    if let Some(outcome) = broken.into_inner().unwrap() {
        panic!("{}", outcome.report());
    }
    let took = began.elapsed().as_secs_f64();
    println!(
        "{count} seeds from {from}, {STEPS} steps each: {:.0} seeds a second",
        count as f64 / took
    );
    reached(&seen.into_inner().unwrap());
}

/// Laws that are kept by runs in which nothing happens are kept by nobody.
fn reached(seen: &BTreeMap<String, u32>) {
    let wanted = [
        "task_created",
        "task_completed",
        "task_claimed",
        "task_overdue",
        "task_reminded",
        "timer_scheduled",
        "timer_fired",
        "join_passed",
        "letter_queued",
        "document_drawn",
        "number_assigned",
        "item_ended",
        "job_created",
        "job_completed",
        "job_failed",
        "incident_raised",
        "incident_resolved",
        "interrupted",
        "instance_ended",
    ];
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|kind| !seen.contains_key(*kind))
        .collect();
    assert!(
        missing.is_empty(),
        "never seen: {missing:?}; seen: {seen:?}"
    );
}

#[test]
fn a_seed_gives_the_same_run_byte_by_byte() {
    let mut lines = 0;
    for seed in 1..=REPEATED {
        let (one, other) = (play(seed, STEPS), play(seed, STEPS));
        let differs = one
            .story
            .lines()
            .zip(other.story.lines())
            .find(|(one, other)| one != other);
        assert_eq!(differs, None, "seed {seed}");
        assert!(one.story == other.story, "seed {seed} goes on differently");
        lines += one.story.lines().count();
    }
    assert!(
        lines > 2_000,
        "these stories are too short to differ: {lines} lines"
    );
}

/// An engine that is broken on purpose is found out, whatever is broken in it.
#[test]
fn every_broken_engine_is_found_out() {
    for sabotage in Sabotage::EVERY {
        let broken = |seed| {
            play_broken(seed, STEPS, Some(sabotage))
                .broken
                .map(|law| (seed, law))
        };
        let found = (1..=SEEDS).find_map(broken);
        println!("{sabotage:?}: {found:?}");
        assert!(
            found.is_some(),
            "nobody notices an engine that {sabotage:?}"
        );
    }
}

/// One seed with its story, for whoever looks for the cause.
#[test]
fn one_seed() {
    let seed = number("REGLAMENT_SIMULATOR_SEED", 1);
    let outcome = play(seed, STEPS);
    if std::env::var("REGLAMENT_SIMULATOR_SEED").is_ok() {
        println!("{}\n{}", outcome.regulation, outcome.story);
    }
    assert!(outcome.broken.is_none(), "{}", outcome.report());
}
