//! Every story comes true, with and without a restart from the snapshot after each command, and its journal is the
//! golden one. `REGLAMENT_GOLDEN=write` rewrites the golden journals.

use std::fs;

use reglament_calendar::Calendar;
use reglament_definition::{Package, compile};
use reglament_scenario::{Story, play};
use reglament_tests::{processes, root, stories};

#[test]
fn the_stories_come_true() {
    let compiled = compile(&processes());
    let package = compiled.package.expect("the regulations compile");
    let calendar = Calendar::russia();
    let stories = stories();
    assert!(stories.len() >= 25, "only {} stories", stories.len());
    let failures: Vec<String> = stories
        .iter()
        .filter_map(|(path, text)| one(&package, &calendar, path, text).err())
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} stories failed:\n{}",
        failures.len(),
        stories.len(),
        failures.join("\n\n")
    );
}

fn one(package: &Package, calendar: &Calendar, path: &str, text: &str) -> Result<(), String> {
    let folder = path.split('/').next().unwrap_or_default();
    let story = Story::parse(text).map_err(|error| format!("{path}: {error}"))?;
    let played = play(package, calendar, folder, &story, false);
    if let Some(failed) = &played.failed {
        let lines: Vec<&str> = played.journal.lines().collect();
        let tail = lines[lines.len().saturating_sub(12)..].join("\n    ");
        return Err(format!(
            "{path} «{}», step {}: {}\n    {tail}",
            story.scenario, failed.step, failed.message
        ));
    }
    let restored = play(package, calendar, folder, &story, true);
    if restored != played {
        return Err(format!(
            "{path}: with restarts from snapshots the story goes another way: {:?}",
            restored.failed
        ));
    }
    golden(path, &played.journal)
}

fn golden(path: &str, journal: &str) -> Result<(), String> {
    let file = root()
        .join("processes")
        .join(path.replace(".yaml", ".journal"));
    if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|how| how == "write") {
        return fs::write(&file, journal).map_err(|error| format!("{path}: {error}"));
    }
    let known = fs::read_to_string(&file)
        .map_err(|_| format!("{path} has no golden journal: run `make golden`"))?;
    let differs = known
        .lines()
        .zip(journal.lines())
        .find(|(old, new)| old != new);
    match differs {
        Some((old, new)) => Err(format!(
            "{path}: the journal changed\n  was: {old}\n  now: {new}"
        )),
        None if known.lines().count() == journal.lines().count() => Ok(()),
        None => Err(format!("{path}: the journal has another length")),
    }
}
