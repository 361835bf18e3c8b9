//! No file names a folder of the machine on which it was written.
//!
//! Such a path works for its author alone, and in a snapshot it fails for everybody else. Only the beginning of
//! a path counts: a relative path that has such a folder in the middle is fine.

use super::tree::Tree;
use super::violation::Violation;

/// Where people and build machines keep their copies; split, so that this file passes its own rule.
const PLACES: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("C:\\", "Users"),
];

/// Every line with such a path.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.all_texts() {
        for (index, line) in text.lines().enumerate() {
            if let Some(place) = PLACES.iter().find(|place| begins_a_path(line, place)) {
                let advice = format!(
                    "`{place}…` exists on one machine only: use a path from the root of the project or a temporary folder."
                );
                found.push(Violation::new(path, index + 1, "machine paths", advice));
            }
        }
    }
    found
}

fn begins_a_path(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '}' | ')'))
    })
}

#[test]
fn a_path_of_one_machine_is_found_in_any_text() {
    let bad = format!("see `{}anna/notes`", PLACES[0]);
    let tree = Tree::of(&[
        ("README.md", &bad),
        ("a.rs", "const A: &str = \"https://example.org/work/1\";"),
    ]);
    let paths: Vec<String> = check(&tree).into_iter().map(|v| v.path).collect();
    assert_eq!(paths, ["README.md"]);
}
