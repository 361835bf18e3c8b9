//! The figures of the design with their targets, for SQLite and PostgreSQL in one run: raw limits, the closed and the open
//! loop, timers and boards among a million cases, starts, memory.
//!
//! Ratios are what to watch: every figure stands beside the raw limit of the same run and beside what other programs did to the
//! processors meanwhile. It asserts nothing. It is started alone or with `chrt -f 1`, under which it and its PostgreSQL go
//! before everything else on the machine; `docs/performance.md` says more.
//!
//! `cargo bench … --bench figures -- [--test] [--only sqlite|postgres] [--part limits|throughput|latency|weight|idle|week|many]
//! [--rounds N] [--instances N]`: `--test` does a hundredth of everything.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops at the first surprise"
)]

mod base;
#[path = "../speed/clock.rs"]
mod clock;
mod latency;
mod load;
mod machine;
mod parts;
mod place;
mod raw;
#[path = "../speed/recorder.rs"]
mod recorder;
mod regulation;
mod report;
mod server;
mod spread;
mod timers;
mod week;

use std::time::Duration;

use parts::{Much, Part};
use place::{Kind, Place};
use report::Report;

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All of it.
const FULL: Much = Much {
    hot: 6_000,
    cold: 20_000,
    open_hot: 500,
    open_cold: 10_000,
    singles: 2_000,
    seconds: 20.0,
    rounds: 3,
    day: Duration::from_secs(30),
    base: base::Size {
        instances: 1_000_000,
        overdue: 10_000,
    },
};
/// Whether everything goes.
const QUICK: Much = Much {
    hot: 60,
    cold: 200,
    open_hot: 20,
    open_cold: 100,
    singles: 50,
    seconds: 0.5,
    rounds: 1,
    day: Duration::from_millis(300),
    base: base::Size {
        instances: 10_000,
        overdue: 100,
    },
};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let named = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name);
        place.and_then(|at| arguments.get(at + 1).cloned())
    };
    // `cargo test --benches` starts benchmarks to see that they start.
    let quick = arguments.iter().any(|argument| argument == "--test");
    let mut much = if quick { QUICK } else { FULL };
    if let Some(rounds) = named("--rounds") {
        much.rounds = rounds.parse().unwrap();
    }
    if let Some(instances) = named("--instances") {
        much.base.instances = instances.parse().unwrap();
        much.base.overdue = much.base.instances / 100;
    }
    let (only, part) = (named("--only"), named("--part"));
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let mut report = Report::new();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let name = kind.name().to_lowercase();
        if only.as_ref().is_some_and(|only| !name.starts_with(only)) {
            continue;
        }
        tokio.block_on(measure(kind, much, &mut report, part.as_deref()));
    }
    report.end();
}

async fn measure(kind: Kind, much: Much, report: &mut Report, part: Option<&str>) {
    let place = Place::open(kind);
    let asked = |name: &str| part.is_none_or(|part| part == name);
    let mut measured = Part {
        place: &place,
        report,
        much,
    };
    if asked("limits") {
        measured.limits().await;
    }
    if asked("throughput") {
        measured.throughput().await;
    }
    if asked("latency") {
        measured.latency().await;
    }
    if asked("weight") {
        measured.weight().await;
    }
    if !server::is_built() {
        println!(
            "(the program is not built: `cargo build --release`; starts and memory are left out)"
        );
    } else if asked("idle") {
        measured.idle().await;
    }
    if asked("week") {
        measured.week().await;
    }
    if asked("many") {
        measured.many().await;
    }
}
