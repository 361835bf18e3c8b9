//! Workflow patterns as small processes: every folder of `tests/patterns` compiles without a finding and its stories
//! come true, with and without a restart from the snapshot after each command.
//!
//! A pattern is laid out like a regulation in `processes/`; `organisation.yaml`, `registers.yaml` and `shared/` of
//! `tests/patterns` serve all of them unless the folder brings its own. A file `refused.txt` instead of stories lists the
//! codes with which the language refuses the pattern.

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use reglament_calendar::Calendar;
use reglament_definition::{Compiled, Language, Package};
use reglament_scenario::{Story, play};
use reglament_tests::root;

type Files = BTreeMap<String, String>;

#[test]
fn every_pattern_runs() {
    let folder = root().join("tests/patterns");
    let (mut patterns, mut failures) = (0, Vec::new());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir() && entry.file_name() != "shared")
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in &names {
        patterns += 1;
        if let Err(why) = pattern(&folder, name) {
            failures.push(format!("pattern {name}: {why}"));
        }
    }
    assert!(patterns > 0, "there are no patterns");
    assert!(
        failures.is_empty(),
        "{} of {patterns} patterns failed:\n\n{}\n",
        failures.len(),
        failures.join("\n\n")
    );
}

fn pattern(folder: &Path, name: &str) -> Result<(), String> {
    let mut files = Files::new();
    for shared in ["organisation.yaml", "registers.yaml"] {
        let own = fs::read_to_string(folder.join(name).join(shared));
        let text = own.or_else(|_| fs::read_to_string(folder.join(shared)));
        files.extend(text.map(|text| (shared.to_owned(), text)));
    }
    read(&folder.join("shared"), "shared", &mut files);
    let mut own = Files::new();
    read(&folder.join(name), name, &mut own);
    let refused = own.remove(&format!("{name}/refused.txt"));
    let prefix = format!("{name}/scenarios/");
    let stories: Files = own
        .iter()
        .filter(|(path, _)| path.starts_with(&prefix) && path.ends_with(".yaml"))
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    own.retain(|path, _| {
        let shared = ["organisation.yaml", "registers.yaml"];
        !path.contains("/scenarios/") && !shared.iter().any(|s| *path == format!("{name}/{s}"))
    });
    files.extend(own);
    let compiled = reglament_proof::check(&files);
    if let Some(codes) = refused {
        return refusal(&codes, &compiled, &files);
    }
    let package = without_findings(compiled, &files)?;
    if stories.is_empty() {
        return Err(format!("it has no story in {prefix}"));
    }
    let failures: Vec<String> = stories
        .iter()
        .filter_map(|(path, text)| story(&package, path, text).err())
        .collect();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n\n"))
    }
}

/// The codes found are exactly those that the file lists.
fn refusal(codes: &str, compiled: &Compiled, files: &Files) -> Result<(), String> {
    let expected: Vec<&str> = codes.split_whitespace().collect();
    let found: Vec<&str> = compiled.diagnostics.iter().map(|d| d.code).collect();
    if expected == found {
        Ok(())
    } else {
        Err(format!(
            "it should be refused with {expected:?}, found:\n{}",
            findings(compiled, files)
        ))
    }
}

fn without_findings(compiled: Compiled, files: &Files) -> Result<Package, String> {
    if !compiled.diagnostics.is_empty() {
        return Err(findings(&compiled, files));
    }
    compiled.package.ok_or_else(|| "it has no package".into())
}

fn findings(compiled: &Compiled, files: &Files) -> String {
    let one = |d: &reglament_definition::Diagnostic| {
        let text = files.get(&d.file).map_or("", String::as_str);
        d.render(text, Language::Russian, false)
    };
    compiled
        .diagnostics
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join("\n")
}

fn story(package: &Package, path: &str, text: &str) -> Result<(), String> {
    let story = Story::parse(text).map_err(|error| format!("{path}: {error}"))?;
    let main = package.definitions.keys().next();
    let folder = path.split('/').next().unwrap_or_default();
    let process = match package.definitions.contains_key(folder) {
        true => folder,
        false => main.map_or("", String::as_str),
    };
    let calendar = Calendar::russia();
    let played = play(package, &calendar, process, &story, false);
    if let Some(failed) = &played.failed {
        return Err(format!(
            "{path} «{}», step {}: {}\n    {}",
            story.scenario,
            failed.step,
            failed.message,
            played.journal.replace('\n', "\n    ")
        ));
    }
    let restored = play(package, &calendar, process, &story, true);
    if restored == played {
        return Ok(());
    }
    let failed = restored.failed.map(|failed| failed.message);
    Err(format!(
        "{path} goes another way with restarts from snapshots: {}",
        failed.unwrap_or_else(|| "the journal differs".into())
    ))
}

fn read(folder: &Path, name: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(Result::unwrap) {
        let (path, file) = (entry.path(), entry.file_name());
        let name = format!("{name}/{}", file.to_string_lossy());
        if path.is_dir() {
            read(&path, &name, files);
        } else {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
