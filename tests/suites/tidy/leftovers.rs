//! No file that a tool left behind is part of the project.
//!
//! A pending snapshot in the tree means that somebody saw a difference and did not decide about it.

use super::tree::Tree;
use super::violation::Violation;

/// How the names of left-over files end, and what they mean.
const ENDINGS: &[(&str, &str)] = &[
    (
        ".snap.new",
        "Read the difference, then accept it with `make golden` or mend the code",
    ),
    (
        ".pending-snap",
        "Read the difference, then accept it with `make golden` or mend the code",
    ),
    (".orig", "Delete the copy that a merge left behind"),
    (".rej", "Apply or delete the rejected change"),
];

/// Every left-over file.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for path in &tree.paths {
        for (_, advice) in ENDINGS.iter().filter(|(end, _)| path.ends_with(end)) {
            found.push(Violation::new(path, 0, "leftovers", format!("{advice}.")));
        }
    }
    found
}

#[test]
fn a_pending_snapshot_is_found() {
    let tree = Tree::of(&[("a/b.snap", ""), ("a/c.snap.new", "")]);
    assert_eq!(check(&tree).len(), 1);
}
