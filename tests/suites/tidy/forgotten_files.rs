//! Every Rust file is part of a crate: a file that no `mod` line names is never compiled and never tested.
//!
//! The compiler does not warn about such a file, and a suite that is not run looks exactly like one that passes.

use std::collections::BTreeSet;

use serde_json::Value;

use super::source::Source;
use super::tree::{Tree, module_folder};
use super::violation::Violation;

/// Every Rust file that cannot be reached from a root of its crate.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let roots = roots(&tree.metadata);
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&Source> = Vec::new();
    open.extend(tree.sources.iter().filter(|s| roots.contains(&s.path)));
    while let Some(source) = open.pop() {
        if reached.insert(&source.path) {
            let children = children(source, roots.contains(&source.path));
            open.extend(tree.sources.iter().filter(|s| children.contains(&s.path)));
        }
    }
    tree.sources
        .iter()
        .filter(|source| !reached.contains(source.path.as_str()))
        .map(|source| {
            let advice = "No `mod` line leads to this file, so it is never compiled: declare it or delete it.";
            Violation::new(&source.path, 0, "forgotten file", advice)
        })
        .collect()
}

/// Files that Cargo itself starts from: libraries, programs, tests, benchmarks, build scripts.
fn roots(metadata: &Value) -> BTreeSet<String> {
    let folder = metadata["workspace_root"].as_str().unwrap_or_default();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .filter_map(|target| target["src_path"].as_str()?.strip_prefix(folder))
        .map(|path| path.trim_start_matches('/').to_owned())
        .collect()
}

/// Paths where the modules that a file declares may live.
fn children(source: &Source, is_root: bool) -> Vec<String> {
    let own_folder = source
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let folder = if is_root {
        format!("{own_folder}/")
    } else {
        module_folder(&source.path)
    };
    let mut paths = Vec::new();
    for (code, text) in source.views.code.lines().zip(source.text.lines()) {
        if let Some(name) = declared_module(code) {
            paths.push(format!("{folder}{name}.rs"));
            paths.push(format!("{folder}{name}/mod.rs"));
        }
        if let Some(rest) = text.trim().strip_prefix("#[path = \"")
            && let Some(path) = rest.strip_suffix("\"]")
        {
            paths.push(format!("{own_folder}/{path}"));
        }
    }
    paths
}

/// The name in `mod name;`, whatever stands before it on the line.
fn declared_module(code: &str) -> Option<&str> {
    let declaration = code.trim_end().strip_suffix(';')?;
    let (before, name) = declaration.rsplit_once(' ')?;
    (before.split_whitespace().next_back() == Some("mod")).then_some(name)
}

#[test]
fn a_file_that_nothing_declares_is_found() {
    let mut tree = Tree::of(&[
        (
            "tests/suites/main.rs",
            "mod api;\n#[cfg(test)] pub(crate) mod mail;\n",
        ),
        ("tests/suites/api.rs", "mod tasks;\n// mod letters;\n"),
        ("tests/suites/api/tasks.rs", ""),
        ("tests/suites/api/letters.rs", ""),
        ("tests/suites/mail/mod.rs", ""),
        ("tests/benches/decide.rs", "mod load;"),
        ("tests/benches/load.rs", ""),
        ("engine/core/src/lib.rs", ""),
        ("engine/core/src/orphan.rs", ""),
    ]);
    tree.metadata = serde_json::json!({"workspace_root": "/p", "packages": [
        {"targets": [{"src_path": "/p/tests/suites/main.rs"}, {"src_path": "/p/tests/benches/decide.rs"}]},
        {"targets": [{"src_path": "/p/engine/core/src/lib.rs"}]},
    ]});
    let paths: Vec<String> = check(&tree).into_iter().map(|v| v.path).collect();
    assert_eq!(
        paths,
        ["tests/suites/api/letters.rs", "engine/core/src/orphan.rs"]
    );
}
