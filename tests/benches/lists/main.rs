//! What lists and pages cost with a million instances: every page as it goes over the wire, packed, from the whole site in
//! this process.
//!
//! Nothing is asserted: it prints what it finds. Absolute figures depend on the machine and on who else uses it.
//!
//! `cargo bench … -- [instances] [--open] [--keep FILE] [--only WORD] [--verbose]`: `--open` leaves every instance running
//! with three open tasks; `--keep` fills FILE if there is none and leaves it there, so that the next run starts at once;
//! `--only` asks the questions with the word in their title.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops at the first surprise"
)]

mod cold;
mod engine;
mod fill;
mod office;
mod played;
mod questions;
#[path = "../speed/table.rs"]
mod table;
mod warm;
mod weight;
mod words;

use std::path::{Path, PathBuf};

use engine::Engine;
use fill::Size;

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Instances unless the command line says otherwise.
const INSTANCES: usize = 1_000_000;
/// Instances when it is only tried whether the benchmark starts.
const FEW: usize = 2_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    // `cargo test --benches` starts benchmarks to see that they start.
    let quick = has("--test");
    let named = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name);
        place.map(|at| arguments[at + 1].clone())
    };
    let kept = named("--keep").map(PathBuf::from);
    let only = named("--only").unwrap_or_default();
    let asked = arguments.iter().find_map(|argument| argument.parse().ok());
    let size = Size {
        instances: asked.unwrap_or(if quick { FEW } else { INSTANCES }),
        all_open: has("--open"),
    };
    let folder = tempfile::tempdir().unwrap();
    let path = kept.unwrap_or_else(|| folder.path().join("lists.db"));
    let tokio = tokio::runtime::Runtime::new().unwrap();
    tokio.block_on(run(&path, size, quick, &only));
}

async fn run(path: &Path, size: Size, quick: bool, only: &str) {
    if !path.exists() {
        let engine = Engine::open(path).await;
        let published = engine.service().publish(office::files(), "benchmark").await;
        published.unwrap();
        let originals = played::play(&engine).await;
        engine.close().await;
        fill::fill(path, size, &originals).await;
    }
    let mut questions = questions::all(path).await;
    questions.retain(|question| question.title.contains(only));
    let requests = if quick { 2 } else { 300 };
    warm::print(path, &questions, requests).await;
    println!();
    cold::print(path, &questions, if quick { 1 } else { 5 }).await;
    println!();
    weight::print(path, &questions).await;
}
