//! The deterministic simulator: real runtimes on a virtual clock, over a disk in memory that fails as a seed decides.
//!
//! Decisions, the writer, timers, the outbox, the courier, the leader and the service are the product's own code; only what
//! stands behind its ports is made up: the store, the clock, the mail server, the renderer, the called address. Everything
//! runs on one thread and in virtual time, so that a seed gives the same run: see `docs/faults.md`.
//! It knows neither SQL nor files: what the real stores promise is shown by their contract and by killing the real program.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod check;
mod client;
mod clock;
mod dice;
mod faults;
mod nodes;
mod peace;
mod post;
mod regulation;
mod run;
mod sabotage;
mod store;
mod wishes;
mod world;

use std::collections::BTreeMap;

pub use sabotage::Sabotage;

/// What came of a seed.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// Steps until it ended or a law was broken.
    pub steps: u32,
    /// The first law that was broken.
    pub broken: Option<String>,
    /// Everything that happened, a line each.
    pub story: String,
    /// The regulation that was carried out.
    pub regulation: String,
    /// Kinds of events, and how many of each.
    pub seen: BTreeMap<String, u32>,
    /// Commands given.
    pub commands: usize,
}

/// Plays a seed for so many steps; what it gives depends on nothing else.
///
/// # Panics
/// The regulation of the seed does not compile, which is a fault of its generator.
pub fn play(seed: u64, steps: u32) -> Outcome {
    play_broken(seed, steps, None)
}

/// The same with an engine that is broken on purpose.
///
/// # Panics
/// As [`play`].
pub fn play_broken(seed: u64, steps: u32, sabotage: Option<Sabotage>) -> Outcome {
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    tokio.block_on(run::play(seed, steps, sabotage))
}

impl Outcome {
    /// What a person needs to see why a seed failed, and to see it again.
    pub fn report(&self) -> String {
        let lines: Vec<&str> = self.story.lines().collect();
        let last = lines[lines.len().saturating_sub(60)..].join("\n");
        let Self {
            seed,
            steps,
            broken,
            regulation,
            ..
        } = self;
        let broken = broken.as_deref().unwrap_or("nothing");
        format!(
            "seed {seed}, step {steps}: {broken}\n\nThe regulation:\n{regulation}\n\nThe last that happened:\n{last}\n\n\
             Once more: REGLAMENT_SIMULATOR_SEED={seed} cargo test -p reglament-simulator one_seed -- --nocapture"
        )
    }
}
