//! No module is named after its having no subject.
//!
//! A drawer called `utils` collects what nobody can find again; a name from the glossary tells where to look.

use super::tree::Tree;
use super::violation::Violation;

/// Names of files and folders that say nothing.
const EMPTY_NAMES: &[&str] = &[
    "common", "helper", "helpers", "manager", "misc", "util", "utils",
];

/// Every Rust file that has, or lies in a folder that has, an empty name.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for source in &tree.sources {
        let mut names = source.path.trim_end_matches(".rs").split('/');
        if let Some(name) = names.find(|name| EMPTY_NAMES.contains(name)) {
            let advice = format!("Name the module after its subject, not `{name}`.");
            found.push(Violation::new(&source.path, 0, "names", advice));
        }
    }
    found
}

#[test]
fn a_drawer_is_found_by_file_and_by_folder() {
    let tree = Tree::of(&[
        ("engine/core/src/utils.rs", ""),
        ("engine/core/src/common/a.rs", ""),
        ("engine/core/src/commonwealth.rs", ""),
    ]);
    assert_eq!(check(&tree).len(), 2);
}
