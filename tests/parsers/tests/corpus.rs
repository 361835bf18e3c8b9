//! Each target on what it starts from and on a counted number of changes of it.
//!
//! `REGLAMENT_PARSER_SEED` and `REGLAMENT_PARSER_RUNS` choose others; `REGLAMENT_PARSER` keeps to one target. An input that breaks a
//! promise is written into the folder of temporary files, and its place is told: put it into `corpus/` with the repair.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and says what it did"
)]

use std::alloc::System;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::thread;

use cap::Cap;
use reglament_parsers::{Mutator, TARGETS, Target, seeds, target};

/// Counts what is held; refuses, and so ends the run, what no parser may ask for.
#[global_allocator]
static HELD: Cap<System> = Cap::new(System, 2 * 1024 * 1024 * 1024);

/// Changed inputs of a target with every `make test`.
const RUNS: usize = 150;
/// Time on a processor that one input may take, seconds: this is the unoptimised build, and limits are hundred times closer.
const SECONDS: u64 = 10;
/// Bytes that the kept inputs of all targets may have together.
const CORPUS_BYTES: u64 = 1024 * 1024;
/// As a thread of the server has.
const STACK: usize = 2 * 1024 * 1024;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// One thread for all: what is held is counted for the process.
#[test]
fn every_parser_keeps_its_promises() {
    let seed = number("REGLAMENT_PARSER_SEED").unwrap_or(20_261_123);
    let runs = number("REGLAMENT_PARSER_RUNS").map_or(RUNS, |runs| usize::try_from(runs).unwrap());
    let only = std::env::var("REGLAMENT_PARSER").ok();
    let chosen = TARGETS
        .iter()
        .filter(|target| only.as_ref().is_none_or(|name| name == target.name));
    let run = move |target: &'static Target| {
        thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || all(target, seed, runs))
    };
    let broken: Vec<String> = chosen
        .flat_map(|target| run(target).unwrap().join().unwrap())
        .collect();
    assert!(
        broken.is_empty(),
        "promises are broken (seed {seed}):\n{}",
        broken.join("\n")
    );
}

fn all(target: &'static Target, seed: u64, runs: usize) -> Vec<String> {
    let seeds = seeds(target);
    let mut broken = Vec::new();
    for (name, bytes) in &seeds {
        broken.extend(one(target, name, bytes));
    }
    let mut mutator = Mutator::new(seed, target.words);
    for turn in 0..runs {
        let (first, second) = (mutator.below(seeds.len()), mutator.below(seeds.len()));
        let bytes = mutator.changed(&seeds[first].1, &seeds[second].1);
        broken.extend(one(target, &format!("turn {turn}"), &bytes));
        if broken.len() > 5 {
            break;
        }
    }
    println!(
        "{}: {} inputs kept, {runs} changed",
        target.name,
        seeds.len()
    );
    broken
}

/// Runs one input; what is wrong, with the place where the input lies.
fn one(target: &'static Target, name: &str, bytes: &[u8]) -> Option<String> {
    let place = std::env::temp_dir().join(format!("reglament-parsers-{}", std::process::id()));
    fs::create_dir_all(&place).unwrap();
    let file = place.join(target.name);
    // Before the run: an overflow of the stack leaves no time afterwards.
    fs::write(&file, bytes).unwrap();
    let (held, busy) = (HELD.allocated(), busy_ms());
    let outcome = catch_unwind(|| (target.run)(bytes));
    let (most, took) = (HELD.max_allocated().saturating_sub(held), busy_ms() - busy);
    let why = match outcome {
        Err(_) => "it panicked, see above".to_owned(),
        Ok(()) if most > target.memory => {
            format!("it held {most} bytes, {} are allowed", target.memory)
        }
        Ok(()) if took > SECONDS * 1000 => format!("it took {took} ms"),
        Ok(()) => {
            fs::remove_file(&file).unwrap();
            // The last one leaves nothing behind; what was found before stays.
            let _ = fs::remove_dir(&place);
            return None;
        }
    };
    let kept = place.join(format!("{}-{}", target.name, name.replace([' ', ':'], "_")));
    fs::rename(&file, &kept).unwrap();
    Some(format!(
        "{} on {name}: {why}; the input: {}",
        target.name,
        kept.display()
    ))
}

/// Time that this thread has had on a processor, milliseconds: whatever else the machine does.
fn busy_ms() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split(' ').next().unwrap_or_default();
    first.parse::<u64>().unwrap_or(0) / 1_000_000
}

#[test]
fn the_kept_inputs_are_few_and_each_belongs_to_a_target() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut bytes = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            target(&name).is_some(),
            "corpus/{name} belongs to no target"
        );
        for file in fs::read_dir(entry.path()).unwrap() {
            bytes += file.unwrap().metadata().unwrap().len();
        }
    }
    assert!(
        bytes <= CORPUS_BYTES,
        "{bytes} bytes: keep what finds something"
    );
}
