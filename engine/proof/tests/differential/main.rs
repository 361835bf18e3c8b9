//! The proof against the real engine: what it calls sound never fails in random runs, and what it refutes fails exactly as
//! the counter-example tells.
//!
//! Definitions are random: nested blocks with one edge bent, and free graphs. `make deep-proof` tries ten thousand; the
//! ordinary run fewer, so that it stays quick without optimisation.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells how the definitions fared"
)]

mod desk;
mod dice;
mod generate;
mod replay;
mod runs;

use dice::Dice;

/// Definitions tried in an ordinary run.
const ORDINARY: usize = 2_000;

/// States of one definition; more are left undecided, so that one large definition does not hold up the rest.
const STATES: usize = 800;

/// How the definitions fared.
#[derive(Debug, Default)]
struct Tally {
    sound: usize,
    refuted: usize,
    replayed: usize,
    undecided: usize,
}

#[test]
fn the_proof_and_the_engine_agree() {
    let wanted = option_env!("REGLAMENT_PROOF_DEFINITIONS");
    let wanted = wanted.map_or(ORDINARY, |number| number.parse().unwrap());
    let mut tally = Tally::default();
    let mut broken = Vec::new();
    for seed in 0..wanted {
        let mut dice = Dice::new(seed as u64);
        let package = generate::package(&mut dice);
        let proof = reglament_proof::prove_process(&package, "main", STATES).unwrap();
        let sound = &proof.soundness;
        let answers = [&sound.completes, &sound.keeps_tokens, &sound.bounded];
        if answers
            .iter()
            .any(|answer| matches!(answer, reglament_proof::Verdict::Undecided { .. }))
        {
            tally.undecided += 1;
            continue;
        }
        let refuted = answers.iter().any(|answer| !answer.is_proved());
        let found = if refuted {
            tally.refuted += 1;
            replay::all(&package, sound).map(|replayed| tally.replayed += replayed)
        } else {
            tally.sound += 1;
            runs::never_fail(&package, &mut dice)
        };
        let found = found.and_then(|()| runs::never_enter_dead_steps(&package, sound, &mut dice));
        broken.extend(found.err().map(|told| format!("seed {seed}: {told}")));
    }
    println!("{tally:?}");
    let first = broken
        .iter()
        .take(8)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n\n");
    assert!(
        broken.is_empty(),
        "{} disagreements:\n{first}",
        broken.len()
    );
    assert!(
        tally.sound * 5 > wanted,
        "the generator makes too few sound definitions: {tally:?}"
    );
    assert!(
        tally.replayed * 8 > wanted,
        "too few counter-examples were replayed: {tally:?}"
    );
    assert!(
        tally.undecided * 10 < wanted,
        "too many are undecided: {tally:?}"
    );
}
