//! What proving costs: the shipped regulations, and 200 steps with 10 parallel branches.

use std::time::Instant;

use reglament_definition::{Package, compile};

use crate::wide::wide;

/// Prints the fastest of several runs.
pub(crate) fn print(times: u32) {
    let shipped = compile(&reglament_tests::processes())
        .package
        .expect("the shipped regulations compile");
    let wide = wide(&shipped);
    println!("proof of definitions (without reading them)");
    let steps: usize = shipped
        .definitions
        .values()
        .map(|definition| definition.steps.len())
        .sum();
    measure(
        &format!("the shipped regulations, {steps} steps"),
        times,
        &shipped,
    );
    measure("proof of 200 steps with 10 parallel branches", times, &wide);
}

fn measure(what: &str, times: u32, package: &Package) {
    let runs = (0..times).map(|_| {
        let start = Instant::now();
        std::hint::black_box(reglament_proof::prove(package));
        start.elapsed()
    });
    let fastest = runs.min().unwrap_or_default();
    let states: usize = reglament_proof::prove(package)
        .values()
        .map(|proof| proof.soundness.states)
        .sum();
    println!("  {what:<46}{states:>7} states  {fastest:>10.1?}");
}
