//! The samples in `docs/`: what the documentation shows of commands over the shipped processes is what they print.
//!
//! A line `…` stands for any number of lines left out. Commands over a database depend on the day and are not repeated here.

use std::path::Path;

use crate::program::reglament_in;
use crate::sample::{edit, shipped};

/// Commands that are run; every page must show at least one.
const RUN: [&str; 2] = [
    "reglament forecast --process",
    "reglament diff processes next",
];

#[test]
fn the_samples_of_the_documentation_are_real() {
    let folder = shipped("shown");
    let process = folder.join("next/certification/process.yaml");
    let head = "    role: hr\n    show: [test_on]\n    deadline:\n      term: ";
    let (five, three) = ("5 рабочих дней", "3 рабочих дня");
    edit(
        &process,
        &format!("{head}{five}"),
        &format!("{head}{three}"),
    );
    let edition = "edition:\n  in_force: 2026-12-01\n  begun_before: move\n  note: Срок издания приказа сокращён до трёх рабочих дней\n";
    edit(
        &process,
        "\nregulation:\n",
        &format!("\n{edition}regulation:\n"),
    );
    for page in ["forecast.md", "editions.md"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let samples: Vec<(&str, Vec<&str>)> = samples(&text)
            .filter(|(command, _)| RUN.iter().any(|run| command.starts_with(run)))
            .collect();
        assert!(!samples.is_empty(), "{page} shows nothing that can be run");
        for (command, shown) in samples {
            let words: Vec<&str> = command.split_whitespace().skip(1).collect();
            let ran = reglament_in(&folder, &words);
            let printed: Vec<&str> = ran.stdout.lines().collect();
            let wrong = missing(&shown, &printed);
            assert_eq!(
                wrong, None,
                "{page}: {command}\n{}{}",
                ran.stdout, ran.stderr
            );
        }
    }
}

/// Fenced blocks that begin with `$ `: the command and what it shows.
fn samples(text: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let blocks = text
        .split("```\n")
        .filter_map(|block| block.strip_prefix("$ "));
    blocks.filter_map(|block| {
        let (command, shown) = block.split_once('\n')?;
        Some((command, shown.lines().collect()))
    })
}

/// The first shown line that was not printed where it is shown.
fn missing<'s>(shown: &[&'s str], printed: &[&str]) -> Option<&'s str> {
    let mut left = printed.iter();
    let mut skips = false;
    for line in shown {
        if *line == "…" {
            skips = true;
            continue;
        }
        let is_there = match skips {
            true => left.any(|printed| printed == line),
            false => left.next() == Some(line),
        };
        if !is_there {
            return Some(line);
        }
        skips = false;
    }
    None
}
