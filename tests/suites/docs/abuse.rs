//! docs/abuse.md: every attack of the catalogue has its row, and every row its tests.

use super::catalogue::{Sources, problems};

/// How many attacks the catalogue has.
const ATTACKS: u32 = 54;

#[test]
fn every_attack_has_tests_that_exist() {
    let wrong = problems("docs/abuse.md", 'A', 1..=ATTACKS, &Sources::read());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
