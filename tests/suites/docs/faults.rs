//! `docs/faults.md` names tests that exist, and every fault of the catalogue has its row.
//!
//! Whether a test shows what its row says is for people to judge; that it is there is not left to them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reglament_tests::root;

/// Faults of the catalogue.
const FAULTS: usize = 72;
/// Folders with tests.
const PLACES: [&str; 3] = ["tests", "adapters", "engine"];

#[test]
fn every_fault_names_tests_that_exist() {
    let page = fs::read_to_string(root().join("docs/faults.md")).unwrap();
    let tests = known_tests();
    let mut wrong = Vec::new();
    for n in 1..=FAULTS {
        let head = format!("| F{n:02} |");
        let rows: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with(&head))
            .collect();
        let [row] = rows.as_slice() else {
            wrong.push(format!("F{n:02} has {} rows", rows.len()));
            continue;
        };
        let shown = row
            .trim_end_matches(" |")
            .rsplit(" | ")
            .next()
            .unwrap_or_default();
        if shown == "–" {
            let is_told = ["No test", "Not tested"]
                .iter()
                .any(|word| row.contains(word));
            if !is_told {
                wrong.push(format!("F{n:02} has no test and does not say why"));
            }
            continue;
        }
        let named: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            wrong.push(format!("F{n:02} names neither a test nor the lack of one"));
        }
        let missing = named.iter().filter(|name| !is_known(&tests, name));
        wrong.extend(missing.map(|name| format!("F{n:02}: there is no test `{name}`")));
    }
    assert!(wrong.is_empty(), "docs/faults.md:\n{}", wrong.join("\n"));
}

#[test]
fn a_test_that_does_not_exist_is_not_known() {
    let tests = known_tests();
    assert!(is_known(
        &tests,
        "docs::faults::every_fault_names_tests_that_exist"
    ));
    assert!(!is_known(&tests, "docs::faults::every_fault_is_impossible"));
    assert!(!is_known(
        &tests,
        "docs::tutorial::every_fault_names_tests_that_exist"
    ));
}

/// Paths of files as modules, and the tests in them.
type Tests = BTreeSet<(Vec<String>, String)>;

fn known_tests() -> Tests {
    let mut tests = Tests::new();
    for place in PLACES {
        gather(&root().join(place), &mut tests);
    }
    tests
}

fn gather(folder: &Path, tests: &mut Tests) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && !["node_modules", "target"].contains(&name.as_str()) {
            gather(&path, tests);
        } else if name.ends_with(".rs") {
            let place = path
                .strip_prefix(root())
                .unwrap_or(&path)
                .with_extension("");
            let place: Vec<String> = place
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            let text = fs::read_to_string(&path).unwrap();
            tests.extend(tests_of(&text).map(|test| (place.clone(), test)));
            tests.extend(trials_of(&text).map(|test| (place.clone(), test)));
        }
    }
}

/// Names of functions below an attribute that makes them tests.
fn tests_of(text: &str) -> impl Iterator<Item = String> {
    let mut marked = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
            return None;
        }
        let after = line
            .split_once("fn ")
            .filter(|(before, _)| before.is_empty() || *before == "async ");
        let name = after.filter(|_| marked)?.1.split('(').next()?;
        marked = false;
        Some(name.to_owned())
    })
}

/// Names in the tables of files that make their tests when they run.
fn trials_of(text: &str) -> impl Iterator<Item = String> {
    let makes = text.contains("Trial::test(");
    let quoted = text.split('"').skip(1).step_by(2).filter(move |_| makes);
    let is_name = |word: &&str| {
        word.contains('_')
            && word
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_')
    };
    quoted.filter(is_name).map(str::to_owned)
}

/// The last word is the test, those before it stand in the path of its file in this order.
fn is_known(tests: &Tests, name: &str) -> bool {
    let mut words: Vec<&str> = name.split("::").collect();
    let test = words.pop().unwrap_or_default();
    tests.iter().any(|(place, known)| {
        let mut parts = place.iter();
        known == test && words.iter().all(|word| parts.any(|part| part == word))
    })
}
