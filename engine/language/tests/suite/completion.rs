//! Completion at the cursors of `completion.txt`. A case is YAML with `|` where the cursor stands (the last one counts), then
//! what must be proposed: `= a, b` exactly these first ones, `+ a` among others, `- a` not, `> a: text` the text inserted.
//! Cases that begin with `steps:` follow the head of the model process and are followed by its steps.

use reglament_definition::Language;
use reglament_language::{Completion, Lines, Workspace, complete};

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
    assert!(count >= 160, "{count} cursors");
}

/// Cursors behind letters that take other numbers of bytes and of UTF-16 units.
#[test]
fn enough_cursors_stand_behind_cyrillic_letters() {
    let behind = |case: &&str| {
        let yaml = case.split("\n---\n").next().unwrap();
        let line = yaml[..yaml.rfind('|').unwrap()]
            .lines()
            .last()
            .unwrap_or_default();
        !line.is_ascii()
    };
    let count = CASES.split("### ").skip(1).filter(behind).count();
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
    // Editors name places by lines and UTF-16 columns.
    let lines = Lines::new(&text);
    let offset = lines.offset(lines.position(offset));
    let mut files = files(None);
    files.insert(path.to_owned(), text.clone());
    let found = complete(&Workspace::new(files), path, offset, Language::Russian);
    for proposal in &found {
        let (from, to) = lines.range(&proposal.span);
        assert_eq!(lines.offset(from)..lines.offset(to), proposal.span);
        assert!(proposal.span.start <= offset && offset <= proposal.span.end);
    }
    found
}

/// A letter sent by mail knows no task, and no secret is proposed for it; one about a term knows the act.
#[test]
fn a_letter_knows_what_its_senders_know() {
    let process = |sender: &str| {
        format!(
            "process: case\ndata: {{topic: {{text: Тема}}, mark: {{integer: Оценка, confidential: true}}}}\n\
             steps:\n  a: {{{sender}}}\n"
        )
    };
    let senders = [
        (
            "mail: Сообщить, letter: told",
            ["topic"].as_slice(),
            ["mark", "task", "act"].as_slice(),
        ),
        (
            "user_task: Решить, letter: told",
            &["topic", "task", "recipient"],
            &["mark", "act"],
        ),
        (
            "user_task: Решить, deadline: {extension: {notice: {letter: told}}}",
            &["topic", "act"],
            &["mark"],
        ),
    ];
    for (sender, known, unknown) in senders {
        let text = "Тема: Дело\n\n{{ ".to_owned();
        let offset = text.len();
        let files = [
            ("case/process.yaml".to_owned(), process(sender)),
            ("case/letters/told.md".to_owned(), text),
        ];
        let workspace = Workspace::new(files.into());
        let found = complete(
            &workspace,
            "case/letters/told.md",
            offset,
            Language::English,
        );
        let labels: Vec<&str> = found.iter().map(|c| c.label.as_str()).collect();
        assert!(
            known.iter().all(|name| labels.contains(name)),
            "{sender}: {labels:?}"
        );
        assert!(
            !unknown.iter().any(|name| labels.contains(name)),
            "{sender}: {labels:?}"
        );
    }
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
