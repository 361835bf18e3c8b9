//! Which crate may depend on which: the arrows of ARCHITECTURE.md, as a table.
//!
//! The compiler already refuses a cycle; this rule refuses an arrow that would compile and would still let an
//! adapter reach into another one or the core learn about the runtime. Development dependencies obey it too:
//! a test that needs more of the product belongs to the crate `tests`.

use serde_json::Value;

use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "arrows";

/// Crates of the engine, each with the crates of the engine that it may see.
const ENGINE: &[(&str, &[&str])] = &[
    ("calendar", &[]),
    ("expression", &["calendar"]),
    ("scorecard", &[]),
    ("definition", &["calendar", "expression", "scorecard"]),
    ("indicator", &["calendar", "expression", "definition"]),
    ("directory", &["calendar", "expression", "definition"]),
    ("plan", &["calendar"]),
    ("metrics", &[]),
    (
        "core",
        &[
            "calendar",
            "expression",
            "definition",
            "indicator",
            "scorecard",
        ],
    ),
    ("edition", &["calendar", "expression", "definition", "core"]),
    (
        "forecast",
        &["calendar", "expression", "definition", "core"],
    ),
    ("proof", &["calendar", "expression", "definition", "core"]),
    ("language", &["calendar", "expression", "definition"]),
    ("diagram", &["calendar", "expression", "definition", "core"]),
    (
        "scenario",
        &["calendar", "expression", "definition", "core", "indicator"],
    ),
    (
        "runtime",
        &[
            "calendar",
            "expression",
            "definition",
            "core",
            "edition",
            "proof",
            "forecast",
            "indicator",
            "metrics",
            "plan",
            "scorecard",
        ],
    ),
];

/// Crates that wire everything together, by folder.
const SEE_EVERYTHING: &[&str] = &["adapters/cli", "tests", "tests/parsers"];

/// One crate of the workspace and what it asks for.
struct Crate<'a> {
    folder: String,
    wants: Vec<&'a str>,
}

/// Every dependency between crates of the workspace that the table does not allow.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let crates = crates(&tree.metadata);
    let mut found = Vec::new();
    for each in &crates {
        if SEE_EVERYTHING.contains(&each.folder.as_str()) {
            continue;
        }
        let manifest = format!("{}/Cargo.toml", each.folder);
        let Some(allowed) = allowed(&each.folder) else {
            found.push(Violation::new(
                &manifest,
                0,
                RULE,
                "This crate is not in the table of arrows: say in `tests/suites/tidy/arrows.rs` what it may see.",
            ));
            continue;
        };
        let own_name = each.folder.rsplit('/').next().unwrap_or_default();
        for want in &each.wants {
            // A crate that depends on itself turns a feature of its own on for its tests.
            if !allowed.contains(want) && *want != own_name {
                found.push(Violation::new(
                    &manifest,
                    0,
                    RULE,
                    format!(
                        "The dependency on `reglament-{want}` points the wrong way: let the caller hand in what is \
                         needed, or move the code to a crate below both."
                    ),
                ));
            }
        }
    }
    found
}

/// Names, without the prefix, that a crate in this folder may depend on.
fn allowed(folder: &str) -> Option<Vec<&'static str>> {
    match folder.split_once('/')? {
        ("engine", name) => {
            let row = ENGINE.iter().find(|(each, _)| *each == name)?;
            Some(row.1.to_vec())
        }
        // What is shipped beside the program knows nothing of its inside.
        ("deploy", _) => Some(Vec::new()),
        ("adapters", _) => Some(ENGINE.iter().map(|(name, _)| *name).collect()),
        // It stands behind the ports itself, in the place of every adapter.
        ("tests", "simulator") => Some(vec!["core", "definition", "runtime"]),
        _ => None,
    }
}

fn crates(metadata: &Value) -> Vec<Crate<'_>> {
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    packages
        .iter()
        .map(|package| {
            let manifest = package["manifest_path"].as_str().unwrap_or_default();
            let folder = manifest.strip_prefix(root).unwrap_or(manifest);
            let folder = folder
                .trim_start_matches('/')
                .trim_end_matches("/Cargo.toml");
            let wants = package["dependencies"].as_array();
            let wants = wants.map_or(&[][..], Vec::as_slice).iter();
            Crate {
                folder: folder.to_owned(),
                wants: wants
                    .filter_map(|want| want["name"].as_str()?.strip_prefix("reglament-"))
                    .collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};
    use serde_json::{Value, json};

    fn package(folder: &str, wants: &[&str]) -> Value {
        let wants: Vec<Value> = wants.iter().map(|name| json!({"name": name})).collect();
        json!({"manifest_path": format!("/p/{folder}/Cargo.toml"), "dependencies": wants})
    }

    fn broken(packages: &[Value]) -> Vec<String> {
        let metadata = json!({"workspace_root": "/p", "packages": packages});
        let tree = Tree {
            metadata,
            ..Tree::default()
        };
        check(&tree).iter().map(|v| v.path.clone()).collect()
    }

    #[test]
    fn the_drawn_arrows_are_allowed() {
        let packages = [
            package("engine/core", &["reglament-definition", "serde"]),
            package("adapters/http", &["reglament-runtime", "reglament-http"]),
            package("adapters/cli", &["reglament-http", "reglament-store"]),
            package("tests", &["reglament-store"]),
        ];
        assert!(broken(&packages).is_empty());
    }

    #[test]
    fn a_reversed_arrow_two_adapters_and_an_unknown_crate_are_found() {
        let packages = [
            package("engine/definition", &["reglament-core"]),
            package("adapters/http", &["reglament-store"]),
            package("engine/novelty", &[]),
        ];
        assert_eq!(
            broken(&packages),
            [
                "engine/definition/Cargo.toml",
                "adapters/http/Cargo.toml",
                "engine/novelty/Cargo.toml"
            ]
        );
    }
}
