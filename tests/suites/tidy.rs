//! The house rules, checked over the source tree: one rule per file, every violation in one report.
//!
//! A rule reads text, never a syntax tree: it must stay short enough to be believed, and every rule carries a
//! test with a bad sample, so that a rule which silently stopped finding anything is noticed.
//! What the compiler or clippy already refuses is not repeated here.

mod arrows;
mod code_pages;
mod contraction;
mod cyrillic;
mod forgotten_files;
mod headers;
mod leftovers;
mod links;
mod machine_paths;
mod migrations;
mod names;
mod purity;
mod scan;
mod sizes;
mod source;
mod tree;
mod unfinished;
mod violation;

use tree::Tree;
use violation::Violation;

type Rule = fn(&Tree) -> Vec<Violation>;

/// Every rule over the tree, in the order in which the report names them.
const RULES: &[Rule] = &[
    arrows::check,
    purity::check,
    sizes::check,
    headers::check,
    names::check,
    unfinished::check,
    leftovers::check,
    forgotten_files::check,
    contraction::check,
    migrations::check,
    code_pages::check,
    cyrillic::check,
    machine_paths::check,
    links::check,
];

#[test]
fn the_house_is_tidy() {
    let tree = Tree::of_the_project();
    println!("{}", sizes::summary(&tree));
    let violations: Vec<Violation> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    let report: Vec<String> = violations.iter().map(Violation::to_string).collect();
    assert!(
        report.is_empty(),
        "{} house rules are broken:\n{}\n",
        report.len(),
        report.join("\n")
    );
}
