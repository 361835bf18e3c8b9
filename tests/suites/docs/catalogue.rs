//! A catalogue in the documentation: numbered rows, each with the tests that hold it or the reason why there is none.
//!
//! `a::b::name` in backticks stands for a test: some file whose path ends in `b` and names `a` before it has a function or a row
//! of a table called `name`. A renamed test is missed here, so the page cannot promise what nothing checks any more.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use reglament_tests::root;

/// What says that no test is needed.
const WITHOUT: &str = "No test: ";
/// Folders of the source tree that say nothing about a module.
const SILENT: &[&str] = &["src", "tests", "suites"];

/// A file of the source tree: the words of its path, and its text.
pub(super) struct Sources(Vec<(Vec<String>, String)>);

impl Sources {
    /// Every file of Rust under the folders of the project.
    pub(super) fn read() -> Self {
        let mut all = Vec::new();
        for folder in ["engine", "adapters", "tests", "deploy"] {
            walk(&root().join(folder), &mut vec![folder.to_owned()], &mut all);
        }
        Self(all)
    }

    fn has(&self, test: &str) -> bool {
        let mut words: Vec<&str> = test.split("::").collect();
        let name = words.pop().unwrap_or_default();
        self.0.iter().any(|(path, text)| {
            let ends = path.last().map(String::as_str) == words.last().copied();
            let mut rest = path.iter();
            let ordered = words.iter().all(|word| rest.any(|part| part == word));
            ends && ordered
                && (text.contains(&format!("fn {name}(")) || text.contains(&format!("\"{name}\"")))
        })
    }
}

/// What is wrong with the rows of a page of documentation; `letter` begins their numbers.
pub(super) fn problems(
    page: &str,
    letter: char,
    rows: RangeInclusive<u32>,
    sources: &Sources,
) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let mut wrong = Vec::new();
    for number in rows {
        let begin = format!("| {letter}{number:02} |");
        let found: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(&begin))
            .collect();
        match found.as_slice() {
            [row] => wrong.extend(of_row(row, sources).map(|why| format!("{page}, {begin} {why}"))),
            several => wrong.push(format!("{page} has {} rows {begin}", several.len())),
        }
    }
    wrong
}

fn of_row<'a>(row: &'a str, sources: &'a Sources) -> impl Iterator<Item = String> + 'a {
    let last = row
        .trim_end_matches([' ', '|'])
        .rsplit(" | ")
        .next()
        .unwrap_or_default();
    let quoted = last.split('`').skip(1).step_by(2);
    let tests: Vec<&str> = quoted.filter(|text| text.contains("::")).collect();
    let silent = tests.is_empty() && !last.contains(WITHOUT);
    let silent = silent.then(|| format!("names no test; write one, or `{WITHOUT}` and the reason"));
    let missing = tests.into_iter().filter(move |test| !sources.has(test));
    silent
        .into_iter()
        .chain(missing.map(|test| format!("names `{test}`, which is not there")))
}

fn walk(folder: &Path, words: &mut Vec<String>, all: &mut Vec<(Vec<String>, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let speaks =
            !SILENT.contains(&name.as_str()) && !matches!(name.as_str(), "mod" | "lib" | "main");
        if speaks {
            words.push(name.clone());
        }
        if path.is_dir() && name != "node_modules" {
            walk(&path, words, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push((words.clone(), fs::read_to_string(&path).unwrap()));
        }
        if speaks {
            words.pop();
        }
    }
}

#[test]
fn a_row_without_a_test_or_with_an_unknown_one_is_told() {
    let sources = Sources(vec![(
        vec!["tests".into(), "web".into(), "doors".into()],
        "fn every_answer_is_guarded()".into(),
    )]);
    let wrong = |row: &str| of_row(row, &sources).count();
    assert_eq!(
        wrong("| A01 | x | y | `web::doors::every_answer_is_guarded` |"),
        0
    );
    assert_eq!(
        wrong("| A01 | x | y | No test: there is nothing to call. |"),
        0
    );
    assert_eq!(wrong("| A01 | x | y | `web::doors::every_answer` |"), 1);
    assert_eq!(
        wrong("| A01 | x | y | `web::pages::every_answer_is_guarded` |"),
        1
    );
    assert_eq!(wrong("| A01 | `a::b` | y | later |"), 1);
}
