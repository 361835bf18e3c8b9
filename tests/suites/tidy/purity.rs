//! The pure crates of the engine see no clock, no file, no environment, no task and no hash order.
//!
//! The same inputs must give byte-equal events on any machine and in any year, or recorded journals cannot be
//! replayed. Clippy refuses the calls themselves (`engine/clippy.toml`); this rule also refuses the crates that
//! would bring them, and `async`, which clippy has no list for. Tests may do as they like.

use super::source::Source;
use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "purity";

/// The one crate under `engine/` that may wait and look at the clock.
const IMPURE: &str = "runtime";

/// Crates that reach outside.
const OUTSIDE: &[&str] = &[
    "axum",
    "clap",
    "getrandom",
    "hyper",
    "lettre",
    "rand",
    "reqwest",
    "sqlx",
    "tokio",
    "tracing",
    "typst",
    "uuid",
];

/// What must not be written in a pure crate, and what to write instead.
const WORDS: &[(&str, &str)] = &[
    ("std::fs", "take the text as an argument"),
    ("std::env", "take the value as an argument"),
    ("SystemTime::now", "take the moment from the context"),
    ("Instant::now", "take the moment from the context"),
    ("Utc::now", "take the moment from the context"),
    ("Local::now", "take the moment from the context"),
    ("HashMap", "use `BTreeMap`: its order is part of the result"),
    ("HashSet", "use `BTreeSet`: its order is part of the result"),
    ("async fn", "return the effect and let `runtime` do it"),
    ("async move", "return the effect and let `runtime` do it"),
    (".await", "return the effect and let `runtime` do it"),
];

/// Every impure dependency and every impure line.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = impure_dependencies(tree);
    for source in tree.sources.iter().filter(|s| is_pure(&s.path)) {
        found.extend(impure_lines(source));
    }
    found
}

fn is_pure(path: &str) -> bool {
    let mut folders = path.split('/');
    folders.next() == Some("engine") && folders.next() != Some(IMPURE)
}

fn impure_lines(source: &Source) -> Vec<Violation> {
    let mut found = Vec::new();
    for (line, code) in source.code_lines() {
        for (word, instead) in WORDS.iter().filter(|(word, _)| code.contains(word)) {
            let advice = format!("`{word}` has no place in a pure crate: {instead}.");
            found.push(Violation::new(&source.path, line, RULE, advice));
        }
    }
    found
}

/// Reads the manifests as text: `name.workspace = true` or `name = …` under `[dependencies]`.
fn impure_dependencies(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let manifests = tree.texts.iter();
    for (path, text) in manifests.filter(|(p, _)| is_pure(p) && p.ends_with("/Cargo.toml")) {
        let mut section = "";
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.starts_with('[') {
                section = line;
            }
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if section == "[dependencies]" && OUTSIDE.contains(&name) {
                let advice = format!(
                    "A pure crate must not depend on `{name}`: declare a port in `runtime` and implement it in an adapter."
                );
                found.push(Violation::new(path, index + 1, RULE, advice));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    fn lines(files: &[(&str, &str)]) -> Vec<usize> {
        check(&Tree::of(files)).iter().map(|v| v.line).collect()
    }

    #[test]
    fn a_clock_a_file_and_a_hash_map_are_found_in_code_only() {
        let text = "use std::fs;\n// HashMap\nlet a = \"Utc::now\";\nUtc::now();\n\
                    #[cfg(test)]\nmod tests { use std::fs; }\nasync fn b() {}\n";
        assert_eq!(lines(&[("engine/core/src/a.rs", text)]), [1, 4, 7]);
        assert!(lines(&[("engine/runtime/src/a.rs", text)]).is_empty());
    }

    #[test]
    fn a_crate_that_reaches_outside_is_found() {
        let manifest = "[dependencies]\ntokio.workspace = true\nsqlx = \"0.9\"\n\
                        [dev-dependencies]\ntokio.workspace = true\n";
        assert_eq!(lines(&[("engine/core/Cargo.toml", manifest)]), [2, 3]);
    }
}
