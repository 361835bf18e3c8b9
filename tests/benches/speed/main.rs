//! The speed of the engine on SQLite, beside what the same rows cost raw in the same run.
//!
//! Absolute figures depend on the disk and on who else uses the machine; the ratios are what to watch. Every figure is
//! the median of several rounds, engine and raw in turns. Nothing is written but the table on the terminal.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops at the first surprise"
)]

mod clock;
mod decision;
mod diagram;
mod forecast;
mod indicators;
mod language;
mod proof;
mod raw;
mod recorder;
mod regulation;
mod round;
mod rows;
mod start;
mod table;
mod wide;

use table::Table;

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Clients at once, and how many instances they run.
const LOADS: [(usize, usize); 3] = [(1, 400), (50, 4_000), (500, 6_000)];
/// Rounds of each load; the median counts.
const ROUNDS: usize = 3;

fn main() {
    // `cargo test --benches` starts benchmarks to see that they start.
    let quick = std::env::args().any(|argument| argument == "--test");
    let rounds = if quick { 1 } else { ROUNDS };
    // `cargo bench … -- 50` runs one load only and nothing else: for profilers.
    let only: Option<usize> = std::env::args().find_map(|argument| argument.parse().ok());
    let tokio = tokio::runtime::Runtime::new().unwrap();
    println!("one instance: start, user task, decision, wait, end; 3 durable commands");
    let mut table = Table::new(&[
        "in flight",
        "commands/s",
        "instances/s",
        "per commit",
        "store alone",
        "raw rows",
        "engine / raw",
        "writing",
        "reading",
    ]);
    for (clients, instances) in LOADS {
        if only.is_some_and(|only| only != clients) {
            continue;
        }
        let instances = if quick { clients.max(20) } else { instances };
        let rounds = (0..rounds).map(|_| tokio.block_on(round::run(clients, instances)));
        let rounds: Vec<round::Figures> = rounds.collect();
        table.row(&round::median(&rounds).cells(clients));
    }
    table.print();
    println!(
        "(store alone and raw rows: commands/s when nothing is decided, and when nothing is even encoded)"
    );
    if only.is_some() {
        return;
    }
    println!();
    decision::print(if quick { 10 } else { 2_000 });
    println!();
    proof::print(if quick { 1 } else { 20 });
    println!();
    diagram::print(if quick { 1 } else { 20 });
    println!();
    tokio.block_on(start::print(rounds));
    println!();
    language::print(if quick { 1 } else { 50 });
    println!();
    indicators::print(if quick { 1 } else { 20 });
    println!();
    forecast::print(if quick { 10 } else { 10_000 });
}
