//! The proof against the real engine: what it calls sound never fails in random runs, and what it refutes fails exactly as
//! the counter-example tells.
//!
//! Definitions are random: nested blocks with one edge bent, and free graphs, of every construct that the proof judges
//! (`census`). `make deep-proof` tries ten thousand; the ordinary run fewer, so that it stays quick without optimisation.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells how the definitions fared"
)]

mod census;
mod desk;
mod dice;
mod generate;
mod replay;
mod runs;
mod sketch;

use census::{Census, Fared};
use dice::Dice;
use generate::Made;
use reglament_proof::{Soundness, Verdict};

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
    let (mut tally, mut census) = (Tally::default(), Census::default());
    let mut broken = Vec::new();
    for seed in 0..wanted {
        let mut dice = Dice::new(seed as u64);
        let made = generate::made(&mut dice);
        let proof = reglament_proof::prove_process(&made.package, "main", STATES).unwrap();
        let fared = fared(&proof.soundness);
        census.count(&made, fared);
        let found = tally.compare(&made, &proof.soundness, fared, &mut dice);
        broken.extend(found.err().map(|told| format!("seed {seed}: {told}")));
    }
    println!("{tally:?}\n{census}");
    let first: Vec<String> = broken.iter().take(8).cloned().collect();
    let first = first.join("\n\n");
    assert!(
        broken.is_empty(),
        "{} disagreements:\n{first}",
        broken.len()
    );
    assert_eq!(
        census.too_rare(wanted),
        Vec::<String>::new(),
        "the generator makes too few that hold these, or too few of them are decided:\n{census}"
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

fn fared(sound: &Soundness) -> Fared {
    let answers = [&sound.completes, &sound.keeps_tokens, &sound.bounded];
    let undecided = |answer: &&Verdict| matches!(answer, Verdict::Undecided { .. });
    let unjudged = |answer: &&Verdict| matches!(answer, Verdict::Unjudged(_));
    assert!(!answers.iter().any(unjudged), "{answers:?}");
    if answers.iter().any(undecided) {
        Fared::Undecided
    } else if answers.iter().all(|answer| answer.is_proved()) {
        Fared::Proved
    } else {
        Fared::Refuted
    }
}

impl Tally {
    fn compare(
        &mut self,
        made: &Made,
        sound: &Soundness,
        fared: Fared,
        dice: &mut Dice,
    ) -> Result<(), String> {
        let package = &made.package;
        match fared {
            Fared::Undecided => {
                self.undecided += 1;
                return Ok(());
            }
            Fared::Refuted => {
                self.refuted += 1;
                self.replayed += replay::all(package, sound)?;
            }
            Fared::Proved => {
                self.sound += 1;
                runs::never_fail(package, dice)?;
            }
        }
        runs::never_enter_dead_steps(package, sound, dice)
    }
}
