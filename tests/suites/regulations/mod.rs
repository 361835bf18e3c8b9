//! The shipped regulations: they compile without a finding, cover every operative clause, and their stories come true.

mod clauses;
mod directory;
mod scorecards;
mod stored;
mod stories;
mod tried;

/// Publishing is refused otherwise; what the authors accept stands in the head of their processes.
#[test]
fn the_proof_finds_nothing_in_them() {
    let compiled = reglament_proof::check(&reglament_tests::processes());
    let found: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|found| format!("{} {}:{} {}", found.code, found.file, found.line, found.ru))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}
