//! Every Rust file begins by saying what it is for.
//!
//! The rule asks for a sentence, not for a form: it cannot judge whether the sentence is true.

use super::tree::Tree;
use super::violation::Violation;

/// A header shorter than this repeats the name of the file.
const WORDS_MIN: usize = 5;

/// Every file without a `//!` sentence at its head.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for source in &tree.sources {
        let header = source
            .text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .flat_map(str::split_whitespace);
        if header.count() < WORDS_MIN {
            found.push(Violation::new(
                &source.path,
                1,
                "header",
                "Begin the file with a `//!` sentence: what it is for, and what it deliberately does not do.",
            ));
        }
    }
    found
}

#[test]
fn a_file_without_a_sentence_is_found() {
    let tree = Tree::of(&[
        (
            "a.rs",
            "//! Counts working days from one moment to another.\nfn a() {}",
        ),
        ("b.rs", "fn b() {}"),
        ("c.rs", "//! c\nfn c() {}"),
    ]);
    let paths: Vec<String> = check(&tree).into_iter().map(|v| v.path).collect();
    assert_eq!(paths, ["b.rs", "c.rs"]);
}
