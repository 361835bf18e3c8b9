//! The nemesis again and again: `make soak`. Not part of the suites; it runs for as long as it is told.

use std::time::{Duration, Instant};

use reglament_tests::Dice;

use super::nodes::{Theme, run};

#[test]
#[ignore = "runs for minutes: `make soak`"]
fn again_and_again() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let minutes = number("REGLAMENT_SOAK_MINUTES");
    let rounds = number("REGLAMENT_SOAK_ROUNDS").unwrap_or(match minutes {
        Some(_) => u64::MAX,
        None => 10,
    });
    let until = minutes.map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let first = Dice::seed("REGLAMENT_NODES_SEED");
    let mut dice = Dice::new(first);
    println!("soak: REGLAMENT_NODES_SEED={first} brings the same themes");
    for round in 1..=rounds {
        if until.is_some_and(|until| Instant::now() >= until) {
            break;
        }
        let theme = Theme::ALL[dice.below(Theme::ALL.len())];
        let seed = dice.below(1 << 32) as u64;
        let began = Instant::now();
        run(theme, seed, false);
        println!(
            "soak: round {round}: {theme:?}, seed {seed}, {:.0?}",
            began.elapsed()
        );
    }
}
