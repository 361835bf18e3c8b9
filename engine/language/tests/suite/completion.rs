//! Completion at the cursors of `completion.txt`. A case is YAML with `|` where the cursor stands (the last one counts), then
//! what must be proposed: `= a, b` exactly these first ones, `+ a` among others, `- a` not, `> a: text` the text inserted.
//! Cases that begin with `steps:` follow the head of the model process and are followed by its steps.

use reglament_definition::Language;
use reglament_language::{Completion, Workspace, complete};

use crate::folder::{HEAD, TAIL, files};

const CASES: &str = include_str!("completion.txt");

#[test]
fn every_cursor_gets_its_proposals() {
    let mut failures = Vec::new();
    let mut count = 0;
    for case in CASES.split("### ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (yaml, wanted) = rest.split_once("\n---\n").unwrap();
        let (path, yaml) = match yaml.strip_prefix("@ ") {
            Some(other) => other.split_once('\n').unwrap(),
            None => ("seminar/process.yaml", yaml),
        };
        count += 1;
        let found = proposals(path, yaml);
        for line in wanted.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(problem) = unmet(line, &found) {
                failures.push(format!("{name}: {problem}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 60, "{count} cursors");
}

fn proposals(path: &str, yaml: &str) -> Vec<Completion> {
    let yaml = match yaml.strip_prefix("steps:") {
        Some(steps) => format!("{HEAD}steps:{steps}{TAIL}"),
        None => yaml.to_owned(),
    };
    let limit = yaml.len()
        - if yaml.starts_with(HEAD) {
            TAIL.len()
        } else {
            0
        };
    let offset = yaml[..limit].rfind('|').unwrap();
    let text = format!("{}{}", &yaml[..offset], &yaml[offset + 1..]);
    let mut files = files(None);
    files.insert(path.to_owned(), text);
    complete(&Workspace::new(files), path, offset, Language::Russian)
}

fn unmet(line: &str, found: &[Completion]) -> Option<String> {
    let labels: Vec<&str> = found.iter().map(|c| c.label.as_str()).collect();
    let (sign, rest) = line.split_at(1);
    let words: Vec<&str> = rest
        .split(", ")
        .map(str::trim)
        .filter(|w| !w.is_empty())
        .collect();
    let met = match sign {
        "=" => labels == words,
        "^" => labels.starts_with(&words),
        "+" => words.iter().all(|word| labels.contains(word)),
        "-" => words.iter().all(|word| !labels.contains(word)),
        ">" => {
            let (label, text) = rest.trim().split_once(": ")?;
            let inserted = found
                .iter()
                .find(|c| c.label == label)
                .map(|c| c.insert.trim_end_matches(' '));
            if inserted == Some(text.replace("\\n", "\n").trim_end_matches(' ')) {
                return None;
            }
            return Some(format!("{label} inserts {inserted:?}"));
        }
        _ => false,
    };
    (!met).then(|| format!("{line}, but proposed: {}", labels.join(", ")))
}
