//! Every operative clause is implemented, and no step can be taken away without a clause missing it.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use reglament_definition::{ClauseState, Compiled, Language, compile};
use reglament_tests::processes;

#[test]
fn the_regulations_compile_without_a_finding() {
    let files = processes();
    let compiled = compile(&files);
    let found: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|d| {
            d.render(
                files.get(&d.file).map_or("", String::as_str),
                Language::Russian,
                false,
            )
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    assert!(compiled.package.is_some(), "no package without a finding");
}

/// How many clauses and provisions of each act order something: an act that is read only in part shows here.
const OPERATIVE: [(&str, usize); 6] = [
    ("assessment_model/regulation.md", 44),
    ("attestation_campaign/regulation.md", 30),
    ("certification/regulation.md", 55),
    ("complaint/regulation.md", 14),
    ("development_centre/regulation.md", 33),
    ("expert_conclusion/regulation.md", 31),
];

#[test]
fn every_operative_clause_is_covered() {
    let compiled = compile(&processes());
    assert!(!compiled.coverage.is_empty(), "no act was found");
    for act in &compiled.coverage {
        let known = OPERATIVE.iter().find(|(file, _)| *file == act.file);
        let known = known.map_or_else(|| panic!("{} is not in the table", act.file), |row| row.1);
        assert_eq!(act.operative, known, "operative clauses of {}", act.file);
        assert_eq!(
            uncovered(&compiled),
            BTreeSet::new(),
            "{} is at {} %",
            act.act,
            act.percent
        );
    }
}

/// What no clause speaks of and no step of a clause leads through: a courtesy may be taken away.
const COURTESIES: [&str; 2] = [
    // The act on the conclusion knows no withdrawal; applicants may take their portfolio back all the same.
    "expert_conclusion/process.yaml: withdrawal:",
    "expert_conclusion/process.yaml: withdrawn:",
];

/// Deleting any step, also one without a clause of its own, makes the check name a clause that is no longer carried out.
#[test]
fn a_deleted_step_leaves_a_clause_uncovered() {
    let files = processes();
    let paths = files.keys().filter(|path| is_process(&files, path));
    let cuts: Vec<Cut> = paths
        .flat_map(|path| without_each_step(path, &files[path]))
        .collect();
    assert!(cuts.len() > 390, "only {} steps were tried", cuts.len());
    let half = cuts.len() / 2;
    let silent: BTreeSet<String> = thread::scope(|scope| {
        let hands =
            [&cuts[..half], &cuts[half..]].map(|cuts| scope.spawn(|| unnoticed(&files, cuts)));
        let found = hands.into_iter().flat_map(|hand| hand.join().unwrap());
        found.collect()
    });
    assert_eq!(
        silent,
        COURTESIES.map(str::to_owned).into(),
        "deleting these steps is not noticed"
    );
}

/// A process without one of its steps.
struct Cut {
    path: String,
    step: String,
    text: String,
}

fn unnoticed(files: &BTreeMap<String, String>, cuts: &[Cut]) -> Vec<String> {
    let mut changed = files.clone();
    let mut silent = Vec::new();
    for cut in cuts {
        changed.insert(cut.path.clone(), cut.text.clone());
        if uncovered(&compile(&changed)).is_empty() {
            silent.push(format!("{}: {}", cut.path, cut.step));
        }
        changed.insert(cut.path.clone(), files[&cut.path].clone());
    }
    silent
}

fn uncovered(compiled: &Compiled) -> BTreeSet<String> {
    let clauses = compiled.coverage.iter().flat_map(|act| &act.clauses);
    let named: BTreeSet<String> = clauses
        .filter(|clause| {
            matches!(
                clause.state,
                ClauseState::Uncovered | ClauseState::Interrupted(_)
            )
        })
        .map(|clause| clause.id.clone())
        .collect();
    let errors = compiled.diagnostics.iter().filter(|d| d.is_error()).count();
    assert!(
        named.is_empty() || errors > 0,
        "{named:?} are not carried out, and there is no error"
    );
    named
}

fn is_process(files: &BTreeMap<String, String>, path: &str) -> bool {
    path.ends_with(".yaml") && files[path].contains("\nsteps:")
}

/// The text without each step: the step's key and its deeper lines are cut out.
fn without_each_step(path: &str, text: &str) -> Vec<Cut> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines
        .iter()
        .position(|line| *line == "steps:")
        .map_or(lines.len(), |at| at + 1);
    let is_step = |line: &str| {
        line.starts_with("  ") && line.chars().nth(2).is_some_and(char::is_alphanumeric)
    };
    let heads: Vec<usize> = (start..lines.len())
        .filter(|at| is_step(lines[*at]))
        .collect();
    let mut cut = Vec::new();
    for (n, head) in heads.iter().enumerate() {
        let end = heads.get(n + 1).copied().unwrap_or(lines.len());
        let rest: Vec<&str> = lines[..*head]
            .iter()
            .chain(&lines[end..])
            .copied()
            .collect();
        cut.push(Cut {
            path: path.to_owned(),
            step: lines[*head].trim().to_owned(),
            text: rest.join("\n"),
        });
    }
    cut
}
